package dev.fastback.strategy;

import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.search.EntryExitObjective;
import java.util.Arrays;
import java.util.List;

/**
 * Offers to buy at the predicted low and to sell at the predicted high on every bar, both shifted by two searched multipliers
 * (SPEC 6): a long leg and, unless only long positions are allowed, a short one.
 */
public final class MaxDiffAlwaysOn implements SearchedStrategy {
    /** Makes the strategy; it has no settings. */
    public MaxDiffAlwaysOn() {}

    @Override
    public String name() {
        return "maxdiff-always-on";
    }

    @Override
    public List<String> parameterNames() {
        return EntryExitRules.PARAMETERS;
    }

    @Override
    public double[] neutralPoint() {
        return new double[2];
    }

    @Override
    public List<Variant> variants() {
        return EntryExitRules.VARIANTS;
    }

    @Override
    public int productionEvaluations() {
        return 240;
    }

    @Override
    public EntryExitObjective objective(Window window, Market market, Variant variant, ProfitEvaluator evaluator) {
        return new EntryExitObjective(problem(window, market, variant), evaluator);
    }

    @Override
    public Score score(Window window, Market market, Variant variant, double[] point) {
        return EntryExitRules.score(problem(window, market, variant), market.periodsPerYear(), point);
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
