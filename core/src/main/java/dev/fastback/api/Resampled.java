package dev.fastback.api;

import dev.fastback.indicator.LineCache;
import java.util.Arrays;

/**
 * Longer bars made of shorter ones. A longer bar is complete at the close of a shorter one that reaches its end, judged by the smallest step of
 * the bars so far, or else when a bar of a later one closes; nothing of it is visible before.
 *
 * @param indicators the lines of the longer bars
 * @param visible for each shorter bar the number of longer ones that are complete at its close
 */
record Resampled(Indicators indicators, int[] visible) {
    /** 5 January 1970 was a Monday; intervals of whole weeks begin on Mondays. */
    private static final long MONDAY = 4L * 24 * 60 * 60 * 1000;

    private static final long WEEK = 7L * 24 * 60 * 60 * 1000;

    static Resampled of(
            LineCache cache,
            long[] times,
            double[] open,
            double[] high,
            double[] low,
            double[] close,
            double[] volume,
            long interval) {
        int bars = times.length;
        long origin = interval % WEEK == 0 ? MONDAY : 0;
        long[] starts = new long[bars];
        double[][] columns = new double[5][bars];
        int[] visible = new int[bars];
        int made = 0;
        boolean isComplete = true;
        long step = Long.MAX_VALUE;
        for (int i = 0; i < bars; i++) {
            long start = Math.floorDiv(times[i] - origin, interval) * interval + origin;
            // A bar after its own completion, where steps shrink, joins it: what was shown of it stays as it was, so it begins another one.
            if (made == 0 || isComplete || starts[made - 1] != start) {
                starts[made] = made > 0 && start <= starts[made - 1] ? starts[made - 1] + 1 : start;
                columns[0][made] = open[i];
                columns[1][made] = high[i];
                columns[2][made] = low[i];
                columns[4][made] = 0;
                made++;
            }
            int k = made - 1;
            columns[1][k] = Math.max(columns[1][k], high[i]);
            columns[2][k] = Math.min(columns[2][k], low[i]);
            columns[3][k] = close[i];
            columns[4][k] += volume[i];
            if (i > 0) {
                step = Math.min(step, times[i] - times[i - 1]);
            }
            isComplete = step != Long.MAX_VALUE && times[i] + step >= start + interval;
            visible[i] = isComplete ? made : made - 1;
        }
        return new Resampled(
                Indicators.ofColumns(
                        cache,
                        Arrays.copyOf(starts, made),
                        Arrays.copyOf(columns[0], made),
                        Arrays.copyOf(columns[1], made),
                        Arrays.copyOf(columns[2], made),
                        Arrays.copyOf(columns[3], made),
                        Arrays.copyOf(columns[4], made)),
                visible);
    }

    /** Returns a line of longer bars as one of shorter ones: at each the value of the newest longer bar that is complete. */
    double[] expand(double[] values) {
        double[] out = new double[visible.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = visible[i] == 0 ? Double.NaN : values[visible[i] - 1];
        }
        return out;
    }
}
