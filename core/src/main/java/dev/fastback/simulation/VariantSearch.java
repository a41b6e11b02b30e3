package dev.fastback.simulation;

import dev.fastback.exact.EntryExitObjective;
import dev.fastback.exact.ExactSearch;
import dev.fastback.exact.ExactSolution;
import dev.fastback.search.Objective;
import dev.fastback.search.Search;
import dev.fastback.search.Solution;
import dev.fastback.strategy.SearchedStrategy.Variant;
import dev.fastback.strategy.SearchedStrategy;
import dev.fastback.study.Study;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Searches each variant of a strategy that a study allows and keeps the best, the earlier on a tie. */
final class VariantSearch {
    static final ExactSearch EXACT = new ExactSearch();

    private VariantSearch() {}

    /**
     * What was found.
     *
     * @param variant the one that won
     * @param objective what was searched in it
     * @param solution its best
     * @param exact the same with its surroundings, when the exact search found it for a single simulation
     * @param evaluations of all variants
     * @param overBudget by how much the worst of them went over its budget
     * @param nanos time of all variants
     */
    record Found(
            Variant variant,
            Objective objective,
            Solution solution,
            @Nullable ExactSolution exact,
            long evaluations,
            long overBudget,
            long nanos) {}

    /**
     * Searches.
     *
     * @param objectives states the objective of a variant
     */
    static Found best(Study study, SearchedStrategy strategy, Function<Variant, Objective> objectives) {
        long start = System.nanoTime();
        Search search = study.search().searchFor(strategy);
        boolean hasBudget = study.search().budgetOf(strategy) != null;
        Variant winner = null;
        Objective objective = null;
        Solution solution = null;
        ExactSolution exact = null;
        long evaluations = 0;
        long overBudget = 0;
        for (Variant variant : strategy.variants()) {
            if (!study.endOfDay().allows(variant)) {
                continue;
            }
            Objective candidate = objectives.apply(variant);
            ExactSolution whole = search instanceof ExactSearch && candidate instanceof EntryExitObjective entryExit
                    ? EXACT.solve(entryExit.problem())
                    : null;
            Solution found = whole != null ? whole.solution() : search.search(candidate);
            evaluations += found.evaluations();
            overBudget = Math.max(overBudget, hasBudget ? found.overBudget() : 0);
            if (solution == null || found.value() > solution.value()) {
                winner = variant;
                objective = candidate;
                solution = found;
                exact = whole;
            }
        }
        if (winner == null || objective == null || solution == null) {
            throw new IllegalStateException("strategy " + strategy.name() + " has no variant for " + study.endOfDay());
        }
        return new Found(winner, objective, solution, exact, evaluations, overBudget, System.nanoTime() - start);
    }
}
