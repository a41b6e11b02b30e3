package dev.fastback.data.csv;

import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.reading.BarCollector;
import dev.fastback.data.reading.BarColumns;
import dev.fastback.data.reading.ReadingOptions;
import dev.fastback.data.text.BarFields;
import dev.fastback.data.text.Samples;

/**
 * Reads the fields of one line after the other and hands them to a collector, as long as each means the same whatever stands in the
 * others. A {@link CsvTable} reads what does not.
 */
public final class CsvBarParser {
    private final CsvScanner scanner;
    private final BarCollector collector;
    private final byte[] bytes;
    private final int count;
    private final int timeColumn;
    private final int openColumn;
    private final int highColumn;
    private final int lowColumn;
    private final int closeColumn;
    private final int volumeColumn;
    private final long latest;

    public CsvBarParser(CsvScanner scanner, CsvLayout layout, BarCollector collector, ReadingOptions options) {
        this.scanner = scanner;
        this.collector = collector;
        bytes = scanner.bytes();
        BarColumns columns = layout.columns();
        count = columns.count();
        timeColumn = layout.time();
        openColumn = columns.prices().get(0);
        highColumn = columns.prices().get(1);
        lowColumn = columns.prices().get(2);
        closeColumn = columns.prices().get(3);
        volumeColumn = columns.volume();
        latest = options.latest();
    }

    /**
     * Reads the scanner's current line; returns false, and takes nothing, when it needs a look at the whole table.
     *
     * @throws BarDataException if there is still no good row after {@link CsvScanner#MAX_EMPTY_BYTES}, with the first finding
     */
    public boolean parseLine() {
        boolean taken = readLine();
        if (collector.size() == 0 && scanner.bytesRead() > CsvScanner.MAX_EMPTY_BYTES) {
            throw BarDataException.of(collector.checked().report());
        }
        return taken;
    }

    private boolean readLine() {
        if (scanner.fields() != count) {
            return false;
        }
        long time = BarFields.time(bytes, scanner.start(timeColumn), scanner.end(timeColumn));
        double open = number(openColumn);
        double high = number(highColumn);
        double low = number(lowColumn);
        double close = number(closeColumn);
        double volume = volumeColumn < 0 ? 0 : number(volumeColumn);
        if (time < Samples.LEAST_PLAIN_EPOCH && !isDate(scanner.start(timeColumn), scanner.end(timeColumn))) {
            return false; // a small number, which only the whole column can explain
        }
        // A sum is finite only if all its terms are. An unreadable time is before the earliest.
        if (time < ReadingOptions.EARLIEST || time > latest || !Double.isFinite(open + high + low + close + volume)) {
            return false;
        }
        collector.add(scanner.line(), time, open, high, low, close, volume);
        return true;
    }

    private boolean isDate(int from, int to) {
        return to - from >= 8 && (to - from == 8 || bytes[from + 4] == '-');
    }

    private double number(int column) {
        return BarFields.number(bytes, scanner.start(column), scanner.end(column));
    }
}
