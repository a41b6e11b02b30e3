package dev.fastback.evaluation;

import java.util.List;

/** A figure of an evaluation, larger being better. What is searched for and what is shown are chosen apart. */
public interface Metric {
    /** Returns the name used on the command line and in results, for example {@code return}. */
    String name();

    /**
     * Returns the figure.
     *
     * @param periodsPerYear bars per year, for annualised figures
     */
    double of(Evaluation evaluation, double periodsPerYear);

    /**
     * Returns the measures that the figure and the conditions are made of, where it is made of nothing else; empty where that is not known, so that
     * whole evaluations are needed.
     */
    default List<Measure> measures() {
        return List.of();
    }

    /** Returns what an evaluation must meet besides; parameters that do not are worse than all that do. */
    default List<OutcomeConstraint> constraints() {
        return List.of();
    }
}
