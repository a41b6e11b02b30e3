package dev.fastback.run;

import dev.fastback.search.Search;
import dev.fastback.search.Searches;
import dev.fastback.strategy.SearchedStrategy;
import org.jspecify.annotations.Nullable;

/**
 * How the searched strategies find their parameters.
 *
 * @param name a name of {@link Searches#names()}
 * @param maxEvaluations budget of each search; null for each strategy's production budget, or for a search without budget
 */
public record SearchSettings(String name, @Nullable Integer maxEvaluations) {
    /** The exact search. */
    public static final SearchSettings EXACT = new SearchSettings(Searches.EXACT, null);

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
    Search searchFor(SearchedStrategy strategy) {
        Integer budget = budgetOf(strategy);
        return budget == null ? Searches.of(name) : Searches.of(name, budget);
    }
}
