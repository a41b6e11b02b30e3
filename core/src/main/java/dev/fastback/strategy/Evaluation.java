package dev.fastback.strategy;

import dev.fastback.stats.ReturnStatistics;

/**
 * What a strategy earned on a window.
 *
 * @param barReturns return of each bar, fractions, fees taken off; not a copy
 * @param totalReturn total of the window as the strategy defines it (summed or compounded), a fraction
 * @param averageReturn mean return of a bar, a fraction; 0 without bars
 * @param annualReturn {@code averageReturn} times the periods of a year
 * @param sharpe annualised Sharpe ratio as the strategy defines it; 0 when the deviation is 0
 * @param trades entries that were filled
 * @param maxDrawdown deepest fall of the summed returns from an earlier peak (0 included), a fraction, not negative
 * @param ambiguousBars bars with a position on which both levels were crossed, so that the order inside the bar is unknown;
 *     0 for strategies without levels
 */
public record Evaluation(
        double[] barReturns,
        double totalReturn,
        double averageReturn,
        double annualReturn,
        double sharpe,
        int trades,
        double maxDrawdown,
        int ambiguousBars) {
    /**
     * Scores returns that are added up: {@code totalReturn} is their sum, the Sharpe ratio divides by the population
     * deviation (docs/definitions.md, Sharpe ratio). Average and annual return are 0 when {@code periodsPerYear} is not positive.
     */
    public static Evaluation summed(double[] barReturns, double periodsPerYear, int trades, int ambiguousBars) {
        return of(
                barReturns,
                ReturnStatistics.sum(barReturns),
                ReturnStatistics.populationSharpe(barReturns, periodsPerYear),
                periodsPerYear,
                trades,
                ambiguousBars);
    }

    /**
     * Scores returns that are compounded: {@code totalReturn} is {@code prod(1 + x) - 1}, the Sharpe ratio divides by the
     * sample deviation (docs/definitions.md, Sharpe ratio). Average and annual return are 0 when {@code periodsPerYear} is not positive.
     */
    public static Evaluation compounded(double[] barReturns, double periodsPerYear, int trades) {
        return of(
                barReturns,
                ReturnStatistics.compounded(barReturns),
                ReturnStatistics.sampleSharpe(barReturns, periodsPerYear),
                periodsPerYear,
                trades,
                0);
    }

    /** Returns this score with another total; everything else stays. */
    public Evaluation withTotalReturn(double newTotalReturn) {
        return new Evaluation(
                barReturns, newTotalReturn, averageReturn, annualReturn, sharpe, trades, maxDrawdown, ambiguousBars);
    }

    private static Evaluation of(
            double[] barReturns, double total, double sharpe, double periodsPerYear, int trades, int ambiguousBars) {
        double average = periodsPerYear > 0 ? ReturnStatistics.finiteMean(barReturns) : 0.0;
        return new Evaluation(
                barReturns,
                total,
                average,
                periodsPerYear > 0 ? average * periodsPerYear : 0.0,
                sharpe,
                trades,
                ReturnStatistics.maxDrawdown(barReturns),
                ambiguousBars);
    }
}
