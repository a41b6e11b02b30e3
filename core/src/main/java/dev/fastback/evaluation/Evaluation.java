package dev.fastback.evaluation;

import dev.fastback.stats.ReturnStatistics;
import org.jspecify.annotations.Nullable;

/**
 * What a strategy earned on a window.
 *
 * @param barReturns return of each bar, fractions, fees taken off; not a copy
 * @param totalReturn total of the window as the strategy defines it (summed or compounded), a fraction
 * @param periodsPerYear bars per year
 * @param sharpe annualised Sharpe ratio as the strategy defines it; 0 when the deviation is 0
 * @param trades entries that were filled
 * @param maxDrawdown maximum drawdown of the summed returns from an earlier peak (0 included), a fraction, not negative
 * @param ambiguousBars bars with a position on which both levels were crossed, so that the order inside the bar is unknown;
 *     0 for strategies without levels
 * @param performance the account behind it; null for strategies that have none
 * @param positions its trades one by one; null for strategies without an account, and where an evaluation is made of sums alone
 */
public record Evaluation(
        double[] barReturns,
        double totalReturn,
        double periodsPerYear,
        double sharpe,
        int trades,
        double maxDrawdown,
        int ambiguousBars,
        @Nullable Performance performance,
        @Nullable Positions positions) {
    /** Makes a score of an account whose single trades are not known. */
    public Evaluation(
            double[] barReturns,
            double totalReturn,
            double periodsPerYear,
            double sharpe,
            int trades,
            double maxDrawdown,
            int ambiguousBars,
            @Nullable Performance performance) {
        this(barReturns, totalReturn, periodsPerYear, sharpe, trades, maxDrawdown, ambiguousBars, performance, null);
    }

    /** Makes a score without an account. */
    public Evaluation(
            double[] barReturns,
            double totalReturn,
            double periodsPerYear,
            double sharpe,
            int trades,
            double maxDrawdown,
            int ambiguousBars) {
        this(barReturns, totalReturn, periodsPerYear, sharpe, trades, maxDrawdown, ambiguousBars, null);
    }

    /**
     * Scores returns that are added up: {@code totalReturn} is their sum, the Sharpe ratio divides by the population
     * deviation (docs/definitions.md, Sharpe ratio).
     */
    public static Evaluation summed(double[] barReturns, double periodsPerYear, int trades, int ambiguousBars) {
        return summed(barReturns, ReturnStatistics.sum(barReturns), periodsPerYear, trades, ambiguousBars);
    }

    /** Scores returns whose sum was made in another order; otherwise the same. */
    public static Evaluation summed(
            double[] barReturns, double total, double periodsPerYear, int trades, int ambiguousBars) {
        return of(
                barReturns,
                total,
                ReturnStatistics.populationSharpe(barReturns, periodsPerYear),
                periodsPerYear,
                trades,
                ambiguousBars);
    }

    /**
     * Scores returns that are compounded: {@code totalReturn} is {@code prod(1 + x) - 1}, the Sharpe ratio divides by the
     * sample deviation (docs/definitions.md, Sharpe ratio).
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
                barReturns, newTotalReturn, periodsPerYear, sharpe, trades, maxDrawdown, ambiguousBars, performance, positions);
    }

    /** Returns the mean return per bar, a fraction; 0 without bars, and where {@code periodsPerYear} is not positive. */
    public double averageReturn() {
        return periodsPerYear > 0 ? ReturnStatistics.finiteMean(barReturns) : 0.0;
    }

    /** Returns {@link #averageReturn} times the periods per year; 0 where they are not positive. */
    public double annualReturn() {
        return periodsPerYear > 0 ? averageReturn() * periodsPerYear : 0.0;
    }

    private static Evaluation of(
            double[] barReturns, double total, double sharpe, double periodsPerYear, int trades, int ambiguousBars) {
        return new Evaluation(
                barReturns,
                total,
                periodsPerYear,
                sharpe,
                trades,
                ReturnStatistics.maxDrawdown(barReturns),
                ambiguousBars);
    }
}
