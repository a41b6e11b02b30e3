package dev.fastback.study;

import dev.fastback.component.Components;
import dev.fastback.search.Budget;
import dev.fastback.search.ExactSearch;
import dev.fastback.search.Search;
import dev.fastback.search.SearchProvider;
import dev.fastback.search.Searches;
import dev.fastback.search.SplitSearch;
import dev.fastback.strategy.TunableStrategy;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How strategies with parameters find them.
 *
 * @param name name of a search, see {@link Searches}
 * @param maxEvaluations budget of each search; null for what is usual for each strategy, or for a search without budget
 * @param sharedBy neighbouring simulations of a symbol that share their parameters: those with the largest mean value; 1 when each has
 *     its own
 * @param isPooled whether the simulations of all symbols with the same fold share them too
 * @param fills how orders are filled on the bars that are fitted, for strategies whose own definition fills at the level
 * @param rules the rest
 */
public record SearchSettings(String name, @Nullable Integer maxEvaluations, int sharedBy, boolean isPooled, Fills fills, SearchRules rules) {
    /** The exact search. */
    public static final SearchSettings EXACT = new SearchSettings(ExactSearch.NAME, null);

    /** Simulations that share their parameters when no number is given: the original's batch. */
    public static final int DEFAULT_SHARED_BY = 16;

    public SearchSettings {
        if (maxEvaluations != null && maxEvaluations < 1) {
            throw new IllegalArgumentException("maxEvaluations must be positive: " + maxEvaluations);
        }
        if (fills == Fills.SIMULATOR && name.equals(ExactSearch.NAME)) {
            throw new IllegalArgumentException("exact search knows fills at the level alone; the simulator's need a search that evaluates points");
        }
        if (sharedBy < 1) {
            throw new IllegalArgumentException("sharedBy must be positive: " + sharedBy);
        }
        if (!name.equals(ExactSearch.NAME) || maxEvaluations != null) {
            Components<SearchProvider> known = Searches.all();
            if (maxEvaluations != null && !known.get(name).create().hasBudget()) {
                throw new IllegalArgumentException("search " + name + " has no budget: " + maxEvaluations);
            }
            known.get(name);
        }
        if ((rules.patience() != null || rules.target() != null) && !Searches.of(name).evaluatesPoints()) {
            throw new IllegalArgumentException("search " + name + " evaluates no points one after another, so that patience and target end nothing");
        }
    }

    /** Makes settings without further rules, each symbol by itself. */
    public SearchSettings(String name, @Nullable Integer maxEvaluations, int sharedBy) {
        this(name, maxEvaluations, sharedBy, false, Fills.LEVEL, SearchRules.DEFAULT);
    }

    /** Makes settings under which each simulation has parameters of its own. */
    public SearchSettings(String name, @Nullable Integer maxEvaluations) {
        this(name, maxEvaluations, 1);
    }

    /** Returns these settings with parameters shared by the given number of neighbouring simulations. */
    public SearchSettings withSharedBy(int newSharedBy) {
        return new SearchSettings(name, maxEvaluations, newSharedBy, isPooled, fills, rules);
    }

    /** Returns the number of the group of folds that share parameters to which a fold belongs, its own number where none share them. */
    public int groupOf(int fold) {
        return fold / sharedBy;
    }

    /** Returns these settings with parameters shared by all symbols, or by none. */
    public SearchSettings withPooled(boolean newPooled) {
        return new SearchSettings(name, maxEvaluations, sharedBy, newPooled, fills, rules);
    }

    /**
     * Returns these settings with other fills on the bars that are fitted.
     *
     * @throws IllegalArgumentException if the search is exact and these are the simulator's, of which no maximum is known
     */
    public SearchSettings withFills(Fills newFills) {
        return new SearchSettings(name, maxEvaluations, sharedBy, isPooled, newFills, rules);
    }

    /** Returns these settings with other rules. */
    public SearchSettings withRules(SearchRules newRules) {
        return new SearchSettings(name, maxEvaluations, sharedBy, isPooled, fills, newRules);
    }

    /** Returns whether trials are kept: what the rules say, else what the search does by itself. */
    public boolean keepsTrials() {
        return rules.trials() == null ? search().keepsTrials() : rules.trials() != KeptTrials.NONE;
    }

    /** Returns whether sums per block of bars are kept of each trial. */
    public boolean keepsBlocks() {
        return rules.trials() == KeptTrials.BLOCKS;
    }

    /** Returns whether simulations share their parameters, over folds or over symbols. */
    public boolean isShared() {
        return sharedBy > 1 || isPooled;
    }

    /** Returns the settings of a mode: DIRECT with its budget. */
    public static SearchSettings of(Mode mode) {
        return new SearchSettings(Searches.DIRECT, mode.maxEvaluations());
    }

    /** Returns the search. */
    public Search search() {
        return Searches.of(name);
    }

    /** Returns what one search of a strategy may spend, if the search looks at a budget, and when it has found enough. */
    public Budget budgetOf(TunableStrategy strategy) {
        return new Budget(
                maxEvaluations != null ? maxEvaluations : strategy.usualEvaluations(),
                rules.patience() != null ? rules.patience() : Integer.MAX_VALUE,
                rules.target() != null ? rules.target() : Double.POSITIVE_INFINITY);
    }

    /** Returns how many points a search of a strategy evaluates at most; empty where the search solves the objective whole. */
    public OptionalLong evaluations(TunableStrategy strategy) {
        Search search = search();
        return search.hasBudget()
                ? OptionalLong.of(budgetOf(strategy).evaluations())
                : search instanceof SplitSearch split ? OptionalLong.of(split.places(strategy.space())) : OptionalLong.empty();
    }
}
