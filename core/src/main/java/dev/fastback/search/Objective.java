package dev.fastback.search;

import dev.fastback.search.space.ParameterSpace;
import java.util.List;
import java.util.Optional;

/**
 * What a search makes as large as possible. An objective is a pure function: the same point has the same values, on any thread and in any
 * batch.
 */
public interface Objective {
    /** Returns the parameters, their bounds and constraints. */
    ParameterSpace space();

    /** Returns the number of values per point that are to be large; 1 unless several are traded off. */
    default int metrics() {
        return 1;
    }

    /** Returns the number of outcome constraints; none unless some outcomes are not permitted. */
    default int constraints() {
        return 0;
    }

    /**
     * Computes the values of points {@code from} (inclusive) to {@code to} (exclusive) of a batch.
     *
     * @param values receives the row of point {@code i} at index {@code i}
     */
    void evaluate(PointBatch points, int from, int to, ValueBatch values);

    /**
     * Returns whether a batch of points is better evaluated whole, as a device does, than in parts between which a search looks for a stop. It
     * has no part in a value.
     */
    default boolean takesBatchesWhole() {
        return false;
    }

    /** Computes the only metric of each point of a batch without outcome constraints; {@code values} is at least as long as the batch. */
    default void evaluate(PointBatch points, double[] values) {
        evaluate(points, 0, points.count(), ValueBatch.of(values));
    }

    /** Returns the only metric at a point. */
    default double valueAt(double... point) {
        return valuesAt(point).metric(0)[0];
    }

    /** Returns all metrics and outcome constraints at a point. */
    default ValueBatch valuesAt(double... point) {
        PointBatch batch = new PointBatch(point.length);
        batch.add(point);
        ValueBatch values = new ValueBatch(metrics(), constraints());
        values.reserve(1);
        evaluate(batch, 0, 1, values);
        return values;
    }

    /** Returns the way to this objective's proven maximum, where its structure has one; empty where it must be searched. */
    default Optional<ExactMaximum> exact() {
        return Optional.empty();
    }

    /**
     * Returns the way to the proven maximum of a mean of objectives of which this is the first, where their common structure has one.
     *
     * @param parts all of them, this one first
     */
    default Optional<ExactMaximum> exactMean(List<? extends Objective> parts) {
        return Optional.empty();
    }

    /**
     * Returns this objective judged on less: the newest of equal parts of its bars, rounded up; empty where there is nothing to leave out.
     *
     * @param parts at least 2
     */
    default Optional<Objective> newest(int parts) {
        return Optional.empty();
    }

    /**
     * Returns the objective that this one is a faster way to, equal to within rounding: what is found here is judged by it. Empty where this
     * objective is plain itself.
     */
    default Optional<Objective> plain() {
        return Optional.empty();
    }

    /** Returns this objective with the parameter at a position fixed, over the smaller space. */
    default Objective fix(int position, double coordinate) {
        return new FixedObjective(this, position, coordinate);
    }
}
