package dev.fastback.stats;

import java.util.Arrays;

/**
 * Means of the resamples of a {@link StationaryBootstrap} by rank, without the sums that no rank asks for: bit for bit what sorting {@link
 * StationaryBootstrap#means} gives.
 *
 * <p>A resample is a few blocks, so differences of running sums tell about what it adds up to, and never further off than a bound. Those that may
 * have a rank are within twice the bound of the one that has it among the approximate means, and they alone are added up bar by bar.
 */
final class OrderedMeans {
    private static final double ROUNDING = 0x1p-53;
    /** Beyond these sizes products may be rounded as numbers near the ends of the range are. */
    private static final double LEAST = 0x1p-500;
    private static final double MOST = 0x1p500;

    private final StationaryBootstrap bootstrap;
    private final double[] values;
    private final double[] approximate;
    private final double[] sorted;
    /** How far a mean may be from the approximate one. */
    private final double bound;
    private final double[] exact;

    /**
     * Makes the means of resamples of some values.
     *
     * @param values at least one, not changed afterwards
     */
    OrderedMeans(StationaryBootstrap bootstrap, double[] values) {
        this.bootstrap = bootstrap;
        this.values = values;
        this.exact = new double[bootstrap.draws()];
        Arrays.fill(exact, Double.NaN);
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        int n = values.length;
        if (largest >= LEAST && largest <= MOST) {
            // Whole multiples of a power of two, so small that the sum of n of them is far below 2^63: sums of them are exact.
            int scale = Long.SIZE - 4 - (Integer.SIZE - Integer.numberOfLeadingZeros(n)) - Math.getExponent(largest);
            approximate = approximate(scale);
            bound = Math.scalb(1.0, -scale) + 2 * (n + 8.0) * ROUNDING * largest;
        } else {
            approximate = new double[bootstrap.draws()];
            bound = largest == 0 ? 0 : Double.POSITIVE_INFINITY; // infinite, or NaN: each is added up bar by bar
            if (largest == 0) {
                Arrays.fill(exact, 0.0);
            }
        }
        sorted = approximate.clone();
        Arrays.sort(sorted);
    }

    private double[] approximate(int scale) {
        int n = values.length;
        long[] sums = new long[n + 1];
        for (int t = 0; t < n; t++) {
            sums[t + 1] = sums[t] + (long) Math.rint(Math.scalb(values[t], scale));
        }
        double[] means = new double[bootstrap.draws()];
        for (int draw = 0; draw < means.length; draw++) {
            means[draw] = Math.scalb((double) bootstrap.sum(draw, sums), -scale) / n;
        }
        return means;
    }

    /** Returns the mean that has a rank, from 0 for the smallest. */
    double at(int rank) {
        double middle = sorted[rank];
        double[] candidates = new double[approximate.length];
        int count = 0;
        int below = 0;
        for (int draw = 0; draw < approximate.length; draw++) {
            if (approximate[draw] < middle - 2 * bound) {
                below++;
            } else if (!(approximate[draw] > middle + 2 * bound)) {
                candidates[count++] = exact(draw);
            }
        }
        Arrays.sort(candidates, 0, count);
        return candidates[rank - below];
    }

    private double exact(int draw) {
        if (Double.isNaN(exact[draw])) {
            exact[draw] = bootstrap.mean(draw, values, new int[values.length]);
        }
        return exact[draw];
    }
}
