package dev.fastback.strategy;

import dev.fastback.evaluation.Evaluation;
import dev.fastback.evaluation.Metric;
import dev.fastback.evaluation.OutcomeConstraint;
import dev.fastback.search.Objective;
import dev.fastback.search.ValueBatch;
import java.util.List;

/** An objective whose values are what a metric says of evaluations, wherever these come from. */
public interface MetricObjective extends Objective {
    /** Returns the metric. */
    Metric metric();

    @Override
    default int metrics() {
        return metric().parts().size();
    }

    @Override
    default int constraints() {
        return metric().constraints().size();
    }

    /**
     * Says what a point is worth.
     *
     * @param values where that is put
     * @param i the point
     * @param evaluation of the point
     * @param periodsPerYear bars per year, for annualised figures
     */
    default void put(ValueBatch values, int i, Evaluation evaluation, double periodsPerYear) {
        List<Metric> parts = metric().parts();
        for (int m = 0; m < parts.size(); m++) {
            values.metric(m)[i] = parts.get(m).of(evaluation, periodsPerYear);
        }
        List<OutcomeConstraint> constraints = metric().constraints();
        for (int c = 0; c < constraints.size(); c++) {
            values.violation(c)[i] = constraints.get(c).violation(evaluation);
        }
    }
}
