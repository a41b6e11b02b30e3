package dev.fastback.data.csv;

import dev.fastback.data.BarCollector;
import dev.fastback.data.BarColumns;
import dev.fastback.data.BarDataException;
import dev.fastback.data.FindingKind;
import dev.fastback.data.text.BarFields;

/** Reads the fields of one line after the other and hands them to a collector. */
public final class CsvBarParser {
    private final CsvScanner scanner;
    private final BarColumns header;
    private final BarCollector collector;
    private final byte[] bytes;
    private final int timeColumn;
    private final int openColumn;
    private final int highColumn;
    private final int lowColumn;
    private final int closeColumn;
    private final int volumeColumn;

    public CsvBarParser(CsvScanner scanner, BarColumns header, BarCollector collector) {
        this.scanner = scanner;
        this.header = header;
        this.collector = collector;
        bytes = scanner.bytes();
        timeColumn = header.time();
        openColumn = header.prices().get(0);
        highColumn = header.prices().get(1);
        lowColumn = header.prices().get(2);
        closeColumn = header.prices().get(3);
        volumeColumn = header.volume();
    }

    /**
     * Reads the scanner's current line.
     *
     * @throws BarDataException if there is still no good row after {@link CsvScanner#MAX_EMPTY_BYTES}, with the first finding
     */
    public void parseLine() {
        readLine();
        if (collector.size() == 0 && scanner.bytesRead() > CsvScanner.MAX_EMPTY_BYTES) {
            throw BarDataException.of(collector.check());
        }
    }

    private void readLine() {
        if (scanner.fields() != header.count()) {
            collector.reject(FindingKind.RAGGED_LINE, scanner.line(), null, null,
                    scanner.fields() + " fields, but the header has " + header.count());
            return;
        }
        long time = BarFields.time(bytes, scanner.start(timeColumn), scanner.end(timeColumn));
        double open = number(openColumn);
        double high = number(highColumn);
        double low = number(lowColumn);
        double close = number(closeColumn);
        double volume = volumeColumn < 0 ? 0 : number(volumeColumn);
        // A sum is finite only if all its terms are; sums of finite terms that overflow are looked at once more, no harm.
        if (time == BarFields.UNREADABLE_TIME || !Double.isFinite(open + high + low + close + volume)) {
            if (rejectUnreadable(time)) {
                return;
            }
        }
        collector.add(scanner.line(), time, open, high, low, close, volume);
    }

    private double number(int column) {
        return BarFields.number(bytes, scanner.start(column), scanner.end(column));
    }

    private boolean rejectUnreadable(long time) {
        boolean rejected = time == BarFields.UNREADABLE_TIME;
        if (rejected) {
            collector.reject(FindingKind.UNREADABLE_TIME, scanner.line(), header.timeName(), text(timeColumn),
                    BarFields.TIME_COMPLAINT);
        }
        for (int i = 0; i < header.prices().size(); i++) {
            rejected |= rejectUnreadable(header.prices().get(i), BarColumns.PRICE_NAMES.get(i));
        }
        return rejected | (volumeColumn >= 0 && rejectUnreadable(volumeColumn, "volume"));
    }

    private boolean rejectUnreadable(int column, String name) {
        int from = scanner.start(column);
        int to = scanner.end(column);
        double value = BarFields.number(bytes, from, to);
        if (Double.isFinite(value)) {
            return false;
        }
        collector.reject(BarFields.numberFinding(bytes, from, to), scanner.line(), name, text(column),
                BarFields.numberComplaint(bytes, from, to));
        return true;
    }

    private String text(int column) {
        return BarFields.printable(bytes, scanner.start(column), scanner.end(column));
    }
}
