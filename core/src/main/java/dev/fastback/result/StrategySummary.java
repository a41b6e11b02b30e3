package dev.fastback.result;

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
}
