package dev.fastback.run;

import dev.fastback.evidence.PooledEvidence;
import dev.fastback.evidence.StudyEvidence;
import dev.fastback.journal.RunJournal;
import dev.fastback.parallel.InOrder;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.SymbolOutcome;
import dev.fastback.search.StopSignal;
import dev.fastback.search.StoppedException;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.simulation.UnseenPaths;
import dev.fastback.study.Study;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes what a run knows of each symbol once its simulations are done: the paths of unseen bars, the orders for the bar after the data, and how far
 * all of it may be believed.
 */
final class Conclusion {
    private Conclusion() {}

    /**
     * Returns the outcome of each symbol. A symbol whose forecasts failed keeps what the journal holds of it.
     *
     * @param workers threads that make them; the journal is read in this one
     * @param stop what ends it early
     * @throws StoppedException if it was told to stop
     */
    static List<SymbolOutcome> of(
            PreparedStudy prepared, StudyForecasts forecasts, RunJournal journal, int workers, StopSignal stop) {
        int symbols = forecasts.symbols().size();
        int together = Math.min(symbols, atATime(prepared.study(), workers));
        int alone = together == 1 ? workers : 1; // within a symbol
        List<SymbolOutcome> outcomes = new ArrayList<>(symbols);
        PooledEvidence pool = new PooledEvidence(workers);
        try (InOrder<SymbolOutcome, RuntimeException> made = new InOrder<>(together, "fastback-conclusion-")) {
            for (int s = 0; s < symbols; s++) {
                if (made.isFull()) {
                    outcomes.add(made.take());
                }
                made.add(outcome(prepared, s, forecasts.failures().containsKey(s), journal, pool, alone, stop));
            }
            while (!made.isEmpty()) {
                outcomes.add(made.take());
            }
        }
        return outcomes;
    }

    /**
     * Returns how many threads conclude symbols: all, while the results of the symbols under way, two for each, take a quarter of the heap at
     * most. Results do not depend on it.
     */
    private static int atATime(Study study, int workers) {
        long bytes = Math.max(1, 2 * MemoryEstimate.resultBytes(study) * study.walkForward().simulations());
        return (int) Math.clamp(Runtime.getRuntime().maxMemory() / 4 / bytes, 1, workers);
    }

    /** Reads what the outcome of a symbol is made of, and returns what makes it. */
    private static Callable<SymbolOutcome> outcome(
            PreparedStudy prepared, int symbol, boolean hasFailed, RunJournal journal, PooledEvidence pool, int workers, StopSignal stop) {
        if (hasFailed) {
            SymbolOutcome known = journal.symbol(symbol);
            return () -> known;
        }
        Study study = prepared.study();
        int folds = study.walkForward().simulations();
        Supplier<List<@Nullable SimulationResult>> read = journal.read(symbol * folds, (symbol + 1) * folds);
        if (!study.isJudged() || !study.search().keepsTrials()) {
            return () -> {
                List<@Nullable SimulationResult> results = read.get();
                return outcome(prepared, symbol, results, newest(results), pool, workers, stop);
            };
        }
        List<@Nullable SimulationResult> results = read.get();
        SimulationResult newest = newest(results);
        SimulationResult whole = newest == null ? null : journal.withTrials(newest.simulation().index());
        return () -> outcome(prepared, symbol, results, whole, pool, workers, stop);
    }

    private static @Nullable SimulationResult newest(List<@Nullable SimulationResult> results) {
        return results.stream().filter(SimulationResult.Completed.class::isInstance).findFirst().orElse(null);
    }

    private static SymbolOutcome outcome(
            PreparedStudy prepared,
            int symbol,
            List<@Nullable SimulationResult> results,
            @Nullable SimulationResult newest,
            PooledEvidence pool,
            int workers,
            StopSignal stop) {
        SymbolOutcome outcome = UnseenPaths.of(prepared, symbol, results, stop, workers);
        stop.check();
        return prepared.study().isJudged()
                ? outcome.withEvidence(StudyEvidence.of(prepared, symbol, results, newest, outcome, pool, workers))
                : outcome;
    }
}
