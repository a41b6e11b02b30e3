package dev.fastback.data;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Turns what came out of a file into text that is safe to print on one line. */
public final class Printable {
    private static final int MAX_VALUE_LENGTH = 40;
    /** The year 10000, whose texts are longer. */
    private static final long LAST_MILLIS = 253_402_300_800_000L;

    private Printable() {}

    /** Returns the text with every character that could break or disguise a line replaced by an escape. */
    public static String text(String raw) {
        StringBuilder out = new StringBuilder(raw.length());
        raw.codePoints().forEach(point -> {
            switch (Character.getType(point)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE,
                        Character.PRIVATE_USE,
                        Character.UNASSIGNED -> out.append(String.format(Locale.ROOT, "\\u%04x", point));
                default -> out.appendCodePoint(point);
            }
        });
        return out.toString();
    }

    /** Returns a field's bytes as text, shortened when long. */
    public static String field(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + 4 * MAX_VALUE_LENGTH);
        String text = text(new String(bytes, from, end - from, StandardCharsets.UTF_8));
        boolean whole = end == to && text.length() <= MAX_VALUE_LENGTH;
        return whole ? text : text.substring(0, Math.min(text.length(), MAX_VALUE_LENGTH)) + "...";
    }

    /** Returns a count with its noun: 1 bar, 2 bars. */
    public static String count(long count, String noun) {
        return count + " " + noun + plural(count);
    }

    /** Returns the ending of a noun: none of one, an s of any other number. */
    public static String plural(long count) {
        return count == 1 ? "" : "s";
    }

    /** Returns a number without exponent where that is short: 12345678 and 0.5 rather than 1.2345678E7 and 0.5. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return Math.abs(value) >= 1e-9 && Math.abs(value) < 1e15
                ? new BigDecimal(Double.toString(value)).toPlainString()
                : Double.toString(value);
    }

    /** Returns a local time, given as if it were UTC, as an ISO date or date-time without a zone. */
    public static String localTime(long millis) {
        String time = time(millis);
        return time.endsWith("Z") ? time.substring(0, time.length() - 1) : time;
    }

    /** Returns a time as an ISO date when it is midnight UTC, else as an ISO instant. */
    public static String time(long millis) {
        if (Math.floorMod(millis, BarSteps.DAY_MILLIS) != 0) {
            return instant(millis);
        }
        return isUsual(millis)
                ? digits(millis / BarSteps.DAY_MILLIS, 0, "0000-00-00")
                : LocalDate.ofEpochDay(Math.floorDiv(millis, BarSteps.DAY_MILLIS)).toString();
    }

    /** Returns a time as an ISO instant. */
    public static String instant(long millis) {
        return isUsual(millis)
                ? digits(millis / BarSteps.DAY_MILLIS, (int) (millis % BarSteps.DAY_MILLIS / 1000), "0000-00-00T00:00:00Z")
                : Instant.ofEpochMilli(millis).toString();
    }

    private static boolean isUsual(long millis) {
        return millis >= 0 && millis < LAST_MILLIS && millis % 1000 == 0;
    }

    /** Returns the text of a day since 1970 and a second of it, in place of a form's digits: as the classes of java.time would, in a tenth of their time. */
    private static String digits(long day, int second, String form) {
        // Days of eras of 400 years from the first of March of year 0, as in H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013.
        int days = (int) day + 719_468;
        int inEra = days % 146_097;
        int yearOfEra = (inEra - inEra / 1460 + inEra / 36_524 - inEra / 146_096) / 365;
        int inYear = inEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int fromMarch = (5 * inYear + 2) / 153;
        int month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
        int year = yearOfEra + days / 146_097 * 400 + (month <= 2 ? 1 : 0);
        byte[] text = form.getBytes(StandardCharsets.ISO_8859_1);
        two(text, 0, year / 100);
        two(text, 2, year % 100);
        two(text, 5, month);
        two(text, 8, inYear - (153 * fromMarch + 2) / 5 + 1);
        if (second > 0) {
            two(text, 11, second / 3600);
            two(text, 14, second / 60 % 60);
            two(text, 17, second % 60);
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void two(byte[] text, int at, int number) {
        text[at] = (byte) ('0' + number / 10);
        text[at + 1] = (byte) ('0' + number % 10);
    }

    /** Returns for example {@code line 3, column close, value "1,5"}, leaving out what is not known. */
    public static String place(String rowWord, long line, @Nullable String column, @Nullable String value) {
        StringJoiner place = new StringJoiner(", ");
        if (line > 0) {
            place.add(rowWord + " " + line);
        }
        if (column != null) {
            place.add("column " + column);
        }
        if (value != null) {
            place.add("value \"" + value + "\"");
        }
        return place.toString();
    }
}
