package dev.fastback.data.csv;

import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.findings.BarSource;
import dev.fastback.data.reading.BarCollector;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.parallel.Futures;
import dev.fastback.recording.ProcessProfile;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Reads a large file in two parts at a time, as long as every row is a good bar later than the one before it. Whatever else a file has, the reading from its
 * first line to its last finds and tells: so there is one place that says what is wrong.
 */
final class TwoParts {
    /** The size from which a second thread pays. */
    static final long LEAST_BYTES = 8 << 20;

    /** A bar of plain digits is no shorter; blank lines are no rows. */
    private static final int LEAST_LINE_BYTES = 20;

    private static final int SPARE_ROWS = 16;
    private static final int MOST_ROWS = 1 << 24;

    private final CsvFormat.Text text;
    private final CsvLayout layout;
    private final String name;
    private final String symbol;
    private final BarReadOptions options;
    private final AtomicBoolean givenUp = new AtomicBoolean();

    TwoParts(CsvFormat.Text text, CsvLayout layout, String name, String symbol, BarReadOptions options) {
        this.text = text;
        this.layout = layout;
        this.name = name;
        this.symbol = symbol;
        this.options = options;
    }

    /**
     * Returns all rows of a file; null where it is to be read in one part.
     *
     * @param bytes how long it is
     * @param near about where the second part begins
     */
    @Nullable BarCollector read(long bytes, long near) throws IOException {
        byte[] sample = sample(near, bytes);
        int begin = lineBegin(sample);
        long lineBytes = Math.max(LEAST_LINE_BYTES, sample.length / Math.max(1, lines(sample)));
        long before = expected(near, lineBytes);
        long all = before + expected(bytes - near, lineBytes);
        if (begin < 0 || all > MOST_ROWS) {
            return null;
        }
        long cut = near + begin;
        BarSource source = BarSource.ofLines(name, layout.timeName(), layout.columns().volume() >= 0);
        BarCollector rows = new BarCollector(source, symbol, options, (int) all);
        BarCollector tail = rows.tail((int) before);
        FutureTask<Long> second = new FutureTask<>(() -> read(cut, bytes, tail, false));
        Thread.ofPlatform().daemon(true).name("fastback-read-", 0).start(ProcessProfile.telling(second));
        try {
            long lines = read(0, cut, rows, true);
            boolean whole = lines >= 0 && Futures.<Long, IOException>result(second) >= 0 && rows.append(tail, lines);
            return whole ? rows : null;
        } finally {
            givenUp.set(true); // ends the other thread where this one failed
        }
    }

    private static long expected(long bytes, long lineBytes) {
        return bytes / lineBytes * 17 / 16 + SPARE_ROWS;
    }

    private byte[] sample(long place, long bytes) throws IOException {
        @Nullable InputStream near = text.part(place, bytes, false);
        if (near == null) {
            return new byte[0];
        }
        try (near) {
            return near.readNBytes(CsvScanner.MAX_LINE_BYTES);
        }
    }

    private static int lines(byte[] sample) {
        int lines = 0;
        for (byte b : sample) {
            lines += b == '\n' ? 1 : 0;
        }
        return lines;
    }

    /** Returns where the first line begins; -1 when none does. */
    private static int lineBegin(byte[] sample) {
        for (int i = 0; i + 1 < sample.length; i++) {
            if (sample[i] == '\n') {
                return sample[i + 1] > 0 ? i + 1 : -1; // a byte order mark has a meaning at the beginning of a file alone
            }
        }
        return -1;
    }

    /** Reads the rows of a part; returns how many lines it has, -1 when one of them is no good bar by itself. */
    private long read(long from, long to, BarCollector rows, boolean first) throws IOException {
        @Nullable InputStream bytes = text.part(from, to, first);
        if (bytes == null) {
            return -1;
        }
        try (InputStream in = new Abandoned(bytes, givenUp)) {
            CsvScanner scanner = new CsvScanner(in, name);
            scanner.separate(layout.separator());
            if (first) {
                scanner.next(); // the header
            }
            CsvBarParser parser = new CsvBarParser(scanner, layout, rows, options.reading());
            while (scanner.next()) {
                if (!parser.parseLine() || !rows.isFaultless()) {
                    return -1;
                }
            }
            return scanner.line();
        } catch (BarDataException e) {
            return -1; // is told when the file is read from its beginning, with its place
        }
    }

    /** Bytes that end when they are of no use any more. */
    private static final class Abandoned extends FilterInputStream {
        private final AtomicBoolean givenUp;

        Abandoned(InputStream in, AtomicBoolean givenUp) {
            super(in);
            this.givenUp = givenUp;
        }

        @Override
        public int read(byte[] into, int from, int count) throws IOException {
            return givenUp.get() ? -1 : in.read(into, from, count);
        }
    }
}
