package dev.fastback.data.text;

import dev.fastback.data.BarSteps;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A number that stands for a time, exactly as it is written, whole or with decimals, behind a point or a comma, or an exponent. What it counts is not told by
 * one number: {@link TimeLook} decides for a column.
 */
final class TimeNumber {
    /** What a number since the epoch counts. */
    enum Unit {
        SECONDS(1_000_000_000L, 1e11),
        MILLISECONDS(1_000_000L, 1e14),
        MICROSECONDS(1_000L, 1e17),
        NANOSECONDS(1L, 1e19);

        private final long nanos;
        private final double below;

        Unit(long nanos, double below) {
            this.nanos = nanos;
            this.below = below;
        }

        /** Returns the unit in which numbers of this size are times of the last fifty years and the next. */
        static Unit ofMagnitude(double magnitude) {
            for (Unit unit : values()) {
                if (magnitude < unit.below) {
                    return unit;
                }
            }
            return NANOSECONDS;
        }

        /** Returns how long one is. */
        double seconds() {
            return nanos / 1e9;
        }

        String words() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int MAX_LENGTH = 40;
    private static final int LONG_DIGITS = 18;
    /** Serial day of 1970-01-01, counted from 1899-12-30. */
    private static final long SERIAL_OF_EPOCH = 25_569;
    private static final long SECONDS_OF_DAY = 86_400;

    private long whole;
    private int digits;
    private boolean negative;
    private @Nullable BigDecimal exact;

    /** Reads the number; returns whether the text is one. */
    boolean read(byte[] b, int from, int to) {
        exact = null;
        negative = from < to && b[from] == '-';
        int start = negative ? from + 1 : from;
        digits = to - start;
        if (digits < 1 || digits > MAX_LENGTH) {
            return false;
        }
        long value = 0;
        int p = start;
        while (p < to && b[p] >= '0' && b[p] <= '9') {
            value = 10 * value + (b[p++] - '0');
        }
        if (p == to && digits <= LONG_DIGITS) {
            whole = negative ? -value : value;
            return true;
        }
        return p > start && p < to - 1 && b[p] == ',' ? readExact(withPoint(b, from, to, p), 0, to - from) : readExact(b, from, to);
    }

    /** Returns the text with a point for the decimal comma. */
    private static byte[] withPoint(byte[] b, int from, int to, int comma) {
        byte[] text = Arrays.copyOfRange(b, from, to);
        text[comma - from] = '.';
        return text;
    }

    private boolean readExact(byte[] b, int from, int to) {
        double near = DecimalParser.parse(b, from, to);
        if (!(Math.abs(near) < 1e19)) {
            return false;
        }
        if (near != 0 && Math.abs(near) < 1e-9) {
            return false; // the exact value of 1e-99999 is no time, and would be long
        }
        BigDecimal value = near == 0 ? BigDecimal.ZERO : new BigDecimal(new String(b, from, to - from, StandardCharsets.ISO_8859_1));
        BigDecimal floor = value.setScale(0, RoundingMode.FLOOR);
        if (floor.compareTo(value) != 0 || floor.precision() > LONG_DIGITS) {
            exact = value;
            digits = 0;
        } else {
            digits = floor.precision();
        }
        whole = floor.longValue();
        return true;
    }

    /** Returns the number, to the nearest double. */
    double value() {
        return exact == null ? whole : exact.doubleValue();
    }

    /** Returns the time of a compact date of 8, 12 or 14 digits; {@link TimeParser#UNREADABLE} when it is none. */
    long compactMillis() {
        if (exact != null || negative || (digits != 8 && digits != 12 && digits != 14)) {
            return TimeParser.UNREADABLE;
        }
        long rest = whole;
        int second = 0;
        if (digits == 14) {
            second = (int) (rest % 100);
            rest /= 100;
        }
        int minute = 0;
        int hour = 0;
        if (digits >= 12) {
            minute = (int) (rest % 100);
            hour = (int) (rest / 100 % 100);
            rest /= 10_000;
        }
        if (second > 59 || minute > 59 || hour > 23) {
            return TimeParser.UNREADABLE;
        }
        long day = TimeParser.date((int) (rest / 10_000), (int) (rest / 100 % 100), (int) (rest % 100));
        return day == TimeParser.UNREADABLE ? day : day + ((hour * 60L + minute) * 60 + second) * 1000;
    }

    /** Returns whether these are the ten digits of a date with a year of two digits and a time, 2401021330. */
    boolean isShortDate() {
        return exact == null && digits == 10 && !negative && whole % 100 < 60 && whole / 100 % 100 < 24
                && TimeParser.date((int) (2000 + whole / 100_000_000), (int) (whole / 1_000_000 % 100), (int) (whole / 10_000 % 100))
                        != TimeParser.UNREADABLE;
    }

    /** Returns the time of a serial day, to the nearest second, since serial numbers of times of day are rounded. */
    long serialMillis() {
        if (Math.abs(value()) > 1e7) {
            return TimeParser.UNREADABLE;
        }
        if (exact == null) {
            return (whole - SERIAL_OF_EPOCH) * BarSteps.DAY_MILLIS;
        }
        long seconds = exact.multiply(BigDecimal.valueOf(SECONDS_OF_DAY)).setScale(0, RoundingMode.HALF_EVEN).longValue();
        return (seconds - SERIAL_OF_EPOCH * SECONDS_OF_DAY) * 1000;
    }

    /** Returns the time that is so many units after the epoch, cut to milliseconds. */
    long millis(Unit unit) {
        if (exact != null) {
            return exact.multiply(BigDecimal.valueOf(unit.nanos))
                    .movePointLeft(6)
                    .setScale(0, RoundingMode.FLOOR)
                    .longValue();
        }
        return switch (unit) {
            case SECONDS -> whole * 1000;
            case MILLISECONDS -> whole;
            case MICROSECONDS -> Math.floorDiv(whole, 1000L);
            case NANOSECONDS -> Math.floorDiv(whole, 1_000_000L);
        };
    }

    /** Returns the part of a millisecond that {@link #millis} cuts off, nanoseconds. */
    long nanosBeyond(Unit unit) {
        if (exact != null) {
            return exact.multiply(BigDecimal.valueOf(unit.nanos)).setScale(0, RoundingMode.FLOOR).toBigInteger()
                    .mod(BigInteger.valueOf(1_000_000)).longValue();
        }
        return unit.nanos >= 1_000_000 ? 0 : Math.floorMod(whole, 1_000_000 / unit.nanos) * unit.nanos;
    }
}
