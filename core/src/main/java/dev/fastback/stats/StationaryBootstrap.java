package dev.fastback.stats;

import java.util.Arrays;
import java.util.List;

/**
 * The stationary bootstrap: resamples that join blocks of random start and geometric length, the series closed to a circle (Politis and Romano, JASA
 * 89, 1994). Randomness comes from a counter, so that draw {@code i} of a seed is the same wherever and in whatever order it is made.
 *
 * @param meanBlock mean length of a block in bars, at least 1
 * @param draws number of resamples
 * @param seed seed of all draws
 */
public record StationaryBootstrap(double meanBlock, int draws, long seed) {
    /** A double has so many bits less than a long. */
    static final int DOUBLE_SHIFT = 11;

    private static final double DOUBLE_UNIT = 0x1p-53;
    /** What the state of the draws grows by. */
    static final long GAMMA = 0x9E3779B97F4A7C15L;

    public StationaryBootstrap {
        if (!(meanBlock >= 1) || Double.isInfinite(meanBlock)) {
            throw new IllegalArgumentException("a mean block has at least 1 bar, got " + meanBlock);
        }
        if (draws < 1) {
            throw new IllegalArgumentException("at least 1 draw is needed, got " + draws);
        }
    }

    /** An interval.
     *
     * @param low its lower end
     * @param high its upper end
     */
    public record Interval(double low, double high) {}

    /** Fills {@code counts} with how often each bar stands in resample {@code draw}; they add up to the number of bars. */
    public void countsInto(int draw, int[] counts) {
        int n = counts.length;
        Arrays.fill(counts, 0);
        long restart = restart();
        long state = start(draw);
        int bar = 0;
        for (int t = 0; t < n; t++) {
            state += GAMMA;
            if (t == 0 || mixed(state) >>> DOUBLE_SHIFT < restart) {
                bar = first(state, n);
            } else {
                bar = bar + 1 == n ? 0 : bar + 1;
            }
            counts[bar]++;
        }
    }

    /** Returns a bound below which the upper 53 bits of a draw begin a block: with probability {@code 1 / meanBlock}. */
    long restart() {
        return (long) Math.ceil(1 / meanBlock / DOUBLE_UNIT);
    }

    /** Returns the state before the first bar of a resample; {@link #GAMMA} is added for each bar. */
    long start(int draw) {
        return mixed(seed + GAMMA * (draw + 1L));
    }

    /** Returns the bar that a block begins with which is drawn in a state. */
    static int first(long state, int n) {
        return (int) (unit(mixed(state ^ GAMMA)) * n);
    }

    /** Returns the means of all resamples, in the order of the draws. */
    public double[] means(double[] values) {
        double[] means = new double[draws];
        int[] counts = new int[values.length];
        for (int draw = 0; draw < draws; draw++) {
            means[draw] = mean(draw, values, counts);
        }
        return means;
    }

    /** Returns the mean of a resample; its counts are left in an array of that length. */
    double mean(int draw, double[] values, int[] counts) {
        countsInto(draw, counts);
        double sum = 0.0;
        for (int t = 0; t < values.length; t++) {
            sum += counts[t] * values[t];
        }
        return sum / values.length;
    }

    /**
     * Returns the percentile interval of the mean.
     *
     * @param level probability that the interval is to cover, for example 0.95
     * @throws IllegalArgumentException without values
     */
    public Interval percentileInterval(double[] values, double level) {
        return percentileIntervals(List.of(this), List.of(values), level, Parts.IN_TURN).getFirst();
    }

