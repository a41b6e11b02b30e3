package dev.fastback.data.csv;

import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.reading.FileMagic;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Splits a stream of bytes into lines and fields, without making a String of any of them.
 *
 * <p>Lines end in LF, CR LF or CR; blank ones are skipped but counted. Blanks and one pair of double quotes around a field
 * are left out; between quotes a separator is text. The fields of a line are valid until the next one is read.
 */
public final class CsvScanner {
    static final int MAX_LINE_BYTES = 64 * 1024;
    private static final int HEAD_BYTES = 64 * 1024;

    /** Text without a bar after which a source is given up: a small compressed file can hold any amount of it. */
    static final int MAX_EMPTY_BYTES = 64 << 20;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
    private static final long HIGH_BITS = 0x8080808080808080L;

    // Layout: buffer[position, limit) is not yet scanned. A line that does not end before the limit is moved to the front,
    // more is read behind it, and it is scanned again from its start: at most once per buffer.
    private final InputStream in;
    private final String source;
    private final byte[] buffer = new byte[4 * MAX_LINE_BYTES];
    private long before;
    private int position;
    private int limit;
    private boolean ended;
    private boolean afterCarriageReturn;
    private byte separator;
    private long line;
    private int lineStart;
    private int lineEnd;
    private int fields;
    private int[] starts = new int[16];
    private int[] ends = new int[16];

    /** Takes the first bytes, and refuses what is plainly no UTF-8 text; the separator is a comma until it is set. */
    public CsvScanner(InputStream in, String source) throws IOException {
        this.in = in;
        this.source = source;
        fill();
        position = FileMagic.textStart(buffer, limit, source);
        separator = ',';
    }

    /** Returns the first bytes as text, before any line was scanned. */
    public String head() {
        return new String(buffer, position, Math.min(limit - position, HEAD_BYTES), StandardCharsets.UTF_8);
    }

    /** Returns whether {@link #head} is all of the text. */
    public boolean isHeadAll() {
        return ended && limit - position <= HEAD_BYTES;
    }

    /** Sets what stands between fields. */
    public void separate(char mark) {
        separator = (byte) mark;
    }

    byte[] bytes() {
        return buffer;
    }

    /** Returns the number of the current line, from 1. */
    public long line() {
        return line;
    }

    /** Returns the length of the current line with one byte for its end. */
    public int lineBytes() {
        return lineEnd - lineStart + 1;
    }

    /** Returns how many bytes lie before the end of the current line. */
    long bytesRead() {
        return before + lineEnd;
    }

    /** Returns the number of fields of the current line. */
    int fields() {
        return fields;
    }

    int start(int field) {
        return starts[field];
    }

    int end(int field) {
        return ends[field];
    }

    /** Returns whether the current line is a remark: a hash or two slashes begin it. */
    boolean isComment() {
        int p = skipBlanks(lineStart, lineEnd);
        return p < lineEnd && (buffer[p] == '#' || (buffer[p] == '/' && p + 1 < lineEnd && buffer[p + 1] == '/'));
    }

    /**
     * Goes to the next line that is not blank; returns false at the end.
     *
     * @throws BarDataException after {@link #MAX_EMPTY_BYTES} of blank lines
     */
    public boolean next() throws IOException {
        long from = before + position;
        while (scanLine()) {
            if (fields > 1 || starts[0] < ends[0]) {
                return true;
            }
            if (bytesRead() - from > MAX_EMPTY_BYTES) {
                throw BarDataException.at(
                        source, line, null, null, (MAX_EMPTY_BYTES >> 20) + " MiB of blank lines; is this a file of price bars?");
            }
        }
        return false;
    }

