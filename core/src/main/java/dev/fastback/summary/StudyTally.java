package dev.fastback.summary;

import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.result.SimulationResult.Interrupted;
import dev.fastback.result.SimulationResult.Skipped;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.StrategyResult;
import dev.fastback.result.SymbolOutcome;
import dev.fastback.study.Study;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the results of a study. They may come in any order; those of a symbol are added up newest first, so that the sums are those of one
 * pass over the journal: what comes too early waits. When too many wait, for a simulation that takes its time or never ends, adding up is given
 * up, and a pass over the journal is to do it.
 */
public final class StudyTally {
    /** Results that wait at most, of all symbols together: a few megabytes. */
    static final int MOST_WAITING = 4096;

    private final Study study;
    private final @Nullable OfSymbol[] symbols;
    private final Map<Class<? extends SimulationResult>, Long> counts = new HashMap<>();
    private final Map<Integer, SimulationResult> firstFailures = new TreeMap<>();
    private long seen;
    private int waitingResults;
    private boolean givenUp;

    /** Makes an empty tally. */
    public StudyTally(Study study) {
        this.study = study;
        this.symbols = new OfSymbol[study.symbols().size()];
    }

    /** What is known of one symbol: sums up to a fold, and results of older folds that wait for those between. */
    private final class OfSymbol {
        private final StrategyTally[] strategies = new StrategyTally[study.strategies().size()];
        private final TreeMap<Integer, SimulationResult> waiting = new TreeMap<>();
        private int next;

        OfSymbol() {
            Arrays.setAll(strategies, k -> new StrategyTally());
        }

        void add(SimulationResult result) {
            int fold = result.simulation().fold().index();
            if (fold != next) {
                waiting.put(fold, result);
                waitingResults++;
                return;
            }
            take(result);
            while (!waiting.isEmpty() && waiting.firstKey() == next) {
                takeFirstWaiting();
            }
        }

        void takeWaiting() {
            while (!waiting.isEmpty()) {
                takeFirstWaiting();
            }
        }

        private void takeFirstWaiting() {
            waitingResults--;
            take(waiting.pollFirstEntry().getValue());
        }

        private void take(SimulationResult result) {
            int fold = result.simulation().fold().index();
            next = fold + 1;
            if (result instanceof Completed completed) {
                List<StrategyResult> results = completed.strategies();
                for (int k = 0; k < strategies.length; k++) {
                    strategies[k].add(fold, results.get(k));
                }
            } else if (result instanceof Failed || result instanceof Skipped) {
                firstFailures.putIfAbsent(result.simulation().symbol(), result);
            }
        }
    }

    /** Adds the result of a simulation that was not added before. */
    public void add(SimulationResult result) {
        if (givenUp) {
            return;
        }
        seen++;
        counts.merge(result.getClass(), 1L, Long::sum);
        ofSymbol(result.simulation().symbol()).add(result);
        if (waitingResults > MOST_WAITING) {
            givenUp = true;
            Arrays.fill(symbols, null);
        }
    }

    /**
     * Returns what they make together, after all were added; simulations that were not count as interrupted. Empty where so many had to wait
     * that adding up was given up.
     *
     * @param outcomes what is known of each symbol beside them, by its index
     */
    public Optional<StudyTotals> totals(IntFunction<SymbolOutcome> outcomes) {
        if (givenUp) {
            return Optional.empty();
        }
        int perSymbol = study.strategies().size();
        List<Judgement.Line> lines = new ArrayList<>(symbols.length * perSymbol);
        for (int s = 0; s < symbols.length; s++) {
            SymbolOutcome outcome = outcomes.apply(s);
            study.strategies().forEach(strategy -> lines.add(new Judgement.Line(
                    outcome.path(strategy.name()).orElse(null), outcome.evidence(strategy.name()).orElse(null))));
        }
        List<Judgement> judgements = Judgement.of(lines);
        List<StrategySummary> summary = new ArrayList<>(lines.size());
        for (int s = 0; s < symbols.length; s++) {
            OfSymbol symbol = ofSymbol(s);
            symbol.takeWaiting();
            for (int k = 0; k < perSymbol; k++) {
                int i = s * perSymbol + k;
                summary.add(symbol.strategies[k]
                        .summary(study.symbols().get(s).name(), study.strategies().get(k).name(), lines.get(i), judgements.get(i)));
            }
        }
        Map<Class<? extends SimulationResult>, Long> all = new HashMap<>(counts);
        if (seen < study.simulationCount()) {
            all.merge(Interrupted.class, study.simulationCount() - seen, Long::sum);
        }
        return Optional.of(new StudyTotals(summary, all, firstFailures));
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
