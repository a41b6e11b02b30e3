package dev.fastback.stats;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;

/**
 * How often values lie in classes of equal width. Immutable.
 */
public final class Histogram {
    private final double low;
    private final double high;
    private final int[] counts;

    /**
     * Makes a histogram.
     *
     * @param low lower end of the first class
     * @param high upper end of the last one, which belongs to it
     * @param counts of each class; not copied
     * @throws IllegalArgumentException if the ends are not finite and rising, there is no class, or a count is negative
     */
    public Histogram(double low, double high, int... counts) {
        if (!(high > low) || Double.isInfinite(low) || Double.isInfinite(high) || counts.length == 0) {
            throw new IllegalArgumentException("a histogram of " + counts.length + " classes from " + low + " to " + high);
        }
        for (int count : counts) {
            if (count < 0) {
                throw new IllegalArgumentException("a class cannot have " + count + " values");
            }
        }
        this.low = low;
        this.high = high;
        this.counts = counts;
    }

    /**
     * Counts values between two ends; those beyond them are counted in the outer classes, those that are NaN nowhere.
     *
     * @param classes how many
     */
    public static Histogram of(double[] values, double low, double high, int classes) {
        int[] counts = new int[classes];
        for (double value : values) {
            if (!Double.isNaN(value)) {
                counts[(int) Math.clamp(Math.floor((value - low) / (high - low) * classes), 0, classes - 1)]++;
            }
        }
        return new Histogram(low, high, counts);
    }

    /** Counts values between the smallest and the largest of them; around a value that all share the classes reach one to either side. */
    public static Histogram of(double[] values, int classes) {
        DoubleSummaryStatistics known = Arrays.stream(values).filter(value -> !Double.isNaN(value)).summaryStatistics();
        double low = known.getCount() == 0 ? 0 : known.getMin();
        double high = known.getCount() == 0 ? 0 : known.getMax();
        return high > low ? of(values, low, high, classes) : of(values, low - 1, high + 1, classes);
    }

    /** Returns the lower end of the first class. */
    public double low() {
        return low;
    }

    /** Returns the upper end of the last class. */
    public double high() {
        return high;
    }

    /** Returns the number of classes. */
    public int classes() {
        return counts.length;
    }

    /** Returns how many values lie in a class. */
    public int count(int index) {
        return counts[index];
    }

    /** Returns the lower end of a class, or with the number of classes the upper end of the last. */
    public double edge(int index) {
        return index == counts.length ? high : low + (high - low) * index / counts.length;
    }

    /** Returns how many values there are. */
    public int total() {
        return Arrays.stream(counts).sum();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Histogram h && low == h.low && high == h.high && Arrays.equals(counts, h.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts) * 31 + Double.hashCode(low);
    }

    @Override
    public String toString() {
        return Arrays.toString(counts) + " from " + low + " to " + high;
    }
}
