package dev.fastback.strategy;

import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;

/**
 * The prices that the forecasts give the bar to come, from the high and low of the last known bar.
 *
 * @param high predicted high
 * @param low predicted low
 */
record Levels(double high, double low) {
    /** Returns the levels of a slice's last bar. */
    static Levels next(MarketSlice slice) {
        int next = slice.to() - 1;
        BarSeries bars = slice.bars();
        return new Levels(
                bars.high(next - 1) * (1.0 + slice.forecasts().point(Column.HIGH, next)),
                bars.low(next - 1) * (1.0 + slice.forecasts().point(Column.LOW, next)));
    }

    /** Returns an order at these levels, shifted by multipliers. */
    Order order(String strategy, Side side, double highMultiplier, double lowMultiplier) {
        return new Order(strategy, side, high * (1.0 + highMultiplier), low * (1.0 + lowMultiplier));
    }
}
