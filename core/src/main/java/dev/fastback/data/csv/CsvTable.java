package dev.fastback.data.csv;

import dev.fastback.data.Printable;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.findings.BarSource;
import dev.fastback.data.findings.FindingKind;
import dev.fastback.data.reading.BarColumns;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.reading.BarRows;
import dev.fastback.data.text.BarFields;
import dev.fastback.data.text.NumberLook;
import dev.fastback.data.text.NumberReader;
import dev.fastback.data.text.TimeLook;
import dev.fastback.data.text.TimeReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table in two passes: the first looks at the columns of times, prices, volumes and symbols from the first row to the
 * last, the second reads them as the first has decided.
 */
public final class CsvTable {
    private final CsvLayout layout;
    private final String source;
    private final BarReadOptions options;
    private final BarColumns columns;
    private final TimeLook times;
    private final NumberLook numbers;
    private @Nullable String firstSymbol;
    private boolean severalSymbols;
    private boolean longTimesOfDay;
    private byte[] joined = new byte[64];
    private int joinedLength;

    // The symbol of the row before, as bytes: most rows have the same, and need no text made of it.
    private byte[] lastSymbol = {};

    /** Makes one for a table that is laid out so. */
    public CsvTable(CsvLayout layout, String source, BarReadOptions options) {
        this.layout = layout;
        this.source = source;
        this.options = options;
        this.columns = layout.columns();
        this.times = new TimeLook(options.reading());
        this.numbers = new NumberLook(options.reading().decimal(), layout.separator() == ',');
    }

    /**
     * Looks at all rows; the scanner stands before the first line. Where {@link CsvScanner#MAX_EMPTY_BYTES} hold no row with a digit in each price,
     * it looks no further.
     */
    public void look(CsvScanner scanner) throws IOException {
        boolean priced = false;
        while (nextRow(scanner) && (priced || scanner.bytesRead() <= CsvScanner.MAX_EMPTY_BYTES)) {
            if (!isWhole(scanner)) {
                continue;
            }
            priced = priced || hasPrices(scanner);
            if (layout.timeOfDay() >= 0) {
                longTimesOfDay |= scanner.end(layout.timeOfDay()) - scanner.start(layout.timeOfDay()) > 4;
                join(scanner);
                times.see(joined, 0, joinedLength, scanner.line());
            } else {
                times.see(scanner.bytes(), scanner.start(layout.time()), scanner.end(layout.time()), scanner.line());
            }
            for (int price : columns.prices()) {
                numbers.see(scanner.bytes(), scanner.start(price), scanner.end(price));
            }
            if (columns.volume() >= 0) {
                numbers.see(scanner.bytes(), scanner.start(columns.volume()), scanner.end(columns.volume()));
            }
            if (columns.symbol() >= 0 && isOtherSymbol(scanner) && lastSymbol.length > 0) {
                String text = symbolText();
                severalSymbols |= firstSymbol != null && !firstSymbol.equals(text);
                firstSymbol = firstSymbol == null ? text : firstSymbol;
            }
        }
        lastSymbol = new byte[0];
    }

    /** Returns whether the table itself names its symbols. */
    public boolean namesSymbols() {
        return firstSymbol != null || layout.symbol() != null;
    }

    /**
     * Reads all rows, after {@link #look}; the scanner stands before the first line.
     *
     * @param name the symbol of a table that names none
     * @param notes where what was assumed is added
     */
    public BarRows read(CsvScanner scanner, String name, List<String> notes) throws IOException {
        TimeReader time = times.decide(source, layout.clockName());
        NumberReader number = numbers.decide();
        notes.addAll(time.notes());
        notes.addAll(number.notes());
        if (firstSymbol != null) {
            notes.addAll(columns.symbolNotes(severalSymbols));
        }
        BarSource rowsSource = BarSource.ofLines(source, layout.timeName(), columns.volume() >= 0);
        String first = firstSymbol != null ? firstSymbol : layout.symbol() != null ? layout.symbol() : name;
        BarRows rows = new BarRows(
                rowsSource, options, first, severalSymbols, time.localZone());
        RowParser parser = new RowParser(scanner, time, number, rows, rowsSource);
        parser.parseAll();
        notes.addAll(parser.labels.notes());
        return rows;
    }

    private boolean nextRow(CsvScanner scanner) throws IOException {
        while (scanner.next()) {
            if (scanner.line() >= layout.firstLine() && !scanner.isComment()) {
                return true;
            }
        }
        return false;
    }

