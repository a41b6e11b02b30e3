package dev.fastback.strategy;

import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import dev.fastback.profit.ProfitKernel;
import dev.fastback.strategy.EntryExitRules.Columns;

/**
 * The prices at which a strategy trades in the bar to come.
 *
 * @param high the upper one
 * @param low the lower one
 */
record Levels(double high, double low) {
    /** Returns what the forecasts give the last bar of a slice, from the high and low of the bar before. */
    static Levels forecast(MarketSlice slice) {
        int next = slice.to() - 1;
        BarSeries bars = slice.bars();
        return new Levels(
                bars.high(next - 1) * (1.0 + slice.forecasts().point(Column.HIGH, next)),
                bars.low(next - 1) * (1.0 + slice.forecasts().point(Column.LOW, next)));
    }

    /** Returns the levels of the profit kernel for the last bar of a slice, as prices: none below, or above, the close of the bar before. */
    static Levels ofKernel(MarketSlice slice, double highMultiplier, double lowMultiplier) {
        Columns columns = Columns.of(slice.window());
        int last = slice.size() - 1;
        double close = slice.bars().close(slice.to() - 2);
        return new Levels(
                close * (1.0 + ProfitKernel.highLevel(columns.highForecast()[last], highMultiplier)),
                close * (1.0 + ProfitKernel.lowLevel(columns.lowForecast()[last], lowMultiplier)));
    }

    /** Returns an order at these levels. */
    Order order(String strategy, Side side) {
        return new Order(strategy, side, high, low);
    }
}
