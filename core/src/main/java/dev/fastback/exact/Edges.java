package dev.fastback.exact;

import java.util.Arrays;

/**
 * The doubles of one axis at which a level, before it is clamped, equals its bar's high (or low): none or a few neighbouring
 * ones a bar.
 *
 * <p>A clamped level that equals its bar's high does so on a whole range of multipliers: beyond its end that is no edge.
 */
final class Edges {
    // A range that lies on edges throughout is left by steps of a few units in the last place; edges met there count too.
    private static final double MARGIN = 1e-9;

    // Layout: bars[starts[k] .. starts[k + 1]) are those whose threshold, rounded, lies in the k-th of equal intervals of
    // the axis. A bar's edge lies within a few units in the last place of it, so one or two intervals hold all bars that
    // can have a point on their edge; the kernel's own sum decides.
    private double[] bases = {};
    private double[] values = {};
    private int[] bars = {};
    private int[] starts = {};
    private int count;
    private int intervals;
    private double least;
    private double scale;

    /** Finds the edges of the high multiplier in and next to {@code min..max}. */
    void findHigh(ActiveBars active, double min, double max) {
        find(active.highForecast, active.high, active.count, 0.0, 10.0, min - MARGIN, max + MARGIN);
    }

    /** Finds the edges of the low multiplier in and next to {@code min..max}. */
    void findLow(ActiveBars active, double min, double max) {
        find(active.lowForecast, active.low, active.count, -1.0, 0.0, min - MARGIN, max + MARGIN);
    }

    /** Returns the largest double on no edge that is at most {@code x}. */
    double below(double x) {
        double at = x;
        for (double next = before(at); next < at; next = before(at)) {
            at = next;
        }
        return at;
    }

    /** Returns the smallest double on no edge that is at least {@code x}. */
    double above(double x) {
        double at = x;
        for (double next = after(at); next > at; next = after(at)) {
            at = next;
        }
        return at;
    }

    private double before(double x) {
        double next = x;
        double reach = reach(x);
        int end = starts[interval(x + reach) + 1];
        for (int k = starts[interval(x - reach)]; k < end; k++) {
            int i = bars[k];
            if (bases[i] + x == values[i]) {
                next = Math.min(next, Thresholds.lastBelow(bases[i], values[i]));
            }
        }
        return next;
    }

    private double after(double x) {
        double next = x;
        double reach = reach(x);
        int end = starts[interval(x + reach) + 1];
        for (int k = starts[interval(x - reach)]; k < end; k++) {
            int i = bars[k];
            if (bases[i] + x == values[i]) {
                next = Math.max(next, Thresholds.firstAbove(bases[i], values[i]));
            }
        }
        return next;
    }

    private void find(
            double[] forecasts, double[] extremes, int active, double lowest, double highest, double min, double max) {
        count = 0;
        if (starts.length < active + 3) {
            int length = active + active / 4 + 3;
            bases = new double[length];
            values = new double[length];
            bars = new int[length];
            starts = new int[length];
        }
        for (int i = 0; i < active; i++) {
            double base = forecasts[i];
            double value = extremes[i];
            if (value >= lowest && value <= highest && base + min <= value && base + max >= value) {
                bases[count] = base;
                values[count++] = value;
            }
        }
        least = min;
        intervals = count + 1;
        scale = intervals / (max - min);
        Arrays.fill(starts, 0, intervals + 1, 0);
        for (int i = 0; i < count; i++) {
            starts[interval(values[i] - bases[i])]++;
        }
        for (int k = 0; k < intervals; k++) {
            starts[k + 1] += starts[k];
        }
        for (int i = 0; i < count; i++) {
            bars[--starts[interval(values[i] - bases[i])]] = i;
        }
    }

    private int interval(double x) {
        return (int) Math.min(intervals - 1.0, Math.max(0.0, (x - least) * scale));
    }

    private static double reach(double x) {
        return 8 * Math.ulp(10.0 + Math.abs(x));
    }
}
