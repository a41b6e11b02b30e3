package dev.fastback.data.csv;

import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.findings.BarSource;
import dev.fastback.data.reading.BarCollector;
import dev.fastback.data.reading.BarFormat;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.reading.BarRows;
import dev.fastback.data.reading.CollectedTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bars as lines of text, read from a stream to its end; memory grows with the bars, not with the text. */
public final class CsvFormat implements BarFormat {
    private static final int MAX_EXPECTED_ROWS = 1 << 22;

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public String suffix() {
        return ".csv";
    }

    @Override
    public CollectedTable read(Content content, String name, String symbol, BarReadOptions options) throws IOException {
        return read(new ContentText(content), name, symbol, options);
    }

    /** A text that can be read as often as is needed. */
    public interface Text {
        /** Returns the text from its beginning; the caller closes it. */
        InputStream open() throws IOException;

        /** Returns about how long the text is; 0 where that is not known. */
        default long bytes() {
            return 0;
        }

        /** Returns all bytes of a text that is short and lies in memory as it is written, which nobody changes; else null. */
        default byte @Nullable [] inMemory() {
            return null;
        }

        /**
         * Returns the bytes from one place to another, also while others are read by other threads; null where a text has no places, because it is
         * unpacked or arrives. The caller closes it.
         *
         * @param first whether a listener may hear of these bytes in the thread that reads them
         */
        default @Nullable InputStream part(long from, long to, boolean first) throws IOException {
            return null;
        }
    }

    /**
     * Reads all rows of a text: in one pass where the first rows tell how the others are read, else in two more.
     *
     * @throws BarDataException if it holds no table of bars
     */
    public static CollectedTable read(Text text, String name, String symbol, BarReadOptions options) throws IOException {
        byte @Nullable [] inMemory = text.inMemory();
        @Nullable KnownLayout known = inMemory == null ? null : KnownLayout.of(inMemory, options.reading());
        if (inMemory != null && known != null) {
            @Nullable BarCollector rows = known.read(inMemory, name, symbol, options);
            if (rows != null) {
                return new CollectedTable(List.of(rows), false, known.layout().notes());
            }
        }
        TextSource source = TextSource.of(text, name);
        List<String> notes = new ArrayList<>(source.notes());
        CsvLayout layout;
        try (InputStream in = source.open()) {
            CsvScanner scanner = new CsvScanner(in, name);
            layout = layout(scanner, name, options);
            notes.addAll(layout.notes());
            @Nullable BarCollector rows = null;
            if (layout.isPlain()) {
                long bytes = text.bytes();
                if (source.isAsItIs() && bytes >= TwoParts.LEAST_BYTES && Runtime.getRuntime().availableProcessors() > 1) {
                    rows = new TwoParts(text, layout, name, symbol, options).read(bytes, bytes / 2);
                }
                if (rows == null) {
                    rows = plain(scanner, layout, name, symbol, options, bytes);
                }
            }
            if (rows != null) {
                if (inMemory != null && source.isAsItIs()) {
                    KnownLayout.keep(inMemory, layout, options, rows.size());
                }
                return new CollectedTable(List.of(rows), false, notes);
            }
        }
        return looked(source, layout, name, symbol, options, notes);
    }

    private static CsvLayout layout(CsvScanner scanner, String name, BarReadOptions options) throws IOException {
        String head = scanner.head();
        if (head.isBlank() || (!scanner.isHeadAll() && head.strip().lines().limit(2).count() < 2)) {
            boolean any = scanner.next();
            if (any) {
                scanner.next(); // tells of blank lines without end
            }
            throw BarDataException.of(name, any ? "has no two lines within its first 64 KiB" : "is empty");
        }
        CsvLayout layout = CsvLayout.look(head, scanner.isHeadAll(), name, options.reading());
        scanner.separate(layout.separator());
        return layout;
    }

    /** Returns the rows of a table whose rows can be read one by one, null when one cannot. */
    private static @Nullable BarCollector plain(
            CsvScanner scanner, CsvLayout layout, String name, String symbol, BarReadOptions options, long bytes)
            throws IOException {
        scanner.next(); // the header
        boolean more = scanner.next();
        BarSource source = BarSource.ofLines(name, layout.timeName(), layout.columns().volume() >= 0);
        // The first row is typical in length; a little room to spare saves growing the columns.
        long expectedRows = more ? bytes * 17 / 16 / scanner.lineBytes() : 0;
        BarCollector rows = new BarCollector(source, symbol, options, (int) Math.min(expectedRows, MAX_EXPECTED_ROWS));
        CsvBarParser parser = new CsvBarParser(scanner, layout, rows, options.reading());
        for (; more; more = scanner.next()) {
            if (!parser.parseLine()) {
                return null;
            }
        }
        return rows;
    }

    private static CollectedTable looked(
            TextSource text, CsvLayout layout, String name, String symbol, BarReadOptions options, List<String> notes)
            throws IOException {
        CsvTable table = new CsvTable(layout, name, options);
        try (InputStream in = text.open()) {
            table.look(scanner(in, layout, name));
        }
        try (InputStream in = text.open()) {
            BarRows rows = table.read(scanner(in, layout, name), symbol, notes);
            return CollectedTable.of(rows, table.namesSymbols(), notes);
        }
    }

    private static CsvScanner scanner(InputStream in, CsvLayout layout, String name) throws IOException {
        CsvScanner scanner = new CsvScanner(in, name);
        scanner.separate(layout.separator());
        return scanner;
    }

    private record ContentText(Content content) implements Text {
        @Override
        public InputStream open() {
            return new ContentStream(content);
        }

        @Override
        public long bytes() {
            return content.length();
        }
    }

    /** Content from its beginning to its end. */
    private static final class ContentStream extends InputStream {
        private final Content content;
        private long position;

        ContentStream(Content content) {
            this.content = content;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            int there = (int) Math.min(count, content.length() - position);
            if (there <= 0) {
                return count == 0 ? 0 : -1;
            }
            ByteBuffer read = content.read(position, there);
            read.get(bytes, from, there);
            position += there;
            return there;
        }
    }
}
