package dev.fastback.data;

/** Reads the fields of one line after the other and hands them to a collector. */
final class CsvBarParser {
    private final CsvScanner scanner;
    private final CsvHeader header;
    private final BarCollector collector;
    private final byte[] bytes;
    private final int timeColumn;
    private final int openColumn;
    private final int highColumn;
    private final int lowColumn;
    private final int closeColumn;
    private final int volumeColumn;

    CsvBarParser(CsvScanner scanner, CsvHeader header, BarCollector collector) {
        this.scanner = scanner;
        this.header = header;
        this.collector = collector;
        bytes = scanner.bytes();
        timeColumn = header.time();
        openColumn = header.prices()[0];
        highColumn = header.prices()[1];
        lowColumn = header.prices()[2];
        closeColumn = header.prices()[3];
        volumeColumn = header.volume();
    }

    /** Reads the scanner's current line. */
    void parseLine() {
        if (scanner.fields() != header.columns()) {
            collector.reject(FindingKind.RAGGED_LINE, scanner.line(), null, null,
                    scanner.fields() + " fields, but the header has " + header.columns());
            return;
        }
        long time = TimeParser.parse(bytes, scanner.start(timeColumn), scanner.end(timeColumn));
        double open = number(openColumn);
        double high = number(highColumn);
        double low = number(lowColumn);
        double close = number(closeColumn);
        double volume = volumeColumn < 0 ? 0 : number(volumeColumn);
        // A sum is finite only if all its terms are; sums of finite terms that overflow are looked at once more, no harm.
        if (time == TimeParser.UNREADABLE || !Double.isFinite(open + high + low + close + volume)) {
            if (rejectUnreadable(time)) {
                return;
            }
        }
        collector.add(scanner.line(), time, open, high, low, close, volume);
    }

    private double number(int column) {
        return DecimalParser.parse(bytes, scanner.start(column), scanner.end(column));
    }

    private boolean rejectUnreadable(long time) {
        boolean rejected = time == TimeParser.UNREADABLE;
        if (rejected) {
            collector.reject(FindingKind.UNREADABLE_TIME, scanner.line(), header.timeName(), text(timeColumn),
                    "not an ISO date or date-time, or seconds or milliseconds since the epoch");
        }
        for (int i = 0; i < header.prices().length; i++) {
            rejected |= rejectUnreadable(header.prices()[i], CsvHeader.PRICE_NAMES.get(i));
        }
        return rejected | (volumeColumn >= 0 && rejectUnreadable(volumeColumn, "volume"));
    }

    private boolean rejectUnreadable(int column, String name) {
        int from = scanner.start(column);
        int to = scanner.end(column);
        double value = DecimalParser.parse(bytes, from, to);
        if (Double.isFinite(value)) {
            return false;
        }
        if (Double.isInfinite(value) || DecimalParser.isNonFiniteWord(bytes, from, to)) {
            collector.reject(FindingKind.NOT_FINITE, scanner.line(), name, text(column), "not a finite number");
        } else {
            collector.reject(FindingKind.UNREADABLE_NUMBER, scanner.line(), name, text(column), complaint(from, to));
        }
        return true;
    }

    private String complaint(int from, int to) {
        if (from == to) {
            return "no number";
        }
        int commas = 0;
        for (int p = from; p < to; p++) {
            commas += bytes[p] == ',' ? 1 : 0;
        }
        return commas == 0 ? "not a number" : "not a number; decimals need a point and digits are not grouped";
    }

    private String text(int column) {
        return Printable.field(bytes, scanner.start(column), scanner.end(column));
    }
}
