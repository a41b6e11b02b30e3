package dev.fastback.data.csv;

import dev.fastback.data.text.BarFields;
import dev.fastback.data.text.Samples;

/**
 * Takes fields one after the other from a text that lies in memory, as long as they are plain: no quotes, no blanks around them, nothing but ASCII.
 * Unlike a {@link CsvScanner} it reads each byte once, and it tells nothing about what is not plain.
 */
final class PlainFields {
    /** More may be no whole number that a double holds. */
    private static final int MOST_EXACT_DIGITS = 16;

    private final byte[] text;
    private final byte mark;
    private int position;
    private int start;

    /** Begins at a place of a text whose fields a mark divides. */
    PlainFields(byte[] text, int from, char mark) {
        this.text = text;
        this.mark = (byte) mark;
        position = from;
    }

    /** Returns how many bytes were taken. */
    int position() {
        return position;
    }

    /** Returns whether the text is at its end. */
    boolean isAtEnd() {
        return position == text.length;
    }

    /** Takes the mark behind a field; returns false when there is none. */
    boolean takeMark() {
        return !isAtEnd() && text[position++] == mark;
    }

    /** Takes the end of a line, LF, CR LF or that of the text; returns false when there is none. */
    boolean takeLineEnd() {
        if (isAtEnd()) {
            return true;
        }
        if (text[position] == '\r') {
            position++;
        }
        return !isAtEnd() && text[position++] == '\n';
    }

    /** Takes a number; returns one that is not finite when it is not plainly one. */
    double takeNumber() {
        byte[] b = text;
        start = position;
        int p = start;
        long digits = 0;
        int d;
        while (p < b.length && (d = b[p] - '0') >= 0 && d <= 9) {
            digits = 10 * digits + d;
            p++;
        }
        int fraction = 0;
        int marks = 0;
        if (p < b.length && b[p] == '.') {
            marks = 1;
            int from = ++p;
            while (p < b.length && (d = b[p] - '0') >= 0 && d <= 9) {
                digits = 10 * digits + d;
                p++;
            }
            fraction = p - from;
        }
        int count = p - start - marks;
        if (count > 0 && count <= MOST_EXACT_DIGITS && digits >>> 53 == 0 && (p == b.length || b[p] == mark || b[p] == '\n' || b[p] == '\r')) {
            position = p;
            return BarFields.exactNumber(digits, fraction);
        }
        takeField();
        return BarFields.number(b, start, position);
    }

    /** Takes a time; returns {@link BarFields#UNREADABLE_TIME} when it is not plainly one. */
    long takeTime() {
        start = position;
        takeField();
        boolean bare = position > start && text[start] != ' ' && text[position - 1] != ' ';
        return bare ? BarFields.time(text, start, position) : BarFields.UNREADABLE_TIME;
    }

    /** Returns whether the time that was taken last is a date, which means the same in any column; a number may not. */
    boolean isDate() {
        return position - start >= 10 && text[start + 4] == '-';
    }

    /** Returns whether the time that was taken last means the same in any column, whatever it is. */
    boolean meansTheSame(long latest) {
        return isDate() || Samples.plainTime(text, start, position, latest) != BarFields.UNREADABLE_TIME;
    }

    /** Goes to the next mark, line end, quote, or byte that is not of ASCII. */
    private void takeField() {
        while (position < text.length && text[position] >= ' ' && text[position] != mark && text[position] != '"') {
            position++;
        }
    }
}
