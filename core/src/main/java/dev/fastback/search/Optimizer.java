package dev.fastback.search;

/**
 * A search that only asks for points and is told their values; it owns no loop and no thread, so the same points come in
 * the same order wherever and however they are computed. One instance serves one run and one thread at a time.
 *
 * {@snippet :
 * for (PointBatch points = optimizer.ask(); points.count() > 0; points = optimizer.ask()) {
 *     objective.evaluate(points, values);
 *     optimizer.tell(values);
 * }
 * }
 */
public interface Optimizer {
    /**
     * Returns the points to evaluate next, empty when the search has ended. The batch belongs to the optimizer and is
     * valid until the next call. Asking twice without telling returns the same points.
     */
    PointBatch ask();

    /**
     * Takes the values of the points last asked for, in their order.
     *
     * @throws IllegalStateException if nothing was asked for
     * @throws IllegalArgumentException if there are fewer values than points, or more metrics or constraints than this optimizer can weigh
     */
    void tell(ValueBatch values);

    /** Takes the only metric of the points last asked for. */
    default void tell(double[] values) {
        tell(ValueBatch.of(values));
    }

    /**
     * Returns the best so far, whether or not the search has ended.
     *
     * @throws IllegalStateException if no value was told yet
     */
    Solution best();
}
