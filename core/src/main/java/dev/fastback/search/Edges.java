package dev.fastback.search;

import java.util.Arrays;

/**
 * The doubles of one axis at which a level, before it is clamped, equals its bar's high (or low).
 *
 * <p>Each bar has none or a few neighbouring ones, an interval; the intervals' starts and ends are kept sorted apart, so a
 * double lies on an edge when more intervals started by it than ended before it. A clamped level that equals its bar's high
 * does so on a whole range of multipliers: beyond its end that is no edge.
 */
final class Edges {
    // A range that lies on edges throughout is left by steps of a few units in the last place; edges met there count too.
    private static final double MARGIN = 1e-9;

    private double[] starts = {};
    private double[] ends = {};
    private final Ranks startRanks = new Ranks();
    private final Ranks endRanks = new Ranks();
    private int count;

    /** Finds the edges of the high multiplier in and next to {@code min..max}. */
    void findHigh(ActiveBars bars, double min, double max) {
        reset(bars.count);
        for (int i = 0; i < bars.count; i++) {
            if (bars.high[i] >= 0.0 && bars.high[i] <= 10.0) {
                add(bars.highForecast[i], bars.high[i], min, max);
            }
        }
        sort();
    }

    /** Finds the edges of the low multiplier in and next to {@code min..max}. */
    void findLow(ActiveBars bars, double min, double max) {
        reset(bars.count);
        for (int i = 0; i < bars.count; i++) {
            if (bars.low[i] >= -1.0 && bars.low[i] <= 0.0) {
                add(bars.lowForecast[i], bars.low[i], min, max);
            }
        }
        sort();
    }

    /** Returns the largest double on no edge that is at most {@code x}. */
    double below(double x) {
        double at = x;
        for (int begun = begun(at); begun > over(at); begun = begun(at)) {
            at = Math.nextDown(starts[begun - 1]);
        }
        return at;
    }

    /** Returns the smallest double on no edge that is at least {@code x}. */
    double above(double x) {
        double at = x;
        for (int over = over(at); begun(at) > over; over = over(at)) {
            at = Math.nextUp(ends[over]);
        }
        return at;
    }

    private void add(double base, double value, double min, double max) {
        if (base + (min - MARGIN) > value || base + (max + MARGIN) < value) {
            return;
        }
        double start = Thresholds.firstAtLeast(base, value);
        double end = Thresholds.lastAtMost(base, value);
        if (start <= end) {
            starts[count] = start;
            ends[count++] = end;
        }
    }

    /** Returns how many intervals start at or before {@code x}. */
    private int begun(double x) {
        return count == 0 ? 0 : startRanks.atMost(0.0, x);
    }

    /** Returns how many intervals end before {@code x}. */
    private int over(double x) {
        return count == 0 ? 0 : endRanks.less(0.0, x);
    }

    private void reset(int bars) {
        count = 0;
        if (starts.length < bars) {
            starts = new double[bars + bars / 4];
            ends = new double[bars + bars / 4];
        }
    }

    private void sort() {
        Arrays.sort(starts, 0, count);
        Arrays.sort(ends, 0, count);
        if (count > 0) {
            startRanks.of(starts, count);
            endRanks.of(ends, count);
        }
    }
}
