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
        // Where more than half are the same, that one wins a vote in which each two that differ cancel out.
        long likely = steps[0];
        int more = 0;
        for (long step : steps) {
            if (more == 0) {
                likely = step;
            }
            more += step == likely ? 1 : -1;
        }
        int count = 0;
        for (long step : steps) {
            count += step == likely ? 1 : 0;
        }
        if (2 * count > steps.length) {
            return likely;
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

    /**
     * Returns when a bar ends, as is known once the series is there, milliseconds: when the next one begins; before a gap, that is where the next one is more
     * than half as far again as the one before it, and at the end of the data, as much after its start as the one before it began before that. What may
     * know no later bar asks {@link BarEnds}.
     *
     * @param bar from 1
     */
    public static long endMillis(BarSeries bars, int bar) {
        long start = bars.timeMillis(bar);
        long before = start - bars.timeMillis(bar - 1);
        long after = bar + 1 < bars.size() ? bars.timeMillis(bar + 1) - start : Long.MAX_VALUE;
        return start + (after <= before + before / 2 ? after : before);
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
