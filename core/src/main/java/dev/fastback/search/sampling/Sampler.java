package dev.fastback.search.sampling;

/**
 * A method of proposing points, as {@code BatchOptimizer} drives it: {@link #begin}, then for each place of the batch {@link #propose}, again
 * while what it proposes is not permitted or known, and {@link #accept}; then {@link #tell}. Places are those of the unit cube.
 */
public interface Sampler {
    /**
     * Returns the number of points of the next batch.
     *
     * @param usual what the study says, for methods that have no number of their own
     */
    default int batch(int usual) {
        return usual;
    }

    /** Begins a batch. */
    default void begin(History history) {}

    /**
     * Proposes a point.
     *
     * @param draws at the first number of this proposal
     * @param number of the proposal, from 0; no number comes twice
     * @param slot place in the batch
     * @param unit receives the point; may lie outside the cube, whose nearest point is then taken
     */
    void propose(Draws draws, long number, int slot, double[] unit);

    /**
     * Tells which point was taken, in the middle of its cells.
     *
     * @param own whether it is the last proposal, and not one drawn evenly because none of those proposed was permitted and new
     */
    default void accept(int slot, double[] unit, boolean own) {}

    /** Returns whether a proposal that is known takes its place in the batch, instead of another being proposed. */
    default boolean takesKnown() {
        return false;
    }

    /**
     * Learns the values of the batch.
     *
     * @param points their numbers, by place in the batch
     * @param count how many, fewer than a batch where the budget or the space ends
     */
    default void tell(History history, int[] points, int count) {}
}
