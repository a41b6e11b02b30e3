package dev.fastback.data.csv;

import dev.fastback.data.BarColumns;
import dev.fastback.data.BarDataException;
import dev.fastback.data.BarFormat;
import dev.fastback.data.BarReadOptions;
import dev.fastback.data.BarSource;
import dev.fastback.data.BarTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

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
    public BarTable read(Content content, String name, String symbol, BarReadOptions options) throws IOException {
        return read(new ContentStream(content), name, symbol, options, content.length());
    }

    /**
     * Reads all rows of a stream.
     *
     * @param bytes about how long the text is; 0 where that is not known
     */
    public static BarTable read(InputStream in, String name, String symbol, BarReadOptions options, long bytes)
            throws IOException {
        CsvScanner scanner = new CsvScanner(in, name);
        if (!scanner.next()) {
            throw BarDataException.of(name, "is empty");
        }
        BarColumns header = CsvHeader.of(scanner, name);
        BarSource source = BarSource.ofLines(name, header.timeName(), header.volume() >= 0);
        boolean more = scanner.next();
        // The first row is typical in length; a little room to spare saves growing the columns.
        long expectedRows = more ? bytes * 17 / 16 / scanner.lineBytes() : 0;
        BarTable table = new BarTable(
                source, header.symbolName(), symbol, options, (int) Math.min(expectedRows, MAX_EXPECTED_ROWS));
        if (more) {
            parse(scanner, header, table);
        }
        return table;
    }

    /** Reads the current line and all that follow. Only files with a column for the symbol pay for looking at it. */
    private static void parse(CsvScanner scanner, BarColumns header, BarTable table) throws IOException {
        if (header.symbol() < 0) {
            CsvBarParser parser = new CsvBarParser(scanner, header, table.nameless());
            do {
                parser.parseLine();
            } while (scanner.next());
        } else {
            CsvSymbolParser parser = new CsvSymbolParser(scanner, header, table);
            do {
                parser.parseLine();
            } while (scanner.next());
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