    private boolean hasPrices(CsvScanner scanner) {
        for (int price : columns.prices()) {
            boolean digit = false;
            for (int p = scanner.start(price); p < scanner.end(price); p++) {
                digit |= scanner.bytes()[p] >= '0' && scanner.bytes()[p] <= '9';
            }
            if (!digit) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a line has all fields; one more that is empty does no harm. */
    private boolean isWhole(CsvScanner scanner) {
        int count = columns.count();
        return scanner.fields() == count
                || (scanner.fields() == count + 1 && scanner.start(count) == scanner.end(count));
    }

    /** Returns whether the row's symbol is another than that of the row before, and remembers it. */
    private boolean isOtherSymbol(CsvScanner scanner) {
        int from = scanner.start(columns.symbol());
        int to = scanner.end(columns.symbol());
        if (Arrays.equals(lastSymbol, 0, lastSymbol.length, scanner.bytes(), from, to)) {
            return false;
        }
        lastSymbol = Arrays.copyOfRange(scanner.bytes(), from, to);
        return true;
    }

    private String symbolText() {
        // Within quotes a quote is written twice.
        String text = Printable.text(new String(lastSymbol, StandardCharsets.UTF_8).replace("\"\"", "\""));
        return text.isBlank() ? "?" : text;
    }

    /** Puts date and time of day together, a blank between; times without colons get the zeros that spreadsheets cut off. */
    private void join(CsvScanner scanner) {
        int date = scanner.start(layout.time());
        int dateLength = scanner.end(layout.time()) - date;
        int ofDay = scanner.start(layout.timeOfDay());
        int ofDayLength = scanner.end(layout.timeOfDay()) - ofDay;
        if (joined.length < dateLength + ofDayLength + 8) {
            joined = new byte[2 * (dateLength + ofDayLength) + 8];
        }
        System.arraycopy(scanner.bytes(), date, joined, 0, dateLength);
        int at = dateLength;
        joined[at++] = ' ';
        boolean digits = true;
        for (int p = ofDay; p < ofDay + ofDayLength; p++) {
            digits &= scanner.bytes()[p] >= '0' && scanner.bytes()[p] <= '9';
        }
        for (int missing = (longTimesOfDay ? 6 : 4) - ofDayLength; digits && missing > 0; missing--) {
            joined[at++] = '0';
        }
        System.arraycopy(scanner.bytes(), ofDay, joined, at, ofDayLength);
        joinedLength = at + ofDayLength;
    }

    /** Reads rows as was decided. */
    private final class RowParser {
        private final CsvScanner scanner;
        private final TimeReader time;
        private final NumberReader number;
        private final BarRows rows;
        private final LabelColumns labels;
        private final double[] values = new double[6];
        private boolean readable;
        private boolean sameSymbol;

        RowParser(CsvScanner scanner, TimeReader time, NumberReader number, BarRows rows, BarSource rowsSource) {
            this.labels = new LabelColumns(layout.labels(), columns.names(), rowsSource);
            this.scanner = scanner;
            this.time = time;
            this.number = number;
            this.rows = rows;
        }

        void parseAll() throws IOException {
            while (nextRow(scanner)) {
                if (isWhole(scanner)) {
                    parse();
                } else {
                    rows.reject(FindingKind.RAGGED_LINE, scanner.line(), null, null, scanner.fields() + " fields, but "
                            + (layout.headerLine() > 0 ? "the header has " : "the first row has ") + columns.count());
                }
                if (rows.isEmpty() && scanner.bytesRead() > CsvScanner.MAX_EMPTY_BYTES) {
                    throw BarDataException.of(rows.rejected());
                }
            }
        }

        private void parse() {
            readable = true;
            takeSymbol();
            long millis = readTime();
            for (int i = 0; i < BarColumns.PRICE_NAMES.size(); i++) {
                values[i] = number(columns.prices().get(i), BarColumns.PRICE_NAMES.get(i), false);
            }
            values[4] = columns.volume() < 0 ? 0 : number(columns.volume(), "volume", true);
            double ratio = 1;
            if (options.reading().adjusted() && columns.adjusted() >= 0) {
                // The same factor for all four: rounding keeps their order.
                ratio = number(columns.adjusted(), columns.names().get(columns.adjusted()), false) / values[3];
            }
            if (readable) {
                labels.see(scanner, values[3], sameSymbol);
                rows.add(scanner.line(), millis, ratio * values[0], ratio * values[1], ratio * values[2], ratio * values[3], values[4]);
            }
        }

        private void takeSymbol() {
            sameSymbol = true;
            if (columns.symbol() < 0 || firstSymbol == null) {
                return;
            }
            if (isOtherSymbol(scanner) && lastSymbol.length > 0) {
                sameSymbol = false;
                rows.symbol(symbolText());
            }
            if (lastSymbol.length == 0) {
                reject(FindingKind.MISSING_SYMBOL, columns.symbol(), columns.names().get(columns.symbol()), "no symbol");
            }
        }

        private long readTime() {
            long millis;
            if (layout.timeOfDay() >= 0) {
                join(scanner);
                millis = time.millis(joined, 0, joinedLength);
            } else {
                millis = time.millis(scanner.bytes(), scanner.start(layout.time()), scanner.end(layout.time()));
            }
            if (!TimeReader.isTime(millis)) {
                readable = false;
                String value = layout.timeOfDay() >= 0 ? BarFields.printable(joined, 0, joinedLength) : text(layout.time());
                rows.reject(TimeReader.finding(millis), scanner.line(), layout.timeName(), value, time.complaint(millis));
            }
            return millis;
        }

        private double number(int column, String name, boolean volume) {
            int from = scanner.start(column);
            int to = scanner.end(column);
            double value = number.read(scanner.bytes(), from, to, volume);
            if (!Double.isFinite(value)) {
                reject(BarFields.numberFinding(scanner.bytes(), from, to), column, name,
                        BarFields.numberComplaint(scanner.bytes(), from, to));
            }
            return value;
        }

        private void reject(FindingKind kind, int column, String name, String message) {
            readable = false;
            rows.reject(kind, scanner.line(), name, text(column), message);
        }

        private String text(int column) {
            return BarFields.printable(scanner.bytes(), scanner.start(column), scanner.end(column));
        }
    }
}