    private boolean scanLine() throws IOException {
        if (!hasMore()) {
            return false;
        }
        if (afterCarriageReturn && buffer[position] == '\n') {
            position++;
            if (!hasMore()) {
                return false;
            }
        }
        line++;
        fields = 0;
        byte[] bytes = buffer;
        byte mark = separator;
        long marks = mark * ONES;
        int p = position;
        int stop = limit;
        int fieldStart = p;
        boolean inQuotes = false;
        boolean quotedField = false;
        while (true) {
            if (p == stop) {
                if (ended) {
                    break;
                }
                fill();
                p = position;
                stop = limit;
                fieldStart = p;
                fields = 0;
                inQuotes = false;
                quotedField = false;
                continue;
            }
            byte b = bytes[p];
            if (b == mark && !inQuotes) {
                endField(fieldStart, p++);
                fieldStart = p;
                quotedField = false;
            } else if (b > '"' || b < 0) {
                p = skipPlain(p + 1, stop, marks);
            } else if (b == '\n' || b == '\r') {
                break;
            } else if (b == '"') {
                quotedField |= isBlank(fieldStart, p);
                inQuotes = quotedField && !inQuotes;
                p++;
            } else if (b == 0) {
                throw BarDataException.at(source, line, null, null, "a NUL byte; the file is binary or UTF-16, not UTF-8 text");
            } else {
                p++;
            }
        }
        endField(fieldStart, p);
        if (p - position > MAX_LINE_BYTES) {
            throw tooLong();
        }
        if (inQuotes) {
            throw BarDataException.at(source, line, null, null, "a quote is opened and not closed");
        }
        lineStart = position;
        lineEnd = p;
        position = Math.min(p + 1, limit);
        afterCarriageReturn = p < limit && bytes[p] == '\r';
        return true;
    }

    /**
     * Returns the first place from {@code p} whose byte is a separator or below 35, which control characters, blanks and
     * quotes are; it may stop sooner. Eight bytes at a time; no sum carries from one byte into the next.
     */
    private int skipPlain(int p, int stop, long marks) {
        int at = p;
        for (; at + Long.BYTES <= stop; at += Long.BYTES) {
            long word = (long) WORD.get(buffer, at);
            long apart = word ^ marks;
            long plain = ((word & LOW_BITS) + (128 - 35) * ONES) | word;
            long other = ((apart & LOW_BITS) + LOW_BITS) | apart;
            long found = ~(plain & other) & HIGH_BITS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >> 3);
            }
        }
        return at;
    }

    private void endField(int from, int to) {
        if (fields == starts.length) {
            starts = Arrays.copyOf(starts, 2 * fields);
            ends = Arrays.copyOf(ends, 2 * fields);
        }
        int start = from;
        int end = to;
        if (start < end && (isOuter(buffer[start]) || isOuter(buffer[end - 1]))) {
            start = skipBlanks(start, end);
            end = dropBlanks(start, end);
            if (end - start >= 2 && buffer[start] == '"' && buffer[end - 1] == '"') {
                start = skipBlanks(start + 1, end - 1);
                end = dropBlanks(start, end - 1);
            }
        }
        starts[fields] = start;
        ends[fields++] = end;
    }

    private static boolean isOuter(byte b) {
        return b == ' ' || b == '"' || b == '\t';
    }

    private int skipBlanks(int from, int to) {
        int p = from;
        while (p < to && (buffer[p] == ' ' || buffer[p] == '\t')) {
            p++;
        }
        return p;
    }

    private int dropBlanks(int from, int to) {
        int p = to;
        while (p > from && (buffer[p - 1] == ' ' || buffer[p - 1] == '\t')) {
            p--;
        }
        return p;
    }

    private boolean isBlank(int from, int to) {
        return skipBlanks(from, to) == to;
    }

    private boolean hasMore() throws IOException {
        if (position == limit && !ended) {
            fill();
        }
        return position < limit;
    }

    /** Moves what is not yet scanned to the front and reads more behind it. */
    private void fill() throws IOException {
        int rest = limit - position;
        if (rest > MAX_LINE_BYTES) {
            throw tooLong();
        }
        System.arraycopy(buffer, position, buffer, 0, rest);
        before += position;
        position = 0;
        limit = rest + in.readNBytes(buffer, rest, buffer.length - rest);
        ended = limit < buffer.length;
    }

    private BarDataException tooLong() {
        return BarDataException.at(
                source, line, null, null, "longer than " + MAX_LINE_BYTES / 1024 + " KiB; is this a file of price bars?");
    }
}
