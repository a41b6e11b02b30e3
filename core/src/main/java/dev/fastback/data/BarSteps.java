package dev.fastback.data;

import java.util.Arrays;

/** The distances between the starts of neighbouring bars, milliseconds. */
public final class BarSteps {
    public static final long DAY_MILLIS = 86_400_000L;

    private BarSteps() {}

    /** Returns the median step, of two middle ones the lesser; 0 when there are fewer than two bars. */
    public static long medianMillis(BarSeries bars) {
        if (bars.size() < 2) {
            return 0;
        }
        long[] steps = new long[bars.size() - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = bars.timeMillis(i + 1) - bars.timeMillis(i);
        }
        Arrays.sort(steps);
        return steps[(steps.length - 1) / 2];
    }

    /** Returns the smallest step; {@link Long#MAX_VALUE} when there are fewer than two bars. */
    public static long smallestMillis(BarSeries bars) {
        long step = Long.MAX_VALUE;
        for (int i = 1; i < bars.size(); i++) {
            step = Math.min(step, bars.timeMillis(i) - bars.timeMillis(i - 1));
        }
        return step;
    }

    /** Returns the fraction of the bars that start on a Saturday or Sunday, UTC; 0 when there is no bar. */
    public static double weekendFraction(BarSeries bars) {
        int weekend = 0;
        for (int i = 0; i < bars.size(); i++) {
            // Day 0 of the epoch was a Thursday, so days 2 and 3 of such a week are Saturday and Sunday.
            long day = Math.floorMod(Math.floorDiv(bars.timeMillis(i), DAY_MILLIS), 7L);
            if (day == 2 || day == 3) {
                weekend++;
            }
        }
        return bars.size() == 0 ? 0 : (double) weekend / bars.size();
    }
}
