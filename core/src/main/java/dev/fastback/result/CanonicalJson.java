package dev.fastback.result;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes maps, lists, strings, numbers, booleans and null as canonical JSON by RFC 8785: keys sorted by UTF-16 units, no
 * white space, numbers as ECMAScript writes them (shortest digits that give the same double; a whole number beyond 2^53 becomes the nearest one).
 */
public final class CanonicalJson {
    private static final int PIECE = 1 << 13;

    private CanonicalJson() {}

    /** Returns the canonical text of a tree. */
    public static String write(@Nullable Object tree) {
        StringBuilder whole = new StringBuilder();
        writeWithout(tree, "", whole::append);
        return whole.toString();
    }

    /**
     * Writes the canonical text of a tree in pieces, leaving out every entry with the given key; lists are gone through once, so that
     * one that makes its items when they are got need not fit in memory.
     */
    static void writeWithout(@Nullable Object tree, String omittedKey, Consumer<String> sink) {
        StringBuilder out = new StringBuilder();
        append(out, tree, omittedKey, sink);
        sink.accept(out.toString());
    }

    private static void append(StringBuilder out, @Nullable Object node, String omittedKey, Consumer<String> sink) {
        switch (node) {
            case null -> out.append("null");
            case String s -> appendString(out, s);
            case Boolean b -> out.append(b.booleanValue());
            case Integer i -> out.append(number(i));
            case Long l -> out.append(number(l));
            case Double d -> out.append(number(d));
            case Map<?, ?> map -> appendMap(out, map, omittedKey, sink);
            case List<?> list -> {
                char separator = '[';
                for (Object item : list) {
                    out.append(separator);
                    append(out, item, omittedKey, sink);
                    separator = ',';
                    if (out.length() > PIECE) {
                        sink.accept(out.toString());
                        out.setLength(0);
                    }
                }
                out.append(separator == '[' ? "[]" : "]");
            }
            default -> throw new IllegalArgumentException("no JSON for " + node.getClass());
        }
    }

    private static void appendMap(StringBuilder out, Map<?, ?> map, String omittedKey, Consumer<String> sink) {
        Object[] keys = map.keySet().toArray();
        Arrays.sort(keys);
        char separator = '{';
        for (Object key : keys) {
            if (key.equals(omittedKey)) {
                continue;
            }
            out.append(separator);
            appendString(out, (String) key);
            out.append(':');
            append(out, map.get(key), omittedKey, sink);
            separator = ',';
        }
        out.append(separator == '{' ? "{}" : "}");
    }

    /**
     * Returns a number as ECMAScript's {@code Number::toString} writes it.
     *
     * @throws IllegalArgumentException if it is not finite: JSON has no such numbers
     */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("no JSON for " + value);
        }
        if (value == 0) {
            return "0";
        }
        if (Math.abs(value) < 9.007199254740992E15 && value == Math.rint(value)) {
            return Long.toString((long) value);
        }
        if (Math.abs(value) >= 1e-3 && Math.abs(value) < 1e7) {
            return Double.toString(value); // no exponent and not whole: the same text
        }
        // Double.toString gives the shortest digits, but at least two; one is enough for some of the smallest numbers.
        BigDecimal decimal = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
        if (decimal.precision() == 2) {
            BigDecimal shorter = decimal.round(new MathContext(1));
            decimal = shorter.doubleValue() == Math.abs(value) ? shorter.stripTrailingZeros() : decimal;
        }
        String digits = decimal.unscaledValue().toString();
        int point = digits.length() - decimal.scale();
        StringBuilder out = new StringBuilder(value < 0 ? "-" : "");
        if (point > 21 || point < -5) {
            out.append(digits.charAt(0));
            if (digits.length() > 1) {
                out.append('.').append(digits, 1, digits.length());
            }
            int exponent = point - 1;
            out.append('e').append(exponent < 0 ? '-' : '+').append(Math.abs(exponent));
        } else if (point <= 0) {
            out.append("0.").repeat("0", -point).append(digits);
        } else if (point >= digits.length()) {
            out.append(digits).repeat("0", point - digits.length());
        } else {
            out.append(digits, 0, point).append('.').append(digits, point, digits.length());
        }
        return out.toString();
    }

    private static void appendString(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
