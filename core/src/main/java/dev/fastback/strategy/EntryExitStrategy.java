package dev.fastback.strategy;

import dev.fastback.exact.EntryExitObjective;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.ProfitEvaluator;
import java.util.List;

/** What the strategies with two searched multipliers have in common: all but their legs, budget and side. */
abstract class EntryExitStrategy implements SearchedStrategy {
    /**
     * Returns the problem of a window.
     *
     * @throws IllegalArgumentException if the window holds values that are not finite
     */
    public abstract EntryExitProblem problem(Window window, Market market, Variant variant);

    @Override
    public final List<String> parameterNames() {
        return EntryExitRules.PARAMETERS;
    }

    @Override
    public final double[] neutralPoint() {
        return new double[2];
    }

    @Override
    public final List<Variant> variants() {
        return EntryExitRules.VARIANTS;
    }

    @Override
    public final EntryExitObjective objective(Window window, Market market, Variant variant, ProfitEvaluator evaluator) {
        return new EntryExitObjective(problem(window, market, variant), evaluator);
    }

    @Override
    public final Score score(Window window, Market market, Variant variant, double[] point) {
        return EntryExitRules.score(problem(window, market, variant), market.periodsPerYear(), point);
    }
}
