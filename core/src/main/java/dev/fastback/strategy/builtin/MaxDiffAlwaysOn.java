package dev.fastback.strategy.builtin;

import dev.fastback.search.space.Parameters;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.Side;
import dev.fastback.strategy.Window;
import dev.fastback.strategy.builtin.EntryExitRules.Columns;
import java.util.Arrays;

/**
 * Offers to buy at the predicted low and to sell at the predicted high on every bar, both shifted by two searched multipliers
 * (docs/definitions.md, MaxDiffAlwaysOn): a long leg and, unless only long positions are allowed, a short one.
 */
public final class MaxDiffAlwaysOn extends EntryExitStrategy {
    /** Makes the strategy in its usual settings. */
    public MaxDiffAlwaysOn() {
        this(EntryExitSettings.DEFAULT);
    }

    /** Makes the strategy. */
    public MaxDiffAlwaysOn(EntryExitSettings settings) {
        super("maxdiff-always-on", settings);
    }

    /** The original takes always-on's baseline without closing at the end of day, whatever was chosen. */
    @Override
    public double originalBaseline(MarketSlice slice, Parameters chosen) {
        return problemValue(slice, false);
    }

    /** What the original spends on it. */
    @Override
    public int usualEvaluations() {
        return 240;
    }

    @Override
    public Side side(Window window, Market market) {
        return window.bars() == 0 ? Side.NONE : market.isLongOnly() ? Side.BUY : Side.BOTH;
    }

    /** A leg of +1 and, unless only long positions are allowed, one of -1. */
    @Override
    double[][] legs(Columns columns, Market market) {
        double[] buy = new double[columns.high().length];
        Arrays.fill(buy, 1.0);
        if (market.isLongOnly()) {
            return new double[][] {buy};
        }
        double[] sell = new double[buy.length];
        Arrays.fill(sell, -1.0);
        return new double[][] {buy, sell};
    }
}
