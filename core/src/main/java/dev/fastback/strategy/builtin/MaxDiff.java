package dev.fastback.strategy.builtin;

import dev.fastback.strategy.Market;
import dev.fastback.strategy.Side;
import dev.fastback.strategy.Window;
import dev.fastback.strategy.builtin.EntryExitRules.Columns;

/**
 * Takes on each bar the side whose level is predicted farther away, long or short, and enters at the predicted low or high,
 * both shifted by two searched multipliers (docs/definitions.md, MaxDiff).
 * Bars whose predicted low is not below the predicted high are left out.
 */
public final class MaxDiff extends EntryExitStrategy {
    /** Makes the strategy in its usual settings. */
    public MaxDiff() {
        this(EntryExitSettings.DEFAULT);
    }

    /** Makes the strategy. */
    public MaxDiff(EntryExitSettings settings) {
        super("maxdiff", settings);
    }

    @Override
    public Side side(Window window, Market market) {
        return window.bars() == 0 ? Side.NONE : Side.ofSignal(positions(window, market)[window.bars() - 1]);
    }

    @Override
    double[][] legs(Columns columns, Market market) {
        return new double[][] {positions(columns, market)};
    }

    /** Returns the position of each bar, -1, 0 or +1; the forecasts alone decide. */
    public double[] positions(Window window, Market market) {
        return positions(Columns.of(window), market);
    }

    private static double[] positions(Columns columns, Market market) {
        return EntryExitRules.positions(columns.highForecast(), columns.lowForecast(), market.isLongOnly(), true);
    }
}
