package dev.fastback.strategy;

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
public record Score(
        double[] barReturns,
        double totalReturn,
        double averageReturn,
        double annualReturn,
        double sharpe,
        int trades,
        double maxDrawdown,
        int ambiguousBars) {}
