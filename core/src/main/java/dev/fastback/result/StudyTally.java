package dev.fastback.result;

import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.result.SimulationResult.Interrupted;
import dev.fastback.result.SimulationResult.Skipped;
import dev.fastback.study.Study;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the results of a study. They may come in any order; those of a symbol are added up newest first, so that the sums are those of one
 * pass over the journal: what comes too early waits.
 */
public final class StudyTally {
    private final Study study;
    private final @Nullable OfSymbol[] symbols;
    private final Map<Class<? extends SimulationResult>, Long> counts = new HashMap<>();
    private final Map<Integer, SimulationResult> firstFailures = new TreeMap<>();
    private long seen;

    /** Makes an empty tally. */
    public StudyTally(Study study) {
        this.study = study;
        this.symbols = new OfSymbol[study.symbols().size()];
    }

    /** What is known of one symbol: sums up to a fold, and results of older folds that wait for those between. */
    private final class OfSymbol {
        private final List<StrategyTally> strategies =
                study.strategies().stream().map(strategy -> new StrategyTally()).toList();
        private final TreeMap<Integer, SimulationResult> waiting = new TreeMap<>();
        private int next;

        void add(SimulationResult result) {
            int fold = result.simulation().fold().index();
            if (fold != next) {
                waiting.put(fold, result);
                return;
            }
            take(result);
            while (!waiting.isEmpty() && waiting.firstKey() == next) {
                take(waiting.pollFirstEntry().getValue());
            }
        }

        void takeWaiting() {
            while (!waiting.isEmpty()) {
                take(waiting.pollFirstEntry().getValue());
            }
        }

        private void take(SimulationResult result) {
            int fold = result.simulation().fold().index();
            next = fold + 1;
            if (result instanceof Completed completed) {
                for (int k = 0; k < strategies.size(); k++) {
                    strategies.get(k).add(fold, completed.strategies().get(k));
                }
            } else if (result instanceof Failed || result instanceof Skipped) {
                firstFailures.putIfAbsent(result.simulation().symbol(), result);
            }
        }
    }

    /** Adds the result of a simulation that was not added before. */
    public void add(SimulationResult result) {
        seen++;
        counts.merge(result.getClass(), 1L, Long::sum);
        ofSymbol(result.simulation().symbol()).add(result);
    }

    /**
     * Returns what they make together; simulations that were not added count as interrupted.
     *
     * @param outcomes what is known of each symbol beside them, by its index
     */
    public StudyTotals totals(IntFunction<SymbolOutcome> outcomes) {
        List<StrategySummary> summary = new ArrayList<>();
        for (int s = 0; s < symbols.length; s++) {
            OfSymbol symbol = ofSymbol(s);
            symbol.takeWaiting();
            SymbolOutcome outcome = outcomes.apply(s);
            for (int k = 0; k < symbol.strategies.size(); k++) {
                String strategy = study.strategies().get(k).name();
                summary.add(symbol.strategies
                        .get(k)
                        .summary(study.symbols().get(s).name(), strategy, outcome.path(strategy).orElse(null)));
            }
        }
        Map<Class<? extends SimulationResult>, Long> all = new HashMap<>(counts);
        if (seen < study.simulationCount()) {
            all.merge(Interrupted.class, study.simulationCount() - seen, Long::sum);
        }
        return new StudyTotals(summary, all, firstFailures);
    }

    private OfSymbol ofSymbol(int index) {
        OfSymbol symbol = symbols[index];
        if (symbol == null) {
            symbol = new OfSymbol();
            symbols[index] = symbol;
        }
        return symbol;
    }
}
