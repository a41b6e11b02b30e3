package dev.fastback.data.text;

import dev.fastback.data.BarSteps;

/**
 * Reads the time of a bar from bytes. These forms are read; all other text is refused.
 *
 * <ul>
 *   <li>ISO date, {@code 2024-02-29}, also without hyphens, {@code 20240229}: midnight UTC. Eight digits are always a date.
 *   <li>ISO date-time, {@code 2024-02-29T13:30}, with optional seconds and fraction, a blank allowed instead of the T. With
 *       {@code Z} or an offset ({@code +05:30}, {@code +0530}, {@code +05}) it is that instant, without one it is UTC.
 *       Fractions are cut to milliseconds.
 *   <li>A whole number other than of eight digits: seconds since the epoch when its magnitude is below 10^11 (the year
 *       5138), else milliseconds when it is below 10^14 (10^11 ms is March 1973).
 * </ul>
 */
final class TimeParser {
    /** The result for text that is no time. */
    static final long UNREADABLE = Long.MIN_VALUE;

    private static final long SECONDS_BELOW = 100_000_000_000L;
    private static final int MAX_EPOCH_DIGITS = 14;

    private TimeParser() {}

    /** Returns the time in {@code [from, to)} in milliseconds since the epoch, or {@link #UNREADABLE}. */
    static long parse(byte[] b, int from, int to) {
        int length = to - from;
        if (length >= 10 && b[from + 4] == '-' && b[from + 7] == '-') {
            long date = date(digits(b, from, 4), digits(b, from + 5, 2), digits(b, from + 8, 2));
            return length == 10 || date == UNREADABLE ? date : dateTime(date, b, from + 10, to);
        }
        return length == 8 && b[from] != '-'
                ? date(digits(b, from, 4), digits(b, from + 4, 2), digits(b, from + 6, 2))
                : epoch(b, from, to);
    }

    private static long epoch(byte[] b, int from, int to) {
        boolean negative = from < to && b[from] == '-';
        int start = negative ? from + 1 : from;
        if (start == to || to - start > MAX_EPOCH_DIGITS) {
            return UNREADABLE;
        }
        long value = 0;
        for (int p = start; p < to; p++) {
            if (b[p] < '0' || b[p] > '9') {
                return UNREADABLE;
            }
            value = 10 * value + (b[p] - '0');
        }
        long millis = value < SECONDS_BELOW ? 1000 * value : value;
        return negative ? -millis : millis;
    }

    private static long dateTime(long date, byte[] b, int from, int to) {
        if ((b[from] != 'T' && b[from] != 't' && b[from] != ' ') || to - from < 6 || b[from + 3] != ':') {
            return UNREADABLE;
        }
        int hour = digits(b, from + 1, 2);
        int minute = digits(b, from + 4, 2);
        int second = 0;
        int milli = 0;
        int p = from + 6;
        if (p + 3 <= to && b[p] == ':') {
            second = digits(b, p + 1, 2);
            p += 3;
            if (p < to && b[p] == '.') {
                int start = ++p;
                for (int scale = 100; p < to && b[p] >= '0' && b[p] <= '9'; p++, scale /= 10) {
                    milli += scale * (b[p] - '0');
                }
                if (p == start || p - start > 9) {
                    return UNREADABLE;
                }
            }
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return UNREADABLE;
        }
        long local = date + ((hour * 60L + minute) * 60 + second) * 1000 + milli;
        return p == to ? local : minusOffset(local, b, p, to);
    }

    private static long minusOffset(long local, byte[] b, int from, int to) {
        int length = to - from;
        if (length == 1 && (b[from] == 'Z' || b[from] == 'z')) {
            return local;
        }
        boolean colon = length == 6 && b[from + 3] == ':';
        if ((b[from] != '+' && b[from] != '-') || (length != 3 && length != 5 && !colon)) {
            return UNREADABLE;
        }
        int hours = digits(b, from + 1, 2);
        int minutes = length == 3 ? 0 : digits(b, to - 2, 2);
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return UNREADABLE;
        }
        long offset = (hours * 60L + minutes) * 60_000;
        return b[from] == '-' ? local + offset : local - offset;
    }

    /** Returns the number that {@code count} digits form, negative when one of them is none. */
    private static int digits(byte[] b, int from, int count) {
        int value = 0;
        for (int p = from; p < from + count; p++) {
            if (b[p] < '0' || b[p] > '9') {
                return -1;
            }
            value = 10 * value + (b[p] - '0');
        }
        return value;
    }

    // Days from the civil calendar: years start in March, so that the leap day is the last day of its year.
    static long date(int year, int month, int day) {
        if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) {
            return UNREADABLE;
        }
        int shifted = month > 2 ? year : year - 1;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        long days = 365L * shifted + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468;
        return days * BarSteps.DAY_MILLIS;
    }

    private static int daysOf(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }
}
