package dev.fastback.report;

import dev.fastback.json.NumberTexts;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Rows of CSV as bytes, put together cell by cell. Not safe for use by several threads. */
final class CsvText {
    /** Java writes numbers between these without an exponent, as JSON does. */
    private static final double LEAST_PLAIN = 1e-3;

    private static final double MOST_PLAIN = 1e7;

    private final NumberTexts numbers;
    private byte[] bytes;
    private int length;

    /**
     * Makes an empty one.
     *
     * @param numbers knows the texts of numbers that are written elsewhere too
     * @param room bytes that it is expected to have
     */
    CsvText(NumberTexts numbers, int room) {
        this.numbers = numbers;
        this.bytes = new byte[room];
    }

    /** Adds commas. */
    void commas(int count) {
        reserve(count);
        Arrays.fill(bytes, length, length + count, (byte) ',');
        length += count;
    }

    /** Ends the row. */
    void end() {
        reserve(1);
        bytes[length++] = '\n';
    }

    /** Adds text that is a cell, or several, as it is. */
    void add(byte[] cells) {
        reserve(cells.length);
        System.arraycopy(cells, 0, bytes, length, cells.length);
        length += cells.length;
    }

    /** Adds text that is a cell, or several, as it is. */
    void add(String cells) {
        add(cells.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a whole number. */
    void number(long value) {
        ascii(Long.toString(value));
    }

    /** Adds a number as {@link Double#toString} writes it. */
    void number(double value) {
        double size = Math.abs(value);
        boolean isWhole = value == (long) value;
        if (!(isWhole ? size < MOST_PLAIN && size > 0 : size >= LEAST_PLAIN && size < MOST_PLAIN)) {
            ascii(Double.toString(value));
            return;
        }
        reserve(NumberTexts.LONGEST + 2);
        length += numbers.write(value, bytes, length);
        if (isWhole) {
            bytes[length++] = '.';
            bytes[length++] = '0';
        }
    }

    /** Returns all of it, as a copy. */
    byte[] take() {
        return Arrays.copyOf(bytes, length);
    }

    @SuppressWarnings("deprecation") // getBytes(int, int, byte[], int) is what copies characters below 128 without another array
    private void ascii(String text) {
        reserve(text.length());
        text.getBytes(0, text.length(), bytes, length);
        length += text.length();
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
