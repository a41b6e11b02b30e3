package dev.fastback.data.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the prices and volumes of a table, after a {@link NumberLook} has seen all of them: decimal numbers, with signs or codes of
 * currencies around them, with digits in groups of three, or of two before the last three, and volumes in thousands ({@code 12.5K}), millions and billions. Used
 * by one thread.
 */
public final class NumberReader {
    private static final int MAX_LENGTH = 64;
    private static final int CODE = 3;
    private static final List<String> CURRENCIES = List.of("$", "\u20ac", "\u00a3", "\u00a5", "\u20b9");
    private static final byte[][] SIGNS =
            CURRENCIES.stream().map(sign -> sign.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);

    /** Made when letters stand beside a number: Java reads a file for it. */
    private static final class Codes {
        /** Codes of currencies, and of coins that prices are often told in; other letters may be a unit, as MLN is. */
        static final Set<String> ALL = Stream.concat(
                        Currency.getAvailableCurrencies().stream().map(Currency::getCurrencyCode), Stream.of("BTC", "ETH"))
                .collect(Collectors.toUnmodifiableSet());
    }

    private final boolean commaDecimal;
    private final boolean groups;
    private final boolean apostrophes;
    private final List<String> notes;
    private final byte[] plain = new byte[MAX_LENGTH + 4];

    NumberReader(boolean commaDecimal, boolean groups, boolean apostrophes, List<String> notes) {
        this.commaDecimal = commaDecimal;
        this.groups = groups;
        this.apostrophes = apostrophes;
        this.notes = List.copyOf(notes);
    }

    /** Returns what was assumed, a few words each. */
    public List<String> notes() {
        return notes;
    }

    /** Returns the number in {@code [from, to)}, infinite when too large for a double; NaN when it is no number. */
    public double read(byte[] b, int from, int to, boolean volume) {
        if (!commaDecimal) {
            double value = DecimalParser.parse(b, from, to);
            if (!Double.isNaN(value)) {
                return value;
            }
        }
        return to - from > MAX_LENGTH ? Double.NaN : readMarked(b, from, to, volume);
    }

    private double readMarked(byte[] b, int from, int to, boolean volume) {
        int start = from;
        int end = to;
        int length = 0;
        if (start < end && (b[start] == '-' || b[start] == '+')) {
            plain[length++] = b[start++];
        }
        start += sign(b, start, end, false);
        end -= sign(b, start, end, true);
        start += code(b, start, end, false);
        end -= code(b, start, end, true);
        while (start < end && blankBytes(b, start) > 0) {
            start += blankBytes(b, start);
        }
        while (end > start && b[end - 1] == ' ') {
            end--;
        }
        int power = 0;
        if (volume && end > start) {
            power = switch (b[end - 1] | 0x20) {
                case 'k' -> 3;
                case 'm' -> 6;
                case 'b' -> 9;
                case 't' -> 12;
                default -> 0;
            };
            end -= power > 0 ? 1 : 0;
        }
        length = unmarked(b, start, end, length);
        if (length < 0) {
            return Double.NaN;
        }
        if (power > 0) {
            plain[length++] = 'e';
            if (power > 9) {
                plain[length++] = '1';
            }
            plain[length++] = (byte) ('0' + power % 10);
        }
        return DecimalParser.parse(plain, 0, length);
    }

    /** Copies the digits without the marks of groups and with a decimal point; returns the length, -1 when groups are uneven. */
    private int unmarked(byte[] b, int from, int to, int at) {
        int length = at;
        int inGroup = 0;
        int first = 0;
        int middle = 0; // digits of the groups between the first and the last: three, or two as in India (12,34,567)
        boolean grouped = false;
        boolean decimals = false;
        for (int p = from; p < to; p++) {
            byte c = b[p];
            int blank = blankBytes(b, p);
            boolean group = !decimals && (blank > 0 || (apostrophes && c == '\'') || (groups && c == (commaDecimal ? '.' : ',')));
            if (group) {
                boolean indian = c == ',' && inGroup == 2 && first <= 2 && middle != 3;
                if (inGroup == 0 || inGroup > 3 || (grouped && !indian && (inGroup != 3 || middle == 2))) {
                    return -1;
                }
                first = grouped ? first : inGroup;
                middle = grouped ? inGroup : middle;
                grouped = true;
                inGroup = 0;
                p += Math.max(blank, 1) - 1;
            } else if (c == (commaDecimal ? ',' : '.')) {
                if (decimals || (grouped && inGroup != 3)) {
                    return -1;
                }
                decimals = true;
                plain[length++] = '.';
            } else {
                if (c == '.' || c == ',') {
                    return -1;
                }
                inGroup += decimals ? 0 : 1;
                plain[length++] = c;
            }
        }
        return grouped && !decimals && inGroup != 3 ? -1 : length;
    }

    /** Returns how many bytes the sign of a currency takes at one end, 0 where there is none. */
    private static int sign(byte[] b, int from, int to, boolean atEnd) {
        for (byte[] sign : SIGNS) {
            int start = atEnd ? to - sign.length : from;
            if (start >= from && start + sign.length <= to
                    && Arrays.equals(b, start, start + sign.length, sign, 0, sign.length)) {
                return sign.length;
            }
        }
        return 0;
    }

    /** Returns how many bytes the three letters of a currency and a blank take at one end ({@code USD 12}, {@code 12 EUR}), 0 where they do not stand there. */
    private static int code(byte[] b, int from, int to, boolean atEnd) {
        if (to - from <= CODE) {
            return 0;
        }
        int letters = atEnd ? to - CODE : from;
        if (b[atEnd ? letters - 1 : letters + CODE] != ' ') {
            return 0;
        }
        for (int p = letters; p < letters + CODE; p++) {
            if (b[p] < 'A' || b[p] > 'Z') {
                return 0;
            }
        }
        return Codes.ALL.contains(new String(b, letters, CODE, StandardCharsets.US_ASCII)) ? CODE + 1 : 0;
    }

    /** Returns how many bytes a blank takes, breaking or not, wide or narrow, or a raised comma; 0 where there is none. */
    private static int blankBytes(byte[] b, int p) {
        if (b[p] == ' ') {
            return 1;
        }
        if (b[p] == (byte) 0xc2 && p + 1 < b.length && b[p + 1] == (byte) 0xa0) {
            return 2;
        }
        boolean narrow = b[p] == (byte) 0xe2 && p + 2 < b.length && b[p + 1] == (byte) 0x80
                && (b[p + 2] == (byte) 0xaf || b[p + 2] == (byte) 0x89 || b[p + 2] == (byte) 0x99);
        return narrow ? 3 : 0;
    }
}
