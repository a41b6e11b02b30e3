package dev.fastback.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
    /** Sums of the first values as whole multiples of {@code 2^-scale}; empty where no mean can be told by them. */
    private final long[] sums;
    private final int scale;
    /** How far a mean may be from the approximate one. */
    private final double bound;
    private final double[] approximate;
    private final double[] exact;

    private OrderedMeans(StationaryBootstrap bootstrap, double[] values) {
        this.bootstrap = bootstrap;
        this.values = values;
        this.approximate = new double[bootstrap.draws()];
        this.exact = new double[bootstrap.draws()];
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        Arrays.fill(exact, largest == 0 ? 0.0 : Double.NaN);
        int n = values.length;
        if (largest >= LEAST && largest <= MOST) {
            // So small multiples that the sum of n of them is far below 2^63.
            scale = Long.SIZE - 4 - (Integer.SIZE - Integer.numberOfLeadingZeros(n)) - Math.getExponent(largest);
            sums = new long[n + 1];
            for (int t = 0; t < n; t++) {
                sums[t + 1] = sums[t] + (long) Math.rint(Math.scalb(values[t], scale));
            }
            bound = Math.scalb(1.0, -scale) + 2 * (n + 8.0) * ROUNDING * largest;
        } else {
            scale = 0;
            sums = new long[0];
            bound = largest == 0 ? 0 : Double.POSITIVE_INFINITY; // each is added up bar by bar
        }
    }

    /**
     * Returns the means of resamples of several series.
     *
     * @param bootstraps one per series, which differ in their mean blocks alone: the draws are made once for all
     * @param series at least one value in each, not changed afterwards
     */
    static List<OrderedMeans> of(List<StationaryBootstrap> bootstraps, List<double[]> series) {
        List<OrderedMeans> all = new ArrayList<>(series.size());
        Map<Integer, List<OrderedMeans>> byLength = new TreeMap<>();
        for (int i = 0; i < series.size(); i++) {
            OrderedMeans one = new OrderedMeans(bootstraps.get(i), series.get(i));
            all.add(one);
            if (one.sums.length > 0) {
                byLength.computeIfAbsent(one.values.length, length -> new ArrayList<>()).add(one);
            }
        }
        byLength.forEach(OrderedMeans::approximate);
        return all;
    }

    private static void approximate(int length, List<OrderedMeans> all) {
        StationaryBootstrap any = all.getFirst().bootstrap;
        long[] bits = new long[length];
        int[] firsts = new int[length];
        int[] begins = new int[length];
        for (int draw = 0; draw < any.draws(); draw++) {
            any.drawInto(draw, bits, firsts);
            for (OrderedMeans one : all) {
                long sum = one.bootstrap.sum(bits, firsts, one.sums, begins);
                one.approximate[draw] = Math.scalb((double) sum, -one.scale) / length;
            }
        }
    }

    /** Returns a quantile of the means, as {@link Returns#quantileOfSorted} does of all of them. */
    double quantile(double share) {
        return Returns.quantile(this::at, approximate.length, share);
    }

    /** Returns the mean that has a rank, from 0 for the smallest. */
    double at(int rank) {
        double middle = approximateAt(rank);
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

    /** Returns the approximate mean that has a rank, by the ranks between it and the nearer end: those of an interval are few. */
    private double approximateAt(int rank) {
        boolean isLow = rank < approximate.length - rank;
        double[] nearest = new double[isLow ? rank + 1 : approximate.length - rank]; // the smallest so far, ascending; of the largest their negatives
        int last = nearest.length - 1;
        int count = 0;
        for (double mean : approximate) {
            double key = isLow ? mean : -mean;
            if (count > last && !(key < nearest[last])) {
                continue;
            }
            int found = Arrays.binarySearch(nearest, 0, count, key);
            int at = found < 0 ? ~found : found;
            System.arraycopy(nearest, at, nearest, at + 1, Math.min(count, last) - at);
            nearest[at] = key;
            count = Math.min(count + 1, nearest.length);
        }
        return isLow ? nearest[last] : -nearest[last];
    }

    private double exact(int draw) {
        if (Double.isNaN(exact[draw])) {
            exact[draw] = bootstrap.mean(draw, values, new int[values.length]);
        }
        return exact[draw];
    }
}
