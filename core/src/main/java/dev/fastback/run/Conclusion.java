package dev.fastback.run;

import dev.fastback.journal.RunJournal;
import dev.fastback.parallel.InOrder;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.SymbolOutcome;
import dev.fastback.search.StopSignal;
import dev.fastback.search.StoppedException;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.simulation.UnseenPaths;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes what a run knows of each symbol once its simulations are done: the paths of unseen bars, and the orders for the bar after the data. */
final class Conclusion {
    private Conclusion() {}

    /**
     * Returns the outcome of each symbol. A symbol whose forecasts failed keeps what the journal holds of it.
     *
     * @param workers symbols at the same time; their outcomes are the same for any number
     * @param stop what ends it early
     * @throws StoppedException if it was told to stop
     */
    static List<SymbolOutcome> of(PreparedStudy prepared, StudyForecasts forecasts, RunJournal journal, int workers, StopSignal stop) {
        int folds = prepared.study().walkForward().simulations();
        int symbols = forecasts.symbols().size();
        List<SymbolOutcome> outcomes = new ArrayList<>(symbols);
        try (InOrder<SymbolOutcome, RuntimeException> tasks = new InOrder<>(Math.min(workers, symbols), "fastback-outcome")) {
            for (int s = 0; s < symbols; s++) {
                int symbol = s;
                if (tasks.isFull()) {
                    outcomes.add(tasks.take());
                }
                // The journal is read by this thread alone.
                if (forecasts.failures().containsKey(s)) {
                    SymbolOutcome kept = journal.symbol(s);
                    tasks.add(() -> kept);
                } else {
                    List<@Nullable SimulationResult> results = journal.results(s * folds, (s + 1) * folds);
                    tasks.add(() -> UnseenPaths.of(prepared, symbol, results, stop));
                }
            }
            while (!tasks.isEmpty()) {
                outcomes.add(tasks.take());
            }
        }
        return outcomes;
    }
}
