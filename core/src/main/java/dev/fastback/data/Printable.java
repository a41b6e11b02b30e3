package dev.fastback.data;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Turns what came out of a file into text that is safe to print on one line. */
public final class Printable {
    private static final int MAX_VALUE_LENGTH = 40;

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
                        Character.UNASSIGNED -> out.append(String.format("\\u%04x", point));
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

    /** Returns a time as an ISO date when it is midnight UTC, else as an ISO instant. */
    public static String time(long millis) {
        return Math.floorMod(millis, BarSteps.DAY_MILLIS) == 0
                ? LocalDate.ofEpochDay(Math.floorDiv(millis, BarSteps.DAY_MILLIS)).toString()
                : Instant.ofEpochMilli(millis).toString();
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
