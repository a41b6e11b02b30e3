package dev.fastback.study;

import dev.fastback.search.Search;
import dev.fastback.study.Searches;
import dev.fastback.strategy.SearchedStrategy;
import org.jspecify.annotations.Nullable;

/**
 * How the searched strategies find their parameters.
 *
 * @param name a name of {@link Searches#names()}
 * @param maxEvaluations budget of each search; null for each strategy's production budget, or for a search without budget
 * @param shared neighbouring simulations of a symbol that share their parameters: those with the largest mean profit; 1 when each has
 *     its own
 */
public record SearchSettings(String name, @Nullable Integer maxEvaluations, int shared) {
    /** The exact search. */
    public static final SearchSettings EXACT = new SearchSettings(Searches.EXACT, null);

    /** Simulations that share their parameters when no number is given: the original's batch. */
    public static final int USUAL_SHARED = 16;

    public SearchSettings {
        if (!Searches.names().contains(name)) {
            throw new IllegalArgumentException("unknown search: " + name + " (known: " + String.join(", ", Searches.names()) + ")");
        }
        if (maxEvaluations != null && !Searches.hasBudget(name)) {
            throw new IllegalArgumentException("search " + name + " has no budget: " + maxEvaluations);
        }
        if (maxEvaluations != null && maxEvaluations < 1) {
            throw new IllegalArgumentException("maxEvaluations must be positive: " + maxEvaluations);
        }
        if (shared < 1) {
            throw new IllegalArgumentException("shared must be positive: " + shared);
        }
    }

    /** Makes settings under which each simulation has parameters of its own. */
    public SearchSettings(String name, @Nullable Integer maxEvaluations) {
        this(name, maxEvaluations, 1);
    }

    /** Returns these settings with parameters shared by the given number of neighbouring simulations. */
    public SearchSettings withShared(int newShared) {
        return new SearchSettings(name, maxEvaluations, newShared);
    }

    /** Returns whether simulations share their parameters. */
    public boolean isShared() {
        return shared > 1;
    }

    /** Returns the settings of a mode: DIRECT with its budget. */
    public static SearchSettings of(Mode mode) {
        return new SearchSettings(Searches.DIRECT, mode.maxEvaluations());
    }

    /** Returns the evaluations that one search of the strategy may spend; null when the search has no budget. */
    public @Nullable Integer budgetOf(SearchedStrategy strategy) {
        if (!Searches.hasBudget(name)) {
            return null;
        }
        return maxEvaluations != null ? maxEvaluations : Integer.valueOf(strategy.productionEvaluations());
    }

    /** Returns the search for a strategy. */
    public Search searchFor(SearchedStrategy strategy) {
        Integer budget = budgetOf(strategy);
        return budget == null ? Searches.of(name) : Searches.of(name, budget);
    }
}
