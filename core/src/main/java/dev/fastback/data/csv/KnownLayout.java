package dev.fastback.data.csv;

import dev.fastback.data.findings.BarSource;
import dev.fastback.data.reading.BarCollector;
import dev.fastback.data.reading.BarColumns;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.reading.ReadingOptions;
import dev.fastback.data.text.LabelChanges;
import dev.fastback.data.text.Samples;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The layout that was found for a short text, for others that begin with the same line: the files of a folder are mostly of one program, and to look at their
 * first lines takes longer than to read them.
 *
 * <p>What a look finds depends on the first line alone where all others are rows of plain fields, one below the other, of which each is one of the
 * bar's; where times rise, mean the same in any column, and stand in the only column that is named like one; and where there is a volume other than zero. A text that has anything else, or a row that is no good
 * bar, is not read here but looked at, so there is one place that says what is assumed and what is wrong.
 */
final class KnownLayout {
    // The rows that a look samples lie within its first 64 KiB.
    private static final int LONGEST_HEADER = 1500;
    private static final int LONGEST_ROW = 320;

    private static volatile @Nullable KnownLayout last;

    private final byte[] header;
    private final CsvLayout layout;
    // What each column is: 0 to 3 the prices, then the volume, then the time.
    private final int[] columns;
    private final int volume;
    private final int time;

    private KnownLayout(byte[] header, CsvLayout layout) {
        this.header = header;
        this.layout = layout;
        BarColumns found = layout.columns();
        volume = found.prices().size();
        time = volume + 1;
        columns = new int[found.count()];
        for (int i = 0; i < volume; i++) {
            columns[found.prices().get(i)] = i;
        }
        if (hasVolume()) {
            columns[found.volume()] = volume;
        }
        columns[layout.time()] = time;
    }

    private boolean hasVolume() {
        return layout.columns().volume() >= 0;
    }

    /**
     * Keeps the layout that was found for a text, if others that begin like it can be read by it.
     *
     * @param rows how many the look has found
     */
    static void keep(byte[] text, CsvLayout layout, BarReadOptions options, int rows) {
        BarColumns columns = layout.columns();
        int used = columns.prices().size() + (columns.volume() < 0 ? 1 : 2);
        int header = headerLength(text);
        if (header > 0 && layout.isPlain() && columns.times().size() == 1 && columns.count() == used) {
            KnownLayout found = new KnownLayout(Arrays.copyOf(text, header), layout);
            @Nullable BarCollector read = found.read(text, "", "", options);
            if (read != null && read.size() == rows) {
                last = found;
            }
        }
    }

    /** Returns the layout that was kept last, if a text begins with its line and nothing was said of how to read it; else null. */
    static @Nullable KnownLayout of(byte[] text, ReadingOptions options) {
        @Nullable KnownLayout known = last;
        return known != null && options.areUsual() && text.length > known.header.length
                        && Arrays.equals(text, 0, known.header.length, known.header, 0, known.header.length)
                ? known
                : null;
    }

    /** Returns the length of the first line with its end, 0 when it is too long, not of ASCII, or ends as old systems end lines: by a return alone. */
    private static int headerLength(byte[] text) {
        for (int p = 0; p < Math.min(text.length, LONGEST_HEADER); p++) {
            if (text[p] == '\n') {
                return p + 1;
            }
            if (text[p] < 0 || (text[p] == '\r' && (p + 1 == text.length || text[p + 1] != '\n'))) {
                return 0;
            }
        }
        return 0;
    }

    CsvLayout layout() {
        return layout;
    }

    /** Returns the rows of a text that begins with the known line; null where it is to be looked at. */
    @Nullable BarCollector read(byte[] text, String name, String symbol, BarReadOptions options) {
        long latest = options.reading().latest();
        PlainFields fields = new PlainFields(text, header.length, layout.separator());
        double[] values = new double[time];
        @Nullable BarCollector rows = null;
        boolean traded = !hasVolume();
        for (long line = 2; !fields.isAtEnd(); line++) {
            boolean sampled = line < 2 + LabelChanges.SAMPLED_ROWS;
            int from = fields.position();
            long millis = row(fields, values, sampled, latest);
            int length = fields.position() - from;
            if (millis == Long.MIN_VALUE || length > LONGEST_ROW) {
                return null;
            }
            if (rows == null) {
                rows = collector(name, symbol, options, (int) (text.length * 17L / 16 / length));
            }
            traded |= sampled && values[volume] > 0;
            rows.add(line, millis, values[0], values[1], values[2], values[3], values[volume]);
        }
        return rows != null && traded && rows.isFaultless() ? rows : null;
    }

    private BarCollector collector(String name, String symbol, BarReadOptions options, int expectedRows) {
        return new BarCollector(BarSource.ofLines(name, layout.timeName(), hasVolume()), symbol, options, expectedRows);
    }

    /** Takes a row and returns its time; {@link Long#MIN_VALUE} when it is not plain. */
    private long row(PlainFields fields, double[] values, boolean sampled, long latest) {
        long millis = Long.MIN_VALUE;
        for (int i = 0; i < columns.length; i++) {
            if (i > 0 && !fields.takeMark()) {
                return Long.MIN_VALUE;
            }
            if (columns[i] < time) {
                values[columns[i]] = fields.takeNumber();
                continue;
            }
            millis = fields.takeTime();
            boolean readable = millis >= ReadingOptions.EARLIEST && millis <= latest
                    && (fields.isDate() || millis >= Samples.LEAST_PLAIN_EPOCH && (!sampled || fields.meansTheSame(latest)));
            if (!readable) {
                return Long.MIN_VALUE;
            }
        }
        return fields.takeLineEnd() ? millis : Long.MIN_VALUE;
    }
}
