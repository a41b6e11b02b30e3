package dev.fastback.workers;

/**
 * How many simulations to send at a time: few at first, so that the first results come soon; then as many as take about ten milliseconds,
 * so that sending costs little; few again towards the end, so that all workers finish together. A device takes more together.
 */
final class BatchSize {
    private static final int SMALLEST = 2;
    private static final int LARGEST = 64;
    private static final double TARGET_NANOS = 10e6;
    private static final int LARGEST_ON_DEVICE = 1024;
    private static final double TARGET_NANOS_ON_DEVICE = 250e6;
    private static final double WEIGHT = 0.1;
    /** A worker holds two batches; a third share is kept back to even out the end. */
    private static final int SHARES = 3;

    private final int largest;
    private final double targetNanos;
    private int limit = SMALLEST;
    private double meanNanos;

    /**
     * Makes the first size.
     *
     * @param onDevice whether a batch runs together on a device
     */
    BatchSize(boolean onDevice) {
        largest = onDevice ? LARGEST_ON_DEVICE : LARGEST;
        targetNanos = onDevice ? TARGET_NANOS_ON_DEVICE : TARGET_NANOS;
    }

    /** Records how long a simulation took. */
    void measured(long nanos) {
        meanNanos = meanNanos == 0 ? nanos : meanNanos + WEIGHT * (nanos - meanNanos);
    }

    /** Returns the size of the next batch, positive. */
    int next(int waiting, int workers) {
        double byTime = meanNanos == 0 ? SMALLEST : targetNanos / meanNanos;
        int size = (int) Math.min(limit, Math.min(byTime, waiting / (double) (SHARES * workers)));
        return Math.max(1, size);
    }

    /** Lets batches grow: called after each one sent. */
    void grow() {
        limit = Math.min(largest, 2 * limit);
    }
}