    /**
     * Returns the percentile interval of the mean of each of several series, as {@link #percentileInterval} does, with the draws made once for all.
     *
     * @param bootstraps one per series; their seeds and numbers of draws are equal
     * @param parts does the draws, and what is made of each series
     * @throws IllegalArgumentException if a series has no values, or the bootstraps differ in more than their mean block
     */
    public static List<Interval> percentileIntervals(List<StationaryBootstrap> bootstraps, List<double[]> series, double level, Parts parts) {
        for (int i = 0; i < bootstraps.size(); i++) {
            requireValues(series.get(i));
            if (bootstraps.get(i).seed != bootstraps.getFirst().seed || bootstraps.get(i).draws != bootstraps.getFirst().draws) {
                throw new IllegalArgumentException("bootstraps must have equal seeds and draws: " + bootstraps);
            }
        }
        double tail = Math.clamp((1 - level) / 2, 0.0, 1.0);
        List<OrderedMeans> means = OrderedMeans.of(bootstraps, series, parts);
        Interval[] intervals = new Interval[means.size()];
        parts.forBarsOf(series)
                .forEach(intervals.length, i -> intervals[i] = new Interval(means.get(i).quantile(tail), means.get(i).quantile(1 - tail)));
        return List.of(intervals);
    }

    /**
     * Returns the bias-corrected and accelerated interval of the mean (Efron, JASA 82, 1987); the acceleration comes from the jackknife of the
     * values. The percentile interval where the correction is undefined, as it is for values that are all equal.
     */
    public Interval acceleratedInterval(double[] values, double level) {
        double[] means = sortedMeans(values);
        double mean = ReturnStatistics.mean(values);
        int below = 0;
        for (double each : means) {
            below += each < mean ? 1 : 0;
        }
        if (below == 0 || below == means.length || values.length < 2) {
            return percentileInterval(values, level);
        }
        double bias = Normal.quantile((double) below / means.length);
        double acceleration = Moments.of(values).skewness() / (6 * Math.sqrt(values.length));
        double z = Normal.quantile((1 - level) / 2);
        return new Interval(
                Returns.quantileOfSorted(means, corrected(bias, acceleration, z)),
                Returns.quantileOfSorted(means, corrected(bias, acceleration, -z)));
    }

    /**
     * Returns the variance that the mean of a resample has, times the number of values: {@code c(0) + 2 sum(k(lag) c(lag))} with the kernel
     * {@code k(lag) = (n - lag) / n (1 - q)^lag + lag / n (1 - q)^(n - lag)}, {@code q = 1 / meanBlock} (Politis and Romano 1994, lemma 1). It needs no draw.
     */
    public double varianceOfMeanTimesCount(double[] values) {
        return kernelVariance(values, 1 / meanBlock);
    }

    /**
     * Returns {@link #varianceOfMeanTimesCount} of values for blocks that restart with a probability per value, in (0, 1]: the kernel's two parts are powers
     * of the lag and of the rest of the circle, so that running sums give the sum over all pairs in one pass.
     */
    public static double kernelVariance(double[] values, double restart) {
        int n = values.length;
        double mean = ReturnStatistics.mean(values);
        double stay = 1 - restart;
        double squares = 0.0;
        double products = 0.0;
        // Over the values x[t] before u: sums of stay^(u - t) x[t] and (u - t) stay^(u - t) x[t], and of stay^t x[t] and t stay^t x[t].
        double near = 0.0;
        double nearLags = 0.0;
        double far = 0.0;
        double farPlaces = 0.0;
        double power = 1.0;
        for (int u = 0; u < n; u++) {
            double x = values[u] - mean;
            squares += x * x;
            products += x * (near - nearLags / n + Math.pow(stay, n - u) * (u * far - farPlaces) / n);
            nearLags = stay * (nearLags + near + x);
            near = stay * (near + x);
            far += power * x;
            farPlaces += u * power * x;
            power *= stay;
        }
        return Math.max((squares + 2 * products) / n, 0.0);
    }

    private static double corrected(double bias, double acceleration, double z) {
        return Math.clamp(Normal.cumulative(bias + (bias + z) / (1 - acceleration * (bias + z))), 0.0, 1.0);
    }

    private static void requireValues(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("an interval of a mean needs values");
        }
    }

    private double[] sortedMeans(double[] values) {
        requireValues(values);
        double[] means = means(values);
        Arrays.sort(means);
        return means;
    }

    private static double unit(long bits) {
        return (bits >>> DOUBLE_SHIFT) * DOUBLE_UNIT;
    }

    // The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
    static long mixed(long key) {
        long z = (key ^ (key >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
