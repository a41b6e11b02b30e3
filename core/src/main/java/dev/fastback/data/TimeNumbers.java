package dev.fastback.data;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * The plain numbers of a time column, one per row, whose kind is decided when all are there: most of them have it.
 *
 * <p>Few numbers are plausible times of two kinds, but some that are no times at all, such as 7012024 or a year, are epoch
 * seconds of 1970 or serial days of 1905. Times within ten years of the epoch, and serial days before 1960, are therefore
 * doubtful: they are read only in a column that reaches them from other times without a gap of more than ten years.
 * Doubtful too are the nanoseconds of 1988 to 1990, which are as large as .NET ticks of this time.
 *
 * <p>In a column of epoch numbers, one of another unit is read by its own size, unless it is doubtful.
 */
final class TimeNumbers {
    private static final long FIRST = LocalDate.of(1900, 1, 1).toEpochDay() * BarSteps.DAY_MILLIS;
    private static final long FIRST_CLEAR_SERIAL = LocalDate.of(1960, 1, 1).toEpochDay() * BarSteps.DAY_MILLIS;
    private static final double TEN_YEARS = 3_653.0 * BarSteps.DAY_MILLIS;
    private static final double TICKS_FROM = 5.99e17;
    private static final double TICKS_TO = 6.63e17;
    private static final int MIN_CAPACITY = 1024;

    private double[] values = new double[MIN_CAPACITY];
    private int rows;
    private int count;

    private TimeKind kind = TimeKind.COMPACT;
    private double end;
    private double from = Double.POSITIVE_INFINITY;
    private double to = Double.NEGATIVE_INFINITY;

    /** Adds the number of the next row; NaN where its time is text. */
    void add(double number) {
        if (rows == values.length) {
            values = Arrays.copyOf(values, rows + (rows >> 1));
        }
        values[rows++] = number;
        count += Double.isNaN(number) ? 0 : 1;
    }

    /** Returns how many rows there are. */
    int rows() {
        return rows;
    }

    /** Returns the number of a row; NaN where its time is text. */
    double value(int row) {
        return values[row];
    }

    /**
     * Decides what the numbers are.
     *
     * @param earlierRows how many rows there were before the first number
     * @param now the present, for which times after tomorrow (UTC) are implausible
     */
    void decide(long earlierRows, Instant now) {
        end = now.truncatedTo(ChronoUnit.DAYS).plus(2, ChronoUnit.DAYS).toEpochMilli();
        // Where most times are text, no number can be trusted but a date that lacks its hyphens.
        kind = earlierRows + rows - count >= count ? TimeKind.COMPACT : mostFrequent();
        // What is plausible and not doubtful as one kind is of no other kind by its size.
        boolean hasDoubtful = false;
        for (int i = 0; i < rows; i++) {
            double time = kind.millis(values[i]);
            if (isPlausible(time)) {
                boolean doubtful = isDoubtful(kind, values[i], time);
                hasDoubtful |= doubtful;
                from = doubtful ? from : Math.min(from, time);
                to = doubtful ? to : Math.max(to, time);
            }
        }
        if (hasDoubtful && from <= to) {
            reachDoubtful();
        }
    }

    /** Returns a number's time, milliseconds since the epoch with a fraction; NaN when it is none. */
    double millis(double number) {
        double time = kind.millis(number);
        if (time >= from && time <= to) {
            return time;
        }
        TimeKind own = TimeKind.of(number);
        if (own != kind && own.isEpoch() && kind.isEpoch()) {
            double other = own.millis(number);
            return isPlausible(other) && !isDoubtful(own, number, other) ? other : Double.NaN;
        }
        return Double.NaN;
    }

    /** Returns why a number is no time. */
    String complaint(double number) {
        TimeKind own = TimeKind.of(number);
        double time = own.millis(number);
        String reading = "would be " + Printable.time((long) time) + " as " + own.words();
        if (time < FIRST) {
            return reading + ", which is before 1900";
        }
        if (time >= end) {
            return reading + ", which is after tomorrow";
        }
        return own == kind || (own.isEpoch() && kind.isEpoch())
                ? reading + ", which the other times do not bear out; write ISO dates"
                : reading + ", but the column holds " + (kind == TimeKind.COMPACT ? "dates" : kind.words());
    }

    /** Returns a number as a file would have it. */
    static String text(double number) {
        String plain = new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
        return plain.length() <= Long.SIZE / 2 ? plain : Double.toString(number);
    }

    private TimeKind mostFrequent() {
        int[] counts = new int[TimeKind.values().length];
        for (int i = 0; i < rows; i++) {
            if (!Double.isNaN(values[i])) {
                counts[TimeKind.of(values[i]).ordinal()]++;
            }
        }
        TimeKind most = TimeKind.COMPACT;
        for (TimeKind candidate : TimeKind.values()) {
            most = counts[candidate.ordinal()] > counts[most.ordinal()] ? candidate : most;
        }
        return most;
    }

    /** Extends the range of times by the doubtful ones that it reaches. */
    private void reachDoubtful() {
        double[] doubtful = Arrays.stream(values, 0, rows)
                .filter(number -> isDoubtful(kind, number, kind.millis(number)))
                .map(kind::millis)
                .filter(this::isPlausible)
                .sorted()
                .toArray();
        for (double time : doubtful) {
            to = time > to && time - to <= TEN_YEARS ? time : to;
        }
        for (int i = doubtful.length - 1; i >= 0; i--) {
            from = doubtful[i] < from && from - doubtful[i] <= TEN_YEARS ? doubtful[i] : from;
        }
    }

    private boolean isPlausible(double time) {
        return time >= FIRST && time < end;
    }

    private static boolean isDoubtful(TimeKind kind, double number, double time) {
        return switch (kind) {
            case COMPACT -> false;
            case SERIAL -> time < FIRST_CLEAR_SERIAL;
            case SECONDS, MILLIS, MICROS -> Math.abs(time) < TEN_YEARS;
            case NANOS -> Math.abs(time) < TEN_YEARS || (number >= TICKS_FROM && number <= TICKS_TO);
        };
    }
}
