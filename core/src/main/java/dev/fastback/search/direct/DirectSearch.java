package dev.fastback.search.direct;

import dev.fastback.search.AskTell;
import dev.fastback.search.Budget;
import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.search.Search;
import dev.fastback.search.SearchContext;
import dev.fastback.search.Solution;
import dev.fastback.search.TrialSink;
import dev.fastback.search.space.ChoiceParameter;
import dev.fastback.search.space.ParameterSpace;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Searches an objective with {@link Direct}: numbers within each combination of choices, one combination after the other, each with the
 * whole budget. The earlier combination wins a tie.
 *
 * @param config variant and limits; a budget of the context replaces its own
 */
public record DirectSearch(DirectConfig config) implements Search {
    private static final int MAX_COMBINATIONS = 256;

    public DirectSearch {
        Objects.requireNonNull(config, "config");
    }

    /** Returns {@code direct}, {@code direct-original} or {@code direct-l-original}. */
    @Override
    public String name() {
        return config.variant().label();
    }

    @Override
    public @Nullable String refusal(ParameterSpace space, int metrics, int constraints) {
        if (metrics > 1) {
            return "search " + name() + " weighs one metric, and there are " + metrics + "; use nsga2 or grid";
        }
        if (constraints > 0) {
            return "search " + name() + " knows no conditions on outcomes; use tpe or de";
        }
        if (!space.constraints().isEmpty()) {
            return "search " + name() + " knows no conditions on parameters; use tpe or de";
        }
        long combinations = 1;
        for (var parameter : space.parameters()) {
            combinations *= parameter instanceof ChoiceParameter choice ? choice.choices().size() : 1;
            if (combinations > MAX_COMBINATIONS) {
                return "search " + name() + " runs once per combination of choices, and there are more than " + MAX_COMBINATIONS
                        + "; use tpe or de";
            }
        }
        return null;
    }

    @Override
    public Solution search(Objective objective, SearchContext context) {
        String refusal = refusal(objective.space(), objective.metrics(), objective.constraints());
        if (refusal != null) {
            throw new IllegalArgumentException(refusal);
        }
        Budget budget = context.budget();
        return choose(objective, budget.isLimited() ? config.withMaxEvaluations(budget.evaluations()) : config, context);
    }

    /** Fixes the first choice in every way, and searches what is left. */
    private static Solution choose(Objective objective, DirectConfig limits, SearchContext context) {
        ParameterSpace space = objective.space();
        for (int d = 0; d < space.dimension(); d++) {
            if (space.parameters().get(d) instanceof ChoiceParameter choice) {
                Solution best = null;
                for (int c = 0; c < choice.choices().size(); c++) {
                    Solution found = choose(objective.fix(d, c), limits, inWholeSpace(context, d, c));
                    Solution whole = new Solution(
                            ParameterSpace.inserted(found.point(), d, c),
                            found.value(),
                            found.evaluations() + (best == null ? 0 : best.evaluations()),
                            found.iterations(),
                            Math.max(found.overBudget(), best == null ? 0 : best.overBudget()),
                            found.reason());
                    best = best == null || whole.value() > best.value() || (Double.isNaN(best.value()) && !Double.isNaN(whole.value()))
                            ? whole
                            : new Solution(
                                    best.point(),
                                    best.value(),
                                    whole.evaluations(),
                                    best.iterations(),
                                    whole.overBudget(),
                                    best.reason());
                }
                return Objects.requireNonNull(best);
            }
        }
        Direct direct = new Direct(space, limits);
        Solution best = AskTell.run(direct, objective, context);
        direct.giveBack();
        return best;
    }

    /** Returns a context whose trials are told with the coordinate that is fixed. */
    private static SearchContext inWholeSpace(SearchContext context, int position, double coordinate) {
        if (context.trials() == TrialSink.NONE) {
            return context;
        }
        TrialSink whole = (points, values) -> {
            PointBatch complete = new PointBatch(points.dimension() + 1);
            for (int i = 0; i < points.count(); i++) {
                complete.add(ParameterSpace.inserted(points.point(i), position, coordinate));
            }
            context.trials().told(complete, values);
        };
        return new SearchContext(context.budget(), context.seed(), context.stop(), whole);
    }
}
