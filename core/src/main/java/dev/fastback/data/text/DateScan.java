package dev.fastback.data.text;

import dev.fastback.data.BarSteps;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes a date that people write apart: three parts in any order, the month in digits or as an English name, then, where there is
 * one, a time of day and a zone. {@code 1/2/2024}, {@code 02.01.2024 13:30}, {@code Jan 2, 2024}, {@code 02-Jan-24 1:30 PM},
 * {@code 02JAN2024}, {@code 20240102 133000}, {@code 2024.01.02 13:30:00.250 GMT+0100}. Which part is which is told apart by {@link Order}.
 */
final class DateScan {
    /** In which order day, month and year stand. */
    enum Order {
        YMD("year, month, day"),
        DMY("day, month, year"),
        MDY("month, day, year");

        private final String words;

        Order(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final int MAX_LENGTH = 96;

    private final int[] parts = new int[3];
    private final int[] lengths = new int[3];
    private int monthName;
    private byte mark;
    private long millisOfDay;
    private boolean timed;
    private @Nullable String zone;

    private byte[] b = {};
    private int p;
    private int end;

    /** Takes the text apart; returns whether it is a date of such a form. */
    boolean scan(byte[] bytes, int from, int to) {
        b = bytes;
        p = from;
        end = to;
        monthName = -1;
        millisOfDay = 0;
        timed = false;
        zone = null;
        if (to - from < 6 || to - from > MAX_LENGTH) {
            return false;
        }
        return date() && (p == end || timeAndZone());
    }

    private boolean date() {
        skipWord(DAYS);
        blanks(',');
        int digits = digitsAhead();
        if (digits == 8) {
            parts[0] = number(4);
            parts[1] = number(2);
            parts[2] = number(2);
            lengths[0] = 4;
            mark = 0;
            return true;
        }
        for (int i = 0; i < 3; i++) {
            if (i > 0 && !separator(i)) {
                return false;
            }
            digits = digitsAhead();
            if (digits == 0) {
                int month = skipWord(MONTHS);
                if (month < 0 || monthName >= 0) {
                    return false;
                }
                monthName = i;
                parts[i] = month + 1;
                lengths[i] = 0;
            } else if (digits <= 2 || digits == 4) {
                parts[i] = number(digits);
                lengths[i] = digits;
            } else {
                return false;
            }
        }
        return lengths[1] <= 2 && (lengths[0] != 4 || lengths[2] != 4);
    }

    private boolean separator(int i) {
        if (p == end) {
            return false;
        }
        byte found = b[p];
        if (found == '-' || found == '/' || found == '.') {
            if (i == 2 && found != mark) {
                return false;
            }
            mark = found;
            p++;
            return true;
        }
        mark = ' ';
        int start = p;
        blanks(',');
        return p > start || isLetter(b[p]) != isLetter(b[p - 1]);
    }

    private static boolean isLetter(byte c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    private boolean timeAndZone() {
        int start = p;
        if (b[p] == 'T' || b[p] == 't' || b[p] == '_') {
            p++;
        } else {
            blanks(',');
        }
        if (p == end) {
            return true;
        }
        if (digitsAhead() > 0) {
            if (p == start || !timeOfDay()) {
                return false;
            }
            blanks(' ');
        }
        if (p < end) {
            zone = new String(b, p, end - p, StandardCharsets.UTF_8).strip();
            return Zones.find(zone) != null;
        }
        return true;
    }

    private boolean timeOfDay() {
        int digits = digitsAhead();
        int hour;
        int minute;
        int second = 0;
        int milli = 0;
        if (digits == 4 || digits == 6) {
            hour = number(2);
            minute = number(2);
            second = digits == 6 ? number(2) : 0;
        } else {
            if (digits > 2) {
                return false;
            }
            hour = number(digits);
            minute = 0;
            if (skip(':')) {
                if (digitsAhead() != 2) {
                    return false;
                }
                minute = number(2);
                if (skip(':')) {
                    if (digitsAhead() != 2) {
                        return false;
                    }
                    second = number(2);
                }
            } else if (!isHalfAhead()) {
                return false;
            }
        }
        if (skip('.')) {
            int count = digitsAhead();
            if (count == 0 || count > 9) {
                return false;
            }
            for (int scale = 100; count > 0; count--, scale /= 10) {
                milli += scale * number(1);
            }
        }
        int half = half();
        if (half >= 0) {
            if (hour < 1 || hour > 12) {
                return false;
            }
            hour = hour % 12 + 12 * half;
        }
        timed = true;
        millisOfDay = ((hour * 60L + minute) * 60 + second) * 1000 + milli;
        return hour < 24 && minute < 60 && second < 60;
    }

    /** Returns whether AM or PM follows, and passes a hyphen before it. */
    private boolean isHalfAhead() {
        skip('-');
        int start = p;
        boolean found = half() >= 0;
        p = start;
        return found;
    }

    /** Returns 0 after AM, 1 after PM, -1 where neither follows. */
    private int half() {
        int start = p;
        blanks(' ');
        if (p + 2 <= end && (b[p + 1] | 0x20) == 'm' && (p + 2 == end || b[p + 2] == ' ')) {
            int letter = b[p] | 0x20;
            if (letter == 'a' || letter == 'p') {
                p += 2;
                return letter == 'a' ? 0 : 1;
            }
        }
        p = start;
        return -1;
    }

    /** Skips a word that begins as one of these, and a point after it; returns which, or -1 where there is none. */
    private int skipWord(List<String> words) {
        int start = p;
        while (p < end && isLetter(b[p])) {
            p++;
        }
        if (p - start >= 3 && p - start <= 9) {
            String word = new String(b, start, p - start, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            int found = words.indexOf(word.substring(0, 3));
            if (found >= 0) {
                if (p < end && b[p] == '.') {
                    p++;
                }
                return found;
            }
        }
        p = start;
        return -1;
    }

    private void blanks(char also) {
        while (p < end && (b[p] == ' ' || b[p] == also)) {
            p++;
        }
    }

    private boolean skip(char c) {
        if (p < end && b[p] == c) {
            p++;
            return true;
        }
        return false;
    }

    private int digitsAhead() {
        int q = p;
        while (q < end && b[q] >= '0' && b[q] <= '9') {
            q++;
        }
        return q - p;
    }

    private int number(int digits) {
        int value = 0;
        for (int stop = p + digits; p < stop; p++) {
            value = 10 * value + (b[p] - '0');
        }
        return value;
    }

    /** Returns whether the text tells itself which part is which; {@link #order()} has it then. */
    boolean isPlain() {
        return lengths[0] == 4 || monthName == 1 || (monthName >= 0 && (lengths[2] == 4 || monthName == 0));
    }

    /** Returns the order that the text tells, or that dates with points have. */
    Order order() {
        return lengths[0] == 4 ? Order.YMD : monthName == 0 ? Order.MDY : Order.DMY;
    }

    /** Returns whether the parts stand with points between them, which only dates that begin with the day do. */
    boolean hasPoints() {
        return mark == '.';
    }

    /** Returns whether the parts are a date in an order. */
    boolean fits(Order order) {
        return day(order) != TimeParser.UNREADABLE;
    }

    /** Returns the day since the epoch in an order in which the parts fit. */
    long epochDay(Order order) {
        return Math.floorDiv(day(order), BarSteps.DAY_MILLIS);
    }

    /** Returns whether there is a time of day. */
    boolean isTimed() {
        return timed;
    }

    /** Returns the zone or offset that the text names, null when it names none. */
    @Nullable String zone() {
        return zone;
    }

    /** Returns the time in milliseconds since the epoch, as if local times were UTC; {@link TimeParser#UNREADABLE} if it is none. */
    long millis(Order order) {
        long day = day(order);
        if (day == TimeParser.UNREADABLE) {
            return TimeParser.UNREADABLE;
        }
        long local = day + millisOfDay;
        if (zone == null) {
            return local;
        }
        LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochMilli(local), ZoneOffset.UTC);
        return local - 1000L * Objects.requireNonNull(Zones.find(zone)).getRules().getOffset(time).getTotalSeconds();
    }

    private long day(Order order) {
        boolean yearFirst = order == Order.YMD;
        int yearAt = yearFirst ? 0 : 2;
        if (lengths[yearAt] != 4 && (lengths[yearAt] != 2 || lengths[2 - yearAt] == 4)) {
            return TimeParser.UNREADABLE;
        }
        int year = parts[yearAt];
        if (lengths[yearAt] == 2) {
            year += year < 70 ? 2000 : 1900;
        }
        int monthAt = order == Order.MDY ? 0 : 1;
        if (monthName >= 0 && monthName != monthAt) {
            return TimeParser.UNREADABLE;
        }
        return TimeParser.date(year, parts[monthAt], parts[yearFirst ? 2 : 1 - monthAt]);
    }
}
