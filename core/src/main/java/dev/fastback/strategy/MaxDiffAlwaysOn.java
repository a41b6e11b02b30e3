package dev.fastback.strategy;

import dev.fastback.profit.EntryExitProblem;
import java.util.Arrays;

/**
 * Offers to buy at the predicted low and to sell at the predicted high on every bar, both shifted by two searched multipliers
 * (docs/definitions.md, MaxDiffAlwaysOn): a long leg and, unless only long positions are allowed, a short one.
 */
public final class MaxDiffAlwaysOn extends EntryExitStrategy {
    /** Makes the strategy; it has no settings. */
    public MaxDiffAlwaysOn() {}

    @Override
    public String name() {
        return "maxdiff-always-on";
    }

    @Override
    public int productionEvaluations() {
        return 240;
    }

    /** The original's baseline of always-on never closes at the end of day (docs/definitions.md, Adjusted return). */
    @Override
    public Variant originalBaselineVariant(Variant chosen) {
        return EntryExitRules.VARIANTS.getFirst();
    }

    @Override
    public Side side(Window window, Market market) {
        return window.bars() == 0 ? Side.NONE : market.isLongOnly() ? Side.BUY : Side.BOTH;
    }

    /**
     * Returns the problem: a leg of +1 and, unless only long positions are allowed, one of -1.
     *
     * @throws IllegalArgumentException if the window holds values that are not finite
     */
    @Override
    public EntryExitProblem problem(Window window, Market market, Variant variant) {
        double[] buy = new double[window.bars()];
        Arrays.fill(buy, 1.0);
        if (market.isLongOnly()) {
            return EntryExitRules.problem(window, market, variant, buy);
        }
        double[] sell = new double[window.bars()];
        Arrays.fill(sell, -1.0);
        return EntryExitRules.problem(window, market, variant, buy, sell);
    }
}
