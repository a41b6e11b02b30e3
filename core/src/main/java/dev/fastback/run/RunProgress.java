package dev.fastback.run;

import dev.fastback.engine.WorkerState;
import dev.fastback.result.Figure;
import dev.fastback.result.Figures;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.result.SimulationResult.Interrupted;
import dev.fastback.result.SimulationResult.Skipped;
import dev.fastback.study.Study;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps count of a run, for snapshots. */
final class RunProgress {
    private final Study study;
    private final int earlier;
    private final long startNanos = System.nanoTime();
    private final double[] returns;
    private final double[] unseenReturns;
    private final long[] unseenBars;
    private int completed;
    private int failed;
    private int skipped;
    private List<WorkerState> workers = List.of();

    RunProgress(Study study, int earlier) {
        this.study = study;
        this.earlier = earlier;
        this.returns = new double[study.strategies().size()];
        this.unseenReturns = new double[returns.length];
        this.unseenBars = new long[returns.length];
    }

    void workers(List<WorkerState> states) {
        workers = List.copyOf(states);
    }

    void add(SimulationResult result) {
        switch (result) {
            case Completed done -> add(done);
            case Failed f -> failed++;
            case Skipped s -> skipped++;
            case Interrupted i -> throw new IllegalArgumentException("interrupted simulations are not stored: " + i.simulation());
        }
    }

    private void add(Completed done) {
        completed++;
        for (int k = 0; k < returns.length; k++) {
            Figures figures = done.strategies().get(k).figures();
            returns[k] += figures.real(Figure.RETURN);
            if (figures.has(Figure.UNSEEN_RETURN)) {
                unseenReturns[k] += figures.real(Figure.UNSEEN_RETURN);
                unseenBars[k] += figures.count(Figure.UNSEEN_BARS);
            }
        }
    }

    RunSnapshot snapshot() {
        int total = study.simulationCount();
        int done = completed + failed + skipped;
        long nanos = System.nanoTime() - startNanos;
        @Nullable Duration left = done == 0 ? null : Duration.ofNanos((long) ((double) nanos / done * (total - earlier - done)));
        List<RunSnapshot.StrategyProgress> strategies = new ArrayList<>(returns.length);
        for (int k = 0; k < returns.length; k++) {
            strategies.add(new RunSnapshot.StrategyProgress(
                    study.strategies().get(k).name(), completed, returns[k] / completed, unseenReturns[k] / unseenBars[k]));
        }
        return new RunSnapshot(
                total, earlier, completed, failed, skipped, Duration.ofNanos(nanos), left, strategies, workers);
    }
}
