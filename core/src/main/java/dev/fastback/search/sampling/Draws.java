package dev.fastback.search.sampling;

/**
 * Random numbers by their place: the {@code k}-th number of a trial is a function of seed, trial and {@code k} alone (SplitMix64: G. L.
 * Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014). A search that is run again anywhere, from its
 * beginning, draws the same.
 */
public final class Draws {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1p-53;

    private final long seed;
    private long state;

    /** Makes the numbers of a seed; {@link #begin} comes first. */
    public Draws(long seed) {
        this.seed = seed;
    }

    /** Returns a seed that depends on several numbers and their order. */
    public static long key(long... numbers) {
        long key = 0;
        for (long number : numbers) {
            key = mix(key + GOLDEN + mix(number + GOLDEN));
        }
        return key;
    }

    /** Returns one number of a key, evenly spread over all longs. */
    public static long mix(long number) {
        long z = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Goes to the first number of a trial. */
    public Draws begin(long trial) {
        state = mix(seed + GOLDEN * (trial + 1));
        return this;
    }

    /** Returns the next number of the trial, from 0 (inclusive) to 1 (exclusive). */
    double next() {
        return (mix(state += GOLDEN) >>> 11) * UNIT;
    }

    /** Returns the next number of the trial as one of 0 to {@code bound} (exclusive). */
    int nextInt(int bound) {
        return (int) (next() * bound);
    }

    /** Returns the next number of the trial as one of a standard normal distribution. */
    double nextNormal() {
        return Gauss.quantile(next() + UNIT / 2);
    }

    /** Fills a point with the next numbers of the trial. */
    public void fill(double[] unit) {
        for (int d = 0; d < unit.length; d++) {
            unit[d] = next();
        }
    }
}
