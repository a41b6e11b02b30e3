package dev.fastback.search;

import dev.fastback.search.space.ParameterSpace;
import org.jspecify.annotations.Nullable;

/** Finds good parameters of an {@link Objective}: by driving an {@link Optimizer}, or whole, from the objective's structure. */
public interface Search {
    /** Returns the name used on the command line and in results, for example {@code exact}. */
    String name();

    /** Returns whether the search looks at its budget. */
    default boolean hasBudget() {
        return true;
    }

    /** Returns the fewest evaluations of a budget that it can do with. */
    default int leastEvaluations() {
        return 1;
    }

    /** Returns whether the search asks the objective for many points, which an evaluator of batches makes faster. */
    default boolean evaluatesPoints() {
        return hasBudget();
    }

    /** Returns whether what it evaluates is kept where nothing is said: not of searches whose evaluations are many and each tells little. */
    default boolean keepsTrials() {
        return false;
    }

    /** Returns whether it weighs several metrics, of which it returns the front. */
    default boolean weighsSeveralMetrics() {
        return false;
    }

    /**
     * Returns why it cannot search such a space for so many metrics under so many outcome constraints, whatever the objective is, and which search can, as one
     * sentence for people; null where it may.
     */
    default @Nullable String refusal(ParameterSpace space, int metrics, int constraints) {
        return null;
    }

    /**
     * Searches.
     *
     * @throws IllegalArgumentException if this search cannot work on such an objective; the message says why
     * @throws StoppedException if told to stop before it had ended
     */
    Solution search(Objective objective, SearchContext context);

    /**
     * Searches for the point alone, which is that of {@link #search(Objective, SearchContext)}; where more is known of it than was asked for, that may be left out.
     *
     * @throws IllegalArgumentException likewise
     * @throws StoppedException likewise
     */
    default double[] point(Objective objective, SearchContext context) {
        return search(objective, context).point();
    }

    /** Searches with no limit but the search's own, unwatched. */
    default Solution search(Objective objective) {
        return search(objective, SearchContext.of(Budget.UNLIMITED));
    }
}
