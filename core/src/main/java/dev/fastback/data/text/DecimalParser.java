package dev.fastback.data.text;

import java.nio.charset.StandardCharsets;

/**
 * Reads decimal numbers from bytes, correct to the last bit: sign, digits with an optional point, optional exponent. Hex
 * numbers, type suffixes, digit groups and words are refused.
 *
 * <p>A number whose digits form an integer below 2^53 and whose power of ten is at most 22 either way is computed with
 * one multiplication or division of two exact doubles, which rounds once and so correctly [1]. Longer ones of up to 19
 * digits, as printed doubles are, go to {@link EiselLemire}; what is left goes to {@link Double#parseDouble}.
 *
 * <p>[1] W. D. Clinger, "How to Read Floating Point Numbers Accurately", PLDI 1990, 92-101.
 */
final class DecimalParser {
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final int MAX_DIGITS_OF_LONG = 19;
    private static final int MAX_EXPONENT = 100_000;

    private DecimalParser() {}

    /** Returns the number in {@code [from, to)}, infinite when too large for a double; NaN when it is no number. */
    static double parse(byte[] bytes, int from, int to) {
        int p = from;
        boolean negative = p < to && bytes[p] == '-';
        if (negative || (p < to && bytes[p] == '+')) {
            p++;
        }
        int digitsStart = p;
        long mantissa = 0;
        while (p < to && isDigit(bytes[p])) {
            mantissa = 10 * mantissa + (bytes[p++] - '0');
        }
        int digits = p - digitsStart;
        int fraction = 0;
        if (p < to && bytes[p] == '.') {
            int fractionStart = ++p;
            while (p < to && isDigit(bytes[p])) {
                mantissa = 10 * mantissa + (bytes[p++] - '0');
            }
            fraction = p - fractionStart;
            digits += fraction;
        }
        if (digits == 0) {
            return Double.NaN;
        }
        int exponent = 0;
        if (p < to) {
            exponent = exponent(bytes, p, to);
            if (exponent == Integer.MIN_VALUE) {
                return Double.NaN;
            }
        }
        int power = exponent - fraction;
        // With more digits the unsigned long may have wrapped round.
        if (digits <= MAX_DIGITS_OF_LONG || digits - leadingZeros(bytes, digitsStart, to) <= MAX_DIGITS_OF_LONG) {
            double value = value(mantissa, power);
            if (!Double.isNaN(value)) {
                return negative ? -value : value;
            }
        }
        return Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    }

    /** Returns a mantissa below 2^53 over a power of ten up to 22: both are exact, so this rounds once. */
    static double quotient(long mantissa, int power) {
        return mantissa / POWERS_OF_TEN[power];
    }

    private static double value(long mantissa, int power) {
        if (mantissa >>> 53 == 0 && power >= -22 && power <= 22) {
            return power < 0 ? quotient(mantissa, -power) : mantissa * POWERS_OF_TEN[power];
        }
        return power >= EiselLemire.MIN_POWER && power <= EiselLemire.MAX_POWER
                ? EiselLemire.nearest(mantissa, power)
                : Double.NaN;
    }

    private static int leadingZeros(byte[] bytes, int from, int to) {
        int zeros = 0;
        for (int p = from; p < to && (bytes[p] == '0' || bytes[p] == '.'); p++) {
            zeros += bytes[p] == '0' ? 1 : 0;
        }
        return zeros;
    }

    /** Returns whether the bytes spell NaN or an infinity, in any case and with any sign. */
    static boolean isNonFiniteWord(byte[] bytes, int from, int to) {
        if (to - from > 9) {
            return false;
        }
        String word = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1).toLowerCase(java.util.Locale.ROOT);
        return switch (word.startsWith("-") || word.startsWith("+") ? word.substring(1) : word) {
            case "nan", "inf", "infinity" -> true;
            default -> false;
        };
    }

    /** Returns the exponent that starts at {@code p}, held within bounds; {@link Integer#MIN_VALUE} when it is none. */
    private static int exponent(byte[] bytes, int p, int to) {
        if ((bytes[p] | 0x20) != 'e' || ++p == to) {
            return Integer.MIN_VALUE;
        }
        boolean negative = bytes[p] == '-';
        if (negative || bytes[p] == '+') {
            p++;
        }
        if (p == to) {
            return Integer.MIN_VALUE;
        }
        int value = 0;
        for (; p < to; p++) {
            if (!isDigit(bytes[p])) {
                return Integer.MIN_VALUE;
            }
            value = Math.min(10 * value + (bytes[p] - '0'), MAX_EXPONENT);
        }
        return negative ? -value : value;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
