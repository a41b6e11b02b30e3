package dev.fastback.data.csv;

import dev.fastback.data.csv.shapes.CsvHead;
import dev.fastback.data.csv.shapes.DecodedStream;
import dev.fastback.data.csv.shapes.JsonTable;
import dev.fastback.data.csv.shapes.LineShape;
import dev.fastback.data.csv.shapes.RewrittenStream;
import dev.fastback.data.reading.FileMagic;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text as UTF-8 lines, whatever it is written in: UTF-8, UTF-16 with or without a byte order mark, Windows-1252, or JSON; and whatever the
 * {@linkplain LineShape shape} of its lines. Which it is, is told by its first 64 KiB.
 */
final class TextSource {
    private static final int HEAD_BYTES = 1 << 16;
    private static final int START_BYTES = 1 << 10;
    private static final int LEAST_WIDE_BYTES = 8;
    private static final int MOST_WIDE_BYTES = 64;
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private final CsvFormat.Text text;
    private final @Nullable Charset charset;
    private final byte @Nullable [] lines;
    private final @Nullable LineShape shape;
    private final List<String> notes;

    private TextSource(
            CsvFormat.Text text, @Nullable Charset charset, byte @Nullable [] lines, @Nullable LineShape shape, List<String> notes) {
        this.text = text;
        this.charset = charset;
        this.lines = lines;
        this.shape = shape;
        this.notes = notes;
    }

    /**
     * Looks at the start of a text; one that is JSON is read as a whole.
     *
     * @throws dev.fastback.data.findings.BarDataException if it is no text
     */
    static TextSource of(CsvFormat.Text text, String name) throws IOException {
        byte[] head;
        try (InputStream in = text.open()) {
            head = in.readNBytes(HEAD_BYTES);
        }
        FileMagic.textStart(head, head.length, name);
        @Nullable Charset charset = charset(head);
        List<String> notes = WINDOWS.equals(charset) ? List.of("text is Windows-1252, not UTF-8") : List.of();
        TextSource plain = new TextSource(text, charset, null, null, notes);
        int start = Math.min(head.length, START_BYTES);
        Charset known = charset == null ? StandardCharsets.UTF_8 : charset;
        if (!JsonTable.starts(new String(head, 0, start, known))) {
            return plain.shaped(CsvHead.of(withoutMark(new String(head, known)), head.length < HEAD_BYTES));
        }
        try (InputStream in = plain.open()) {
            return new TextSource(text, null, JsonTable.asCsv(in.readAllBytes(), name), null, notes);
        }
    }

    /** Returns the source with the shape that its first lines have. */
    private TextSource shaped(CsvHead head) {
        @Nullable LineShape found = LineShape.of(head);
        if (found == null) {
            return this;
        }
        List<String> all = new ArrayList<>(notes);
        all.add(found.note());
        return new TextSource(text, charset, null, found, all);
    }

    private static String withoutMark(String start) {
        return start.startsWith("\ufeff") ? start.substring(1) : start;
    }

    /** Returns the lines from the first on; the caller closes them. */
    InputStream open() throws IOException {
        if (lines != null) {
            return new ByteArrayInputStream(lines);
        }
        InputStream in = text.open();
        InputStream decoded = charset == null ? in : new DecodedStream(in, charset);
        return shape == null ? decoded : new RewrittenStream(decoded, shape);
    }

    /** Returns whether the bytes of the text are read as they are. */
    boolean isAsItIs() {
        return lines == null && charset == null && shape == null;
    }

    /** Returns what was assumed, a few words each. */
    List<String> notes() {
        return notes;
    }

    /** Returns the encoding of a text that is not UTF-8, null for UTF-8. */
    private static @Nullable Charset charset(byte[] head) {
        if (startsWith(head, 0xff, 0xfe) || isWide(head, 1)) {
            return StandardCharsets.UTF_16LE;
        }
        if (startsWith(head, 0xfe, 0xff) || isWide(head, 0)) {
            return StandardCharsets.UTF_16BE;
        }
        return isUtf8(head) ? null : WINDOWS;
    }

    private static boolean startsWith(byte[] head, int first, int second) {
        return head.length >= 2 && (head[0] & 0xff) == first && (head[1] & 0xff) == second;
    }

    /** Returns whether every second byte of the start is zero, beginning with one, and no other is. */
    private static boolean isWide(byte[] head, int zero) {
        int length = Math.min(head.length, MOST_WIDE_BYTES);
        for (int i = 0; i < length; i++) {
            if ((head[i] == 0) != (i % 2 == zero)) {
                return false;
            }
        }
        return length >= LEAST_WIDE_BYTES;
    }

    private static boolean isUtf8(byte[] head) {
        boolean ascii = true;
        for (byte b : head) {
            ascii &= b >= 0;
        }
        if (ascii) {
            return true;
        }
        ByteBuffer bytes = ByteBuffer.wrap(head);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(bytes, CharBuffer.allocate(head.length), false);
        // NUL and its neighbours are in no text of any of these encodings: such a file is left to be refused as it is.
        return !result.isError() || hasControls(head);
    }

    private static boolean hasControls(byte[] head) {
        for (byte b : head) {
            if (b >= 0 && b < '\t') {
                return true;
            }
        }
        return false;
    }
}
