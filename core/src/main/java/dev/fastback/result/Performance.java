package dev.fastback.result;

import dev.fastback.strategy.Score;

/**
 * What is kept of a {@link Score}: the figures without the returns of single bars, so that a study of a million simulations
 * stays small. Rates are fractions.
 *
 * @param bars bars scored
 * @param totalReturn total of the window as the strategy defines it
 * @param sharpe annualised Sharpe ratio as the strategy defines it
 * @param trades entries that were filled
 * @param maxDrawdown deepest fall of the summed returns, not negative
 * @param ambiguousBars bars on which both levels were crossed
 */
public record Performance(
        int bars, double totalReturn, double sharpe, int trades, double maxDrawdown, int ambiguousBars) {
    /** Returns the figures of a score. */
    public static Performance of(Score score) {
        return new Performance(
                score.barReturns().length,
                score.totalReturn(),
                score.sharpe(),
                score.trades(),
                score.maxDrawdown(),
                score.ambiguousBars());
    }

    /** Returns the total divided by the bars; NaN without bars. */
    public double perBar() {
        return totalReturn / bars;
    }
}
