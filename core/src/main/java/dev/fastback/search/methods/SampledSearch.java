package dev.fastback.search.methods;

import dev.fastback.search.AskTell;
import dev.fastback.search.Budget;
import dev.fastback.search.Objective;
import dev.fastback.search.Optimizer;
import dev.fastback.search.Search;
import dev.fastback.search.SearchContext;
import dev.fastback.search.Solution;
import dev.fastback.search.sampling.Cube;
import dev.fastback.search.space.ParameterSpace;
import org.jspecify.annotations.Nullable;

/**
 * A search that samples: for parameters of any kind, with constraints, which cost no budget where they are not met, and outcome constraints,
 * weighed by Deb's rule. No point is evaluated twice. Its batches belong to the study; the same points come wherever and however they are
 * evaluated.
 *
 * @param method how points are proposed
 */
public record SampledSearch(Method method) implements Search {
    /** Evaluations where a context has no limit. */
    public static final int USUAL_EVALUATIONS = 500;

    @Override
    public String name() {
        return method.label();
    }

    @Override
    public boolean keepsTrials() {
        return true;
    }

    @Override
    public boolean weighsSeveralMetrics() {
        return method.weighsSeveralMetrics();
    }

    @Override
    public @Nullable String refusal(ParameterSpace space, int metrics, int constraints) {
        try {
            method.sampler(new Cube(space), 0);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    @Override
    public Solution search(Objective objective, SearchContext context) {
        requireWeighable(objective);
        return AskTell.run(optimizer(objective.space(), context.budget(), context.batch(), context.seed()), objective, context);
    }

    private void requireWeighable(Objective objective) {
        if (objective.metrics() > 1 && !method.weighsSeveralMetrics()) {
            throw new IllegalArgumentException(
                    "search " + name() + " weighs one metric, and there are " + objective.metrics() + "; use nsga2 or grid");
        }
    }

    /**
     * Returns the search as an optimizer.
     *
     * @param batch points per batch, for methods that have no number of their own
     * @param seed of its random numbers
     * @throws IllegalArgumentException if the method cannot search such a space
     */
    public Optimizer optimizer(ParameterSpace space, Budget budget, int batch, long seed) {
        Cube cube = new Cube(space);
        Budget limited = budget.isLimited() ? budget : budget.withEvaluations(USUAL_EVALUATIONS);
        return new BatchOptimizer(cube, method.sampler(cube, seed), limited, batch, seed);
    }
}
