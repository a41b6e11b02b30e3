package dev.fastback.data;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * When the bars of a series end, judged by those so far: the start of the next bar is never looked at, because the newest bar has none.
 *
 * <p>A bar is as long as the usual step between bars, gaps left out. Whole days, weeks and months are counted by the calendar of the series' zone, so
 * that a day on which clocks change has 23 or 25 hours, and a month as many days as it has. Where no zone is known, days that begin at midnight
 * UTC are UTC's; of others, which may be those of a clock that changes, the end is known to an hour: until the series has shown for a year that it
 * does not. What cannot be told is answered for the purpose: {@link #notBefore} or {@link #notAfter} an end. Asked for rising bars by one thread.
 */
public final class BarEnds {
    /** Bars whose steps tell what is usual. */
    public static final int LOOKED_AT = 10;

    private static final long HOUR = 3_600_000L;
    private static final long DAY = BarSteps.DAY_MILLIS;
    private static final long SHORTEST_MONTH = 28 * DAY - HOUR;
    private static final long LONGEST_MONTH = 31 * DAY;
    private static final int MOST_DAYS_APART = 3;
    /** Calendar months are taken for such after as many equal days of the month: steps of constant length show no more than three. */
    private static final int EQUAL_DAYS = 4;

    private final long[] times;
    private final @Nullable ZoneId zone;
    private final boolean isLatest;
    private int bar = -1;
    private long end;
    private long smallest = Long.MAX_VALUE;
    private long longest;
    /** How far the starts lie from the first one's time of day, by UTC. */
    private long earlier;
    private long later;
    private boolean isLocal;

    private BarEnds(long[] times, @Nullable ZoneId zone, boolean isLatest) {
        this.times = times;
        this.zone = zone;
        this.isLatest = isLatest;
        this.isLocal = zone != null;
    }

    /** Returns the earliest times at which bars may have ended. */
    public static BarEnds notBefore(long[] times, @Nullable ZoneId zone) {
        return new BarEnds(times, zone, false);
    }

    /** Returns the latest times at which bars may have ended. */
    public static BarEnds notAfter(long[] times, @Nullable ZoneId zone) {
        return new BarEnds(times, zone, true);
    }

    /**
     * Returns when a bar ends, in milliseconds.
     *
     * @param index not less than the one asked before; of a series with at least two bars
     */
    public long of(int index) {
        if (bar < index) {
            while (bar < index) {
                take(++bar);
            }
            end = isLatest ? end(usualStep(times, bar), longest) : end(smallest, smallest);
        }
        return end;
    }

    private void take(int next) {
        long before = times[Math.max(1, next)] - times[Math.max(1, next) - 1];
        smallest = Math.min(smallest, before);
        long step = smallest;
        if (isLatest) {
            long usual = usualStep(times, next);
            step = usual;
            longest = Math.max(isAlike(longest, usual) ? longest : 0, isAlike(before, usual) ? Math.max(before, usual) : usual);
        }
        if (step < DAY - HOUR) {
            isLocal = false; // not of whole days: no calendar
            later = DAY;
            return;
        }
        long off = Math.floorMod(times[next] - times[0] + DAY / 2, DAY) - DAY / 2;
        earlier = Math.min(earlier, off);
        later = Math.max(later, off);
        isLocal &= millis(at(next, zone).toLocalDate(), zone) == times[next];
    }

    private ZonedDateTime at(int index, @Nullable ZoneId clock) {
        return Instant.ofEpochMilli(times[index]).atZone(clock == null ? ZoneOffset.UTC : clock);
    }

    /** Returns when a bar begins on a date, at the time of day of the first one; where clocks leave that time out, when it would have been. */
    private long millis(LocalDate date, @Nullable ZoneId clock) {
        return date.atTime(at(0, clock).toLocalTime()).atZone(clock == null ? ZoneOffset.UTC : clock).toInstant().toEpochMilli();
    }

    /**
     * Returns the end of the newest bar.
     *
     * @param step the usual one, or the smallest
     * @param length the longest like it, or the smallest
     */
    private long end(long step, long length) {
        long start = times[bar];
        if (step < DAY - HOUR) {
            if (zone == null || step <= HOUR) {
                return start + length;
            }
            // Bars of several hours that follow a local clock last an hour more when it is put back, and less when it is put forward.
            long local = at(bar, zone).toLocalDateTime().plus(step, ChronoUnit.MILLIS).atZone(zone).toInstant().toEpochMilli();
            return isLatest ? Math.max(local, start + length) : Math.min(local, start + length);
        }
        long days = Math.round((double) step / DAY);
        boolean isWholeDays = Math.abs(step - days * DAY) <= HOUR;
        boolean isUtc = earlier == 0 && later == 0;
        ZoneId clock = isLocal ? zone : isUtc ? ZoneOffset.UTC : null;
        long slack = clock == null && later - earlier > HOUR || isLocal || isUtc && (isMidnight() || start - times[0] > 366 * DAY) ? 0 : HOUR;
        if (!isLatest) {
            slack = -slack;
        }
        if (step >= SHORTEST_MONTH) {
            int months = clock == null ? 0 : months(clock);
            return months > 0 ? millis(at(bar, clock).toLocalDate().plusMonths(months), clock) + slack : start + ofMonths(step, length) + (isUtc && isMidnight() ? 0 : isLatest ? HOUR : -HOUR);
        }
        if (!isWholeDays) {
            return start + length;
        }
        return clock != null
                ? millis(at(bar, clock).toLocalDate().plusDays(days), clock) + slack
                : later - earlier > HOUR ? start + length : season(start, days);
    }

    private boolean isMidnight() {
        return Math.floorMod(times[0], DAY) == 0;
    }

    /** Returns the end of a bar of days whose starts were seen at two hours: the earlier one is summer's, when a day may have 25 hours and not 23. */
    private long season(long start, long days) {
        long off = Math.floorMod(start - times[0] + DAY / 2, DAY) - DAY / 2;
        boolean isSummer = off == earlier;
        return start + days * DAY + (isLatest ? isSummer ? HOUR : 0 : isSummer ? 0 : -HOUR);
    }

    /** Returns how many calendar months a bar has; 0 where bars do not begin on the same day of the month. */
    private int months(ZoneId clock) {
        if (bar + 1 < EQUAL_DAYS) {
            return 0;
        }
        int[] apart = new int[Math.min(LOOKED_AT, bar)];
        ZonedDateTime last = at(bar, clock);
        ZonedDateTime next = last;
        for (int k = 0; k < apart.length; k++) {
            ZonedDateTime one = at(bar - k - 1, clock);
            apart[k] = 12 * (next.getYear() - one.getYear()) + next.getMonthValue() - one.getMonthValue();
            if (one.getDayOfMonth() != last.getDayOfMonth() || last.getDayOfMonth() > 28) {
                return 0;
            }
            next = one;
        }
        Arrays.sort(apart);
        return apart[isLatest ? (apart.length - 1) / 4 : 0];
    }

    /** Returns how long a bar of about a month, a quarter or a year is where it does not begin on the same day of each: a month has 28 to 31 days. */
    private long ofMonths(long step, long length) {
        boolean isMonth = step <= LONGEST_MONTH + HOUR;
        return isLatest
                ? Math.max(length, isMonth ? LONGEST_MONTH : step + MOST_DAYS_APART * DAY)
                : Math.min(length, isMonth ? 28 * DAY : step - MOST_DAYS_APART * DAY);
    }

    /** Returns the step before a bar that is neither a gap nor an exception: of the last ten the third smallest, of fewer a smaller one. */
    public static long usualStep(long[] times, int bar) {
        int last = Math.max(1, bar);
        long[] steps = new long[Math.min(last, LOOKED_AT)];
        for (int k = 0; k < steps.length; k++) {
            steps[k] = times[last - k] - times[last - k - 1];
        }
        Arrays.sort(steps);
        return steps[(steps.length - 1) / 4];
    }

    /** Returns whether a step is no gap: longer than the usual one by the calendar alone, as months and days of a local clock are. */
    public static boolean isAlike(long step, long usual) {
        return step < usual + usual / 4;
    }
}
