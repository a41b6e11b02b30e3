package dev.fastback.run;

import dev.fastback.run.SimulationResult.Completed;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Means of one strategy over the completed simulations of one symbol, summed newest first. Rates are fractions. Fields that
 * do not apply, or have nothing to average, are null.
 *
 * @param symbol the symbol
 * @param strategy the strategy's name
 * @param simulations completed simulations
 * @param meanReturn mean in-sample return of a window
 * @param meanSharpe mean in-sample Sharpe ratio
 * @param meanTrades mean number of filled entries
 * @param meanMaxDrawdown mean deepest fall
 * @param ambiguousBars bars on which both levels were crossed, all simulations together
 * @param search what the searches reached; null for rules
 * @param outOfSample what the parameters earned later; null without test bars
 * @param meanAdjustedReturn mean of the original's blend; null unless asked for
 */
public record StrategySummary(
        String symbol,
        String strategy,
        int simulations,
        @Nullable Double meanReturn,
        @Nullable Double meanSharpe,
        @Nullable Double meanTrades,
        @Nullable Double meanMaxDrawdown,
        long ambiguousBars,
        @Nullable SearchSummary search,
        @Nullable TestSummary outOfSample,
        @Nullable Double meanAdjustedReturn) {

    /**
     * What the searches of a strategy reached.
     *
     * @param meanProfit mean of the best found
     * @param meanBaseline mean at the neutral point
     * @param meanQuality mean share of the attainable gain; null when no simulation had any
     * @param worstQuality the smallest; null likewise
     * @param ratioOfSums summed gains over summed attainable gains; null likewise
     * @param knifeEdges simulations whose best lies on a knife edge
     * @param meanTradeableProfit mean of the best without knife edges; null without verdicts
     * @param evaluations all evaluations together
     * @param newest the newest completed simulation's search
     * @param bestIndex fold index of the simulation with the largest profit, the newest of equals
     * @param sharing what shared parameters cost; null when each simulation has its own
     */
    public record SearchSummary(
            double meanProfit,
            double meanBaseline,
            @Nullable Double meanQuality,
            @Nullable Double worstQuality,
            @Nullable Double ratioOfSums,
            int knifeEdges,
            @Nullable Double meanTradeableProfit,
            long evaluations,
            SearchOutcome newest,
            int bestIndex,
            @Nullable SharingSummary sharing) {}

    /**
     * How parameters that simulations share compare with their own.
     *
     * @param meanAloneProfit mean of what the same search finds for each simulation alone
     * @param meanCost mean of what sharing costs a simulation
     * @param worstCost the largest
     */
    public record SharingSummary(double meanAloneProfit, double meanCost, double worstCost) {}

    /**
     * What a strategy earned on the bars after its folds.
     *
     * @param bars test bars of all simulations together; neighbouring simulations share them when there are several a fold
     * @param meanReturn mean return of a simulation's test bars
     * @param perBar summed returns over summed bars
     */
    public record TestSummary(long bars, double meanReturn, double perBar) {}

    static StrategySummary of(String symbol, String strategy, int position, List<SimulationResult> simulations) {
        List<StrategyResult> done = simulations.stream()
                .filter(Completed.class::isInstance)
                .map(s -> ((Completed) s).strategies().get(position))
                .toList();
        return new StrategySummary(
                symbol,
                strategy,
                done.size(),
                mean(done, r -> r.inSample().totalReturn()),
                mean(done, r -> r.inSample().sharpe()),
                mean(done, r -> r.inSample().trades()),
                mean(done, r -> r.inSample().maxDrawdown()),
                done.stream().mapToLong(r -> r.inSample().ambiguousBars()).sum(),
                searchSummary(simulations, position),
                testSummary(done),
                done.isEmpty() || done.getFirst().adjustedReturn() == null
                        ? null
                        : mean(done, r -> Objects.requireNonNull(r.adjustedReturn())));
    }

    private static @Nullable SearchSummary searchSummary(List<SimulationResult> simulations, int position) {
        SearchTally tally = new SearchTally();
        for (SimulationResult simulation : simulations) {
            if (simulation instanceof Completed completed) {
                SearchOutcome outcome = completed.strategies().get(position).search();
                if (outcome != null) {
                    tally.add(simulation.simulation().fold().index(), outcome);
                }
            }
        }
        return tally.summary();
    }

    private static @Nullable TestSummary testSummary(List<StrategyResult> done) {
        long bars = 0;
        double sum = 0;
        int count = 0;
        for (StrategyResult result : done) {
            if (result.outOfSample() != null) {
                bars += result.outOfSample().bars();
                sum += result.outOfSample().totalReturn();
                count++;
            }
        }
        return bars == 0 ? null : new TestSummary(bars, sum / count, sum / bars);
    }

    private static @Nullable Double mean(List<StrategyResult> results, ToDoubleFunction<StrategyResult> field) {
        if (results.isEmpty()) {
            return null;
        }
        double sum = 0;
        for (StrategyResult result : results) {
            sum += field.applyAsDouble(result);
        }
        return sum / results.size();
    }
}
