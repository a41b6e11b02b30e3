package dev.fastback.evaluation;

import dev.fastback.data.BarSeries;
import dev.fastback.simulate.TradeList;

/**
 * The trades of an account one by one, for figures that others compute of them ({@link MeasureProvider}).
 *
 * @param bars the series; bars after the window are there and must not be looked at
 * @param first the window's first bar
 * @param size bars of the window
 * @param feeFraction fee of an order at the market, a fraction of its value
 * @param trades in the order in which they were left; the last may be open
 */
public record Positions(BarSeries bars, int first, int size, double feeFraction, TradeList trades) {
    /** Returns the bar after the window. */
    public int end() {
        return first + size;
    }
}
