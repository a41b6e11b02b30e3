package dev.fastback.run;

import dev.fastback.engine.WorkerState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stands at a moment: for a terminal or a page to show. Immutable. No figure of it has a part in the result.
 *
 * @param total simulations of the study
 * @param earlier of those, simulations whose results were in the journal when the run began
 * @param completed simulations that ran, earlier ones not counted; likewise {@code failed} and {@code skipped}
 * @param failed simulations that met an error
 * @param skipped simulations that could not run on the data
 * @param elapsed time since the simulations began
 * @param left time until all are done at the rate so far; null before there is a rate
 * @param strategies what came out so far, one line per strategy, earlier results not counted
 * @param workers what each worker does; empty where the engine does not tell
 */
public record RunSnapshot(
        int total,
        int earlier,
        int completed,
        int failed,
        int skipped,
        Duration elapsed,
        @Nullable Duration left,
        List<StrategyProgress> strategies,
        List<WorkerState> workers) {
    public RunSnapshot {
        strategies = List.copyOf(strategies);
        workers = List.copyOf(workers);
    }

    /** Returns how many simulations have a result, earlier ones included. */
    public int done() {
        return earlier + completed + failed + skipped;
    }

    /** Returns the simulations per second of this run; 0 at its very beginning. */
    public double perSecond() {
        double seconds = elapsed.toNanos() / 1e9;
        return seconds == 0 ? 0 : (done() - earlier) / seconds;
    }

    /**
     * A strategy's figures so far, added up in the order in which results came: the last digits differ from those of the result.
     *
     * @param strategy its name
     * @param simulations completed simulations
     * @param meanReturn mean in-sample return of a simulation; NaN without any
     * @param unseenPerBar summed returns of unseen bars over their number, of strategies whose unseen bars each simulation scores by itself; NaN for
     *     all others, whose paths are made at the end
     */
    public record StrategyProgress(String strategy, int simulations, double meanReturn, double unseenPerBar) {}
}
