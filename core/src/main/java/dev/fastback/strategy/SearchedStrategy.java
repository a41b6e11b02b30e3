package dev.fastback.strategy;

import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.search.Objective;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A strategy whose parameters are fitted on a window. It states objectives, one a {@link Variant}; somebody else searches
 * them, anywhere, and hands the winner's parameters back to be scored.
 */
public non-sealed interface SearchedStrategy extends Strategy {
    /**
     * A way of running the strategy that is chosen, not searched: each variant is searched by itself, and the one with the
     * largest value wins, the earlier on a tie.
     *
     * @param closeAtEndOfDay the end-of-day mode; null for strategies that have none
     */
    record Variant(@Nullable Boolean closeAtEndOfDay) {}

    /** Returns the names of the parameters, in the order of a point's coordinates. */
    List<String> parameterNames();

    /** Returns the point that leaves the forecasts as they are; its value is the baseline. */
    double[] neutralPoint();

    /** Returns the variants in the order of preference on a tie. */
    List<Variant> variants();

    /** Returns the evaluations that the original spends on one search, the budget of mode production. */
    int productionEvaluations();

    /**
     * Returns what is to be made as large as possible.
     *
     * @param evaluator how batches of candidates are computed, for objectives that can use it
     * @throws IllegalArgumentException if the window holds values that are not finite
     */
    Objective objective(Window window, Market market, Variant variant, ProfitEvaluator evaluator);

    /** Scores the strategy with given parameters; {@code totalReturn} equals the objective's value at {@code point}. */
    Score score(Window window, Market market, Variant variant, double[] point);

    /**
     * Returns the variant whose baseline the original blends with the optimised return of {@code chosen}; the same one unless
     * the strategy says otherwise.
     */
    default Variant originalBaselineVariant(Variant chosen) {
        return chosen;
    }

    /** Returns the direction of the orders for the last bar of the window, judged by that bar's forecast alone. */
    Side side(Window window, Market market);
}
