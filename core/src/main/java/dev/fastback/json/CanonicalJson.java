package dev.fastback.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes maps, lists, strings, numbers, booleans and null as canonical JSON by RFC 8785: keys sorted by UTF-16 units, no
 * white space, numbers as ECMAScript writes them (shortest digits that give the same double).
 */
public final class CanonicalJson {
    /** Java writes numbers of this size and up to 10^7 without an exponent. */
    private static final double LEAST_PLAIN = 1e-3;
    /** JSON's canonical form has no exponent from here on. */
    private static final double LEAST_PLACED = 1e-6;

    private static final double FIRST_INEXACT = 0x1p53;

    private CanonicalJson() {}

    /**
     * Returns the canonical text of a tree.
     *
     * @throws IllegalArgumentException if it holds what JSON does not have: another type, a number that is not finite, a whole number that is
     *     no double
     */
    public static String write(@Nullable Object tree) {
        CanonicalSink sink = new CanonicalSink();
        write(tree, sink);
        return new String(sink.take(), StandardCharsets.UTF_8);
    }

    /**
     * Writes a tree as the next value of a text.
     *
     * @throws IllegalArgumentException as {@link #write(Object)}
     */
    public static void write(@Nullable Object node, CanonicalSink out) {
        switch (node) {
            case null -> out.nothing();
            case String s -> out.text(s);
            case Boolean b -> out.flag(b);
            case Integer i -> out.number((long) i);
            case Long l -> out.number((long) l);
            case Double d -> out.number((double) d);
            case Map<?, ?> map -> {
                Object[] keys = map.keySet().toArray();
                Arrays.sort(keys);
                out.beginObject();
                for (Object key : keys) {
                    out.key((String) key);
                    write(map.get(key), out);
                }
                out.endObject();
            }
            case List<?> list -> {
                out.beginArray();
                list.forEach(item -> write(item, out));
                out.endArray();
            }
            default -> throw new IllegalArgumentException("no JSON for " + node.getClass());
        }
    }

    /**
     * Returns a whole number as it is written.
     *
     * @throws IllegalArgumentException if it is no double: two of them would have one text in JSON, whose numbers are doubles
     */
    static String number(long value) {
        if ((long) (double) value != value || (double) value == 0x1p63) {
            throw new IllegalArgumentException("no JSON number for " + value + ", which is beyond 2^53; write it as text");
        }
        return Math.abs((double) value) < FIRST_INEXACT ? Long.toString(value) : number((double) value);
    }

    /** Writes the text of a number into an array that has room for it, and returns its length. */
    @SuppressWarnings("deprecation") // getBytes(int, int, byte[], int) is what copies characters below 128 without another array
    static int write(double value, byte[] into, int at) {
        double size = Math.abs(value);
        if (!(size >= LEAST_PLACED && size < LEAST_PLAIN)) {
            String text = number(value);
            text.getBytes(0, text.length(), into, at);
            return text.length();
        }
        // d.dddE-n, n from 4 to 6: most returns of a bar.
        String text = Double.toString(size);
        int e = text.length() - 3;
        int next = at;
        if (value < 0) {
            into[next++] = '-';
        }
        into[next++] = '0';
        into[next++] = '.';
        for (int zeros = text.charAt(e + 2) - '1'; zeros > 0; zeros--) {
            into[next++] = '0';
        }
        into[next++] = (byte) text.charAt(0);
        if (e == 3 && text.charAt(2) == '0') {
            return next - at;
        }
        text.getBytes(2, e, into, next);
        return next + e - 2 - at;
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
        double size = Math.abs(value);
        if (size < FIRST_INEXACT && value == (long) value) {
            return Long.toString((long) value);
        }
        if (size >= LEAST_PLAIN && size < 1e7) {
            return Double.toString(value); // no exponent and not whole: the same text
        }
        // Shortest digits as d.dddE±n, but at least two.
        String text = Double.toString(size);
        int e = text.indexOf('E');
        int exponent = Integer.parseInt(text, e + 1, text.length(), 10);
        String digits = e == 3 && text.charAt(2) == '0' ? text.substring(0, 1) : text.charAt(0) + text.substring(2, e);
        if (size < Double.MIN_NORMAL && digits.length() == 2) {
            // Between the smallest numbers one digit may be enough.
            BigDecimal one = new BigDecimal(text).round(new MathContext(1)).stripTrailingZeros();
            if (one.doubleValue() == size) {
                digits = one.unscaledValue().toString();
                exponent = -one.scale();
            }
        }
        return (value < 0 ? "-" : "") + placed(digits, exponent + 1);
    }

    /** Places the point behind a number of digits, or before zeros, or writes an exponent. */
    private static String placed(String digits, int point) {
        StringBuilder out = new StringBuilder(28);
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
}
