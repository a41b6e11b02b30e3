package dev.fastback.validation;

import dev.fastback.result.Figure;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.StrategyResult;
import dev.fastback.result.SymbolResult;
import dev.fastback.search.space.Parameters;
import dev.fastback.summary.StrategySummary;
import dev.fastback.summary.StudyResult;
import dev.fastback.summary.SummaryFigure;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one search made of one strategy on one symbol.
 *
 * @param score in-sample profit per fitted bar over all completed simulations, or the mean of their metric, larger being better
 * @param quality share of the attainable gain, summed gains over summed gains; null where there was none
 * @param unseenPerBar return of a bar of the unseen path; null without
 * @param parameters of the newest simulation; null without
 */
record Standing(double score, @Nullable Double quality, @Nullable Double unseenPerBar, @Nullable Parameters parameters) {
    /**
     * A strategy on a symbol.
     *
     * @param symbol its name
     * @param strategy its name
     */
    record Key(String symbol, String strategy) {}

    /**
     * Returns the standings of a result, of the strategies that were searched, in the study's order.
     *
     * @param isOfFits whether scores are means of fits, and not of fitted bars
     */
    static Map<Key, Standing> of(StudyResult result, boolean isOfFits) {
        Map<Key, double[]> sums = new LinkedHashMap<>();
        for (SymbolResult symbol : result.symbols()) {
            for (SimulationResult simulation : symbol.simulations()) {
                if (simulation instanceof Completed completed) {
                    for (StrategyResult strategy : completed.strategies()) {
                        if (strategy.figures().has(Figure.PROFIT)) {
                            double[] sum = sums.computeIfAbsent(new Key(symbol.symbol().name(), strategy.name()), key -> new double[2]);
                            sum[0] += strategy.figures().real(Figure.PROFIT);
                            sum[1] += isOfFits ? 1 : completed.simulation().fold().fitBars();
                        }
                    }
                }
            }
        }
        Map<Key, Standing> standings = new LinkedHashMap<>();
        for (StrategySummary line : result.summary()) {
            double[] sum = sums.get(new Key(line.symbol(), line.strategy()));
            if (sum != null) {
                standings.put(
                        new Key(line.symbol(), line.strategy()),
                        new Standing(sum[0] / sum[1], line.real(SummaryFigure.RATIO_OF_SUMS), line.real(SummaryFigure.UNSEEN_PER_BAR), line.newest()));
            }
        }
        return standings;
    }
}
