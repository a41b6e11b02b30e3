package dev.fastback.result;

import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.result.SimulationResult.Skipped;
import dev.fastback.study.Study;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one pass over all results finds out. Results are read and added up in the calling thread; the hash's text and the report's are made
 * of each block on as many threads as there are workers.
 *
 * @param summary one line per symbol and strategy
 * @param counts how many simulations ended how
 * @param firstFailures first failed or skipped simulation by symbol
 * @param hash the result hash
 */
record ResultPass(
        List<StrategySummary> summary,
        Map<Class<? extends SimulationResult>, Long> counts,
        Map<Integer, SimulationResult> firstFailures,
        String hash) {
    /** Simulations that are formatted at a time. */
    private static final int BLOCK = 32;

    static ResultPass run(StudyResult result, ResultReader reader, int workers) throws IOException {
        Study study = result.study();
        Tallies tallies = new Tallies(study);
        ResultHash hash = new ResultHash();
        try (Formatting formatting = new Formatting(reader, hash, workers)) {
            for (int s = 0; s < study.symbols().size(); s++) {
                SymbolResult symbol = result.symbols().get(s);
                formatting.begin(symbol);
                List<SimulationResult> simulations = symbol.simulations();
                for (int from = 0; from < simulations.size(); from += BLOCK) {
                    List<SimulationResult> block =
                            List.copyOf(simulations.subList(from, Math.min(from + BLOCK, simulations.size())));
                    formatting.add(symbol, block);
                    block.forEach(tallies::add);
                }
                formatting.end(symbol);
                tallies.endSymbol(s);
            }
            formatting.finish();
        }
        return new ResultPass(
                List.copyOf(tallies.summary),
                Map.copyOf(tallies.counts),
                tallies.firstFailures,
                hash.finish(result, tallies.summary));
    }

    /** Sums and counts, symbol by symbol. */
    private static final class Tallies {
        private final Study study;
        private final List<StrategySummary> summary = new ArrayList<>();
        private final Map<Class<? extends SimulationResult>, Long> counts = new HashMap<>();
        private final Map<Integer, SimulationResult> firstFailures = new TreeMap<>();
        private List<StrategyTally> ofSymbol;

        Tallies(Study study) {
            this.study = study;
            this.ofSymbol = empty();
        }

        private List<StrategyTally> empty() {
            return study.strategies().stream().map(strategy -> new StrategyTally()).toList();
        }

        void add(SimulationResult simulation) {
            counts.merge(simulation.getClass(), 1L, Long::sum);
            if (simulation instanceof Completed completed) {
                for (int k = 0; k < ofSymbol.size(); k++) {
                    ofSymbol.get(k).add(simulation.simulation().fold().index(), completed.strategies().get(k));
                }
            } else if (simulation instanceof Failed || simulation instanceof Skipped) {
                firstFailures.putIfAbsent(simulation.simulation().symbol(), simulation);
            }
        }

        void endSymbol(int symbol) {
            for (int k = 0; k < ofSymbol.size(); k++) {
                summary.add(ofSymbol.get(k)
                        .summary(study.symbols().get(symbol).name(), study.strategies().get(k).name()));
            }
            ofSymbol = empty();
        }
    }
}
