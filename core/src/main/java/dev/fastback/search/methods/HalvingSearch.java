package dev.fastback.search.methods;

import dev.fastback.search.AskTell;
import dev.fastback.search.Budget;
import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.search.Search;
import dev.fastback.search.SearchContext;
import dev.fastback.search.Solution;
import dev.fastback.search.StopReason;
import dev.fastback.search.StoppedException;
import dev.fastback.search.TrialSink;
import dev.fastback.search.ValueBatch;
import dev.fastback.search.sampling.Incumbent;
import java.util.ArrayList;
import java.util.List;

/**
 * Successive halving over bars: many points are judged on the newest ninth of the bars, the best third of them on the newest third, and the best
 * third of those on all. Of a budget of {@code n} evaluations, {@code n / 13} are on all bars, three times as many on a third, the rest on a
 * ninth; the points are those of {@code sobol}. Only evaluations on all bars are trials.
 *
 * <p>K. Jamieson, A. Talwalkar, "Non-stochastic best arm identification and hyperparameter optimization", AISTATS 2016, with factor 3.
 */
public final class HalvingSearch implements Search {
    /** Its name. */
    public static final String NAME = "halving";

    private static final int FACTOR = 3;
    private static final int LEAST_BUDGET = 1 + FACTOR + FACTOR * FACTOR;

    /** Makes the search; it has no settings. */
    public HalvingSearch() {}

    /** Points with what they were judged to be. */
    private static final class Rung implements TrialSink {
        private final List<double[]> points = new ArrayList<>();
        private final List<Double> values = new ArrayList<>();
        private final List<Double> violations = new ArrayList<>();

        @Override
        public void told(PointBatch batch, ValueBatch told) {
            for (int i = 0; i < batch.count(); i++) {
                points.add(batch.point(i));
                values.add(told.metric(0)[i]);
                violations.add(Incumbent.violation(told, i));
            }
        }

        /** Returns the best points, in the order in which they were judged. */
        List<double[]> best(int count) {
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < points.size(); i++) {
                order.add(i);
            }
            order.sort((i, j) -> Incumbent.isBetter(values.get(i), violations.get(i), values.get(j), violations.get(j))
                    ? -1
                    : Incumbent.isBetter(values.get(j), violations.get(j), values.get(i), violations.get(i)) ? 1 : Integer.compare(i, j));
            return order.subList(0, Math.min(count, order.size())).stream().sorted().map(points::get).toList();
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int leastEvaluations() {
        return LEAST_BUDGET;
    }

    @Override
    public boolean keepsTrials() {
        return true;
    }

    @Override
    public Solution search(Objective objective, SearchContext context) {
        if (objective.metrics() > 1) {
            throw new IllegalArgumentException("search halving weighs one metric, and there are " + objective.metrics() + "; use nsga2 or grid");
        }
        int budget = context.budget().isLimited() ? context.budget().evaluations() : SampledSearch.USUAL_EVALUATIONS;
        if (budget < LEAST_BUDGET) {
            throw new IllegalArgumentException("search halving needs a budget of at least " + LEAST_BUDGET + ": " + budget);
        }
        int whole = budget / LEAST_BUDGET;
        int third = FACTOR * whole;
        Rung ninths = new Rung();
        Rung thirds = new Rung();
        Solution first;
        Solution second;
        try {
            first = new SampledSearch(Method.even(objective.space()))
                    .search(newest(objective, FACTOR * FACTOR), inner(context, new Budget(budget - whole - third), ninths));
            second = AskTell.run(
                    new GivenPoints(objective.space(), ninths.best(third), context.batch()),
                    newest(objective, FACTOR),
                    inner(context, Budget.UNLIMITED, thirds));
        } catch (StoppedException e) {
            throw new StoppedException(); // what is best on fewer bars is nothing to show
        }
        Solution last = AskTell.run(
                new GivenPoints(objective.space(), thirds.best(whole), context.batch()), objective, context);
        StopReason reason = last.reason() == StopReason.EXHAUSTED ? StopReason.BUDGET : last.reason();
        return new Solution(
                last.point(),
                last.value(),
                last.violation(),
                first.evaluations() + second.evaluations() + last.evaluations(),
                first.iterations() + second.iterations() + last.iterations(),
                0,
                reason,
                null,
                null);
    }

    private static SearchContext inner(SearchContext context, Budget budget, TrialSink sink) {
        return new SearchContext(budget, context.seed(), context.stop(), sink, context.batch());
    }

    private static Objective newest(Objective objective, int parts) {
        return objective
                .newest(parts)
                .orElseThrow(() -> new IllegalArgumentException(
                        "search halving judges points on fewer bars first, and this objective has no bars to leave out; use tpe or de"));
    }
}
