package dev.fastback.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
    /** Means that may have a rank, mostly. */
    private static final int FEW = 8;
    /** Bars that are drawn as one part. */
    private static final int DRAWN_BARS = 1 << 22;

    private final StationaryBootstrap bootstrap;
    private final double[] values;
    private final long restart;
    /** Sums of the first values as whole multiples of {@link #unit}, a power of two; empty where no mean can be told by them. */
    private final long[] sums;
    private final double unit;
    /** How far a mean may be from the approximate one. */
    private final double bound;
    private final double[] approximate;
    private final double[] exact;
    /** The smallest approximate means, ascending, and the negatives of the largest; as many as were asked for until now. */
    private double[] smallest = new double[0];
    private double[] largest = new double[0];

    private OrderedMeans(StationaryBootstrap bootstrap, double[] values) {
        this.bootstrap = bootstrap;
        this.values = values;
        this.restart = bootstrap.restart();
        this.approximate = new double[bootstrap.draws()];
        this.exact = new double[bootstrap.draws()];
        double most = 0;
        for (double value : values) {
            most = Math.max(most, Math.abs(value));
        }
        Arrays.fill(exact, most == 0 ? 0.0 : Double.NaN);
        int n = values.length;
        if (most >= LEAST && most <= MOST) {
            // So small multiples that the sum of n of them is far below 2^63.
            int scale = Long.SIZE - 4 - (Integer.SIZE - Integer.numberOfLeadingZeros(n)) - Math.getExponent(most);
            sums = new long[n + 1];
            for (int t = 0; t < n; t++) {
                sums[t + 1] = sums[t] + (long) Math.rint(Math.scalb(values[t], scale));
            }
            unit = Math.scalb(1.0, -scale);
            bound = unit + 2 * (n + 8.0) * ROUNDING * most;
        } else {
            unit = 1;
            sums = new long[0];
            bound = most == 0 ? 0 : Double.POSITIVE_INFINITY; // each is added up bar by bar
        }
    }

    /**
     * Returns the means of resamples of several series.
     *
     * @param bootstraps one per series, which differ in their mean blocks alone: the draws are made once for all
     * @param series at least one value in each, not changed afterwards
     * @param parts does the draws
     */
    static List<OrderedMeans> of(List<StationaryBootstrap> bootstraps, List<double[]> series, Parts parts) {
        List<OrderedMeans> all = new ArrayList<>(series.size());
        Map<Integer, List<OrderedMeans>> byLength = new TreeMap<>();
        for (int i = 0; i < series.size(); i++) {
            OrderedMeans one = new OrderedMeans(bootstraps.get(i), series.get(i));
            all.add(one);
            if (one.sums.length > 0) {
                byLength.computeIfAbsent(one.values.length, length -> new ArrayList<>()).add(one);
            }
        }
        byLength.forEach((length, some) -> {
            some.sort(Comparator.comparingLong(one -> -one.restart));
            int draws = some.getFirst().approximate.length;
            int perPart = Math.max(1, DRAWN_BARS / length);
            @Nullable BootstrapDraws made = BootstrapDraws.of(some.getFirst().bootstrap, length);
            parts.forEach(
                    Math.ceilDiv(draws, perPart),
                    part -> approximate(length, made, some, part * perPart, Math.min(draws, (part + 1) * perPart)));
        });
        return all;
    }

    /** Finds about what some resamples add up to, for series of a length in the order of their mean blocks; their draws may be made already. */
    private static void approximate(int length, @Nullable BootstrapDraws made, List<OrderedMeans> all, int from, int to) {
        Resample resample = new Resample(length);
        OrderedMeans any = all.getFirst();
        for (int draw = from; draw < to; draw++) {
            long restart = any.restart;
            if (made != null) {
                resample.take(made, draw, restart);
            } else {
                resample.draw(any.bootstrap.start(draw), restart);
            }
            for (int i = 0; i < all.size(); i++) {
                OrderedMeans one = all.get(i);
                if (one.restart != restart) {
                    restart = one.restart;
                    resample.keep(restart);
                }
                one.approximate[draw] = resample.sum(one.sums) * one.unit / length;
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
        double[] candidates = new double[FEW];
        int count = 0;
        int below = 0;
        for (int draw = 0; draw < approximate.length; draw++) {
            if (approximate[draw] < middle - 2 * bound) {
                below++;
            } else if (!(approximate[draw] > middle + 2 * bound)) {
                candidates = count < candidates.length ? candidates : Arrays.copyOf(candidates, 2 * count);
                candidates[count++] = exact(draw);
            }
        }
        Arrays.sort(candidates, 0, count);
        return candidates[rank - below];
    }

    /** Returns the approximate mean that has a rank, by the ranks between it and the nearer end: those of an interval are few. */
    private double approximateAt(int rank) {
        int ofLargest = approximate.length - 1 - rank;
        if (rank <= ofLargest) {
            smallest = rank < smallest.length ? smallest : smallest(Math.min(rank + 2, approximate.length), 1);
            return smallest[rank];
        }
        largest = ofLargest < largest.length ? largest : smallest(Math.min(ofLargest + 2, approximate.length), -1);
        return -largest[ofLargest];
    }

    /** Returns the smallest of the approximate means, each times a sign, ascending. */
    private double[] smallest(int count, int sign) {
        double[] nearest = new double[count];
        int last = count - 1;
        int found = 0;
        for (double mean : approximate) {
            double key = sign * mean;
            if (found > last && !(key < nearest[last])) {
                continue;
            }
            int place = Arrays.binarySearch(nearest, 0, found, key);
            int at = place < 0 ? ~place : place;
            System.arraycopy(nearest, at, nearest, at + 1, Math.min(found, last) - at);
            nearest[at] = key;
            found = Math.min(found + 1, count);
        }
        return nearest;
    }

    private double exact(int draw) {
        if (Double.isNaN(exact[draw])) {
            exact[draw] = bootstrap.mean(draw, values, new int[values.length]);
        }
        return exact[draw];
    }
}
