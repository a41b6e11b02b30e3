package dev.fastback.search;

/**
 * What a search makes as large as possible. An objective is a pure function: the same point has the same value, on any
 * thread and in any batch.
 */
public interface Objective {
    /** Returns the parameters and their bounds. */
    ParameterSpace space();

    /**
     * Computes the value of each point of the batch.
     *
     * @param values receives the value of point {@code i} at index {@code i}; at least as long as the batch
     */
    void evaluate(PointBatch points, double[] values);
}
