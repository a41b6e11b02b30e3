package dev.fastback.formats;

import dev.fastback.data.Printable;
import dev.fastback.data.findings.BarSource;
import dev.fastback.data.findings.FindingKind;
import dev.fastback.data.reading.BarColumns;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.reading.BarRows;
import dev.fastback.data.reading.CollectedTable;
import dev.fastback.data.text.BarFields;
import dev.fastback.data.text.LabelChanges;
import dev.fastback.data.text.RowLabels;
import dev.fastback.data.text.TimeLook;
import dev.fastback.data.text.TimeReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a file whose columns were found. Used once. */
final class ArrowTable {
    private static final int CLOSE = 3;

    private final ArrowFile file;
    private final ArrowColumn time;
    private final @Nullable ArrowColumn symbols;
    private final List<ArrowColumn> numbers = new ArrayList<>();
    private final List<String> numberNames = new ArrayList<>(BarColumns.PRICE_NAMES);
    private final List<ArrowColumn> others;
    private final List<ArrowColumn> labelled = new ArrayList<>();
    private final BarColumns columns;
    private final boolean sideBySide;
    private final BarSource source;
    private final BarReadOptions options;
    private final int volume;
    private final int adjusted;
    private final double[] values;

    private long row;
    private @Nullable String firstSymbol;
    private @Nullable String lastSymbol;
    private boolean severalSymbols;

    /**
     * Makes one.
     *
     * @param fields all columns of the file
     * @param columns which of them are used
     * @param sideBySide whether they are those of one symbol beside others, so that a row without a price is none of it
     * @throws dev.fastback.data.findings.BarDataException if a type does not fit
     */
    ArrowTable(
            ArrowFile file,
            ArrowColumn time,
            List<ArrowColumn> fields,
            BarColumns columns,
            boolean sideBySide,
            BarSource source,
            BarReadOptions options) {
        this.sideBySide = sideBySide;
        this.file = file;
        this.time = time;
        this.columns = columns;
        this.source = source;
        this.options = options;
        columns.prices().forEach(column -> numbers.add(fields.get(column)));
        volume = add(columns.volume(), "volume", fields);
        adjusted = options.reading().adjusted() && columns.adjusted() >= 0
                ? add(columns.adjusted(), columns.names().get(columns.adjusted()), fields)
                : -1;
        symbols = columns.symbol() < 0 ? null : fields.get(columns.symbol());
        others = sideBySide ? List.of() : fields.stream().filter(column -> isOther(column, fields)).toList();
        values = new double[numbers.size()];
        time.require(ArrowColumn.Use.TIME, source.name());
        numbers.forEach(column -> column.require(ArrowColumn.Use.NUMBER, source.name()));
        if (symbols != null) {
            symbols.require(ArrowColumn.Use.SYMBOL, source.name());
        }
    }

    /** Returns whether a column is used for nothing, and its type could name what a row belongs to. */
    private boolean isOther(ArrowColumn column, List<ArrowColumn> fields) {
        return column != time && column != symbols && !numbers.contains(column) && !columns.times().contains(fields.indexOf(column))
                && (column.isText() || column.isWhole());
    }

    /** Adds a column of numbers where there is one; returns its place among them. */
    private int add(int column, String name, List<ArrowColumn> fields) {
        if (column < 0) {
            return -1;
        }
        numbers.add(fields.get(column));
        numberNames.add(name);
        return numbers.size() - 1;
    }

    /** Returns the table; {@code symbol} is that of rows of which the file tells none. */
    CollectedTable read(String symbol) throws IOException {
        TimeLook look = new TimeLook(options.reading());
        if (symbols != null || !time.isTime()) {
            List<ArrowColumn> seen = new ArrayList<>(List.of(time));
            if (symbols != null) {
                seen.add(symbols);
            }
            file.read(seen, (rows, cells) -> look(rows, cells, look));
        }
        if (time.isLocal()) {
            look.seeLocal();
        }
        TimeReader times = look.decide(source.name(), source.timeColumn());
        findLabels();
        RowLabels labels = new RowLabels(labelled.stream().map(column -> Printable.text(column.name()).toLowerCase(Locale.ROOT)).toList(), source);
        BarRows sink = new BarRows(source, options, firstSymbol == null ? symbol : firstSymbol, sideBySide || severalSymbols, times.localZone());
        List<ArrowColumn> used = new ArrayList<>(List.of(time));
        used.addAll(numbers);
        used.addAll(labelled);
        if (symbols != null && firstSymbol != null) {
            used.add(symbols);
        }
        row = 0;
        file.read(used, (rows, cells) -> read(rows, cells, times, labels, sink));
        List<String> notes = notes(times);
        notes.addAll(labels.notes());
        return CollectedTable.of(sink, firstSymbol != null, notes);
    }

    /** Finds out which of the other columns are labels, from the first rows. */
    private void findLabels() throws IOException {
        if (others.isEmpty()) {
            return;
        }
        List<List<String>> first = new ArrayList<>();
        others.forEach(column -> first.add(new ArrayList<>()));
        file.readFirst(others, (rows, cells) -> {
            for (int i = 0; i < rows && first.getFirst().size() < LabelChanges.SAMPLED_ROWS; i++) {
                for (int k = 0; k < cells.size(); k++) {
                    first.get(k).add(Objects.requireNonNullElse(symbol(cells.get(k), i), ""));
                }
            }
        });
        for (int k = 0; k < others.size(); k++) {
            if (LabelChanges.areLabels(first.get(k))) {
                labelled.add(others.get(k));
            }
        }
    }

    private List<String> notes(TimeReader times) {
        List<String> notes = new ArrayList<>(columns.notes(options.reading().adjusted()));
        notes.addAll(times.notes());
        if (firstSymbol != null) {
            notes.addAll(columns.symbolNotes(severalSymbols));
        }
        return notes;
    }

    private void look(int rows, List<Cells> cells, TimeLook look) {
        for (int i = 0; i < rows; i++) {
            row++;
            if (!time.isTime() && !cells.getFirst().isMissing(i)) {
                byte[] text = bytes(cells.getFirst().text(i));
                look.see(text, 0, text.length, row);
            }
            @Nullable String symbol = symbols == null ? null : symbol(cells.getLast(), i);
            if (symbol != null) {
                severalSymbols |= firstSymbol != null && !firstSymbol.equals(symbol);
                firstSymbol = firstSymbol == null ? symbol : firstSymbol;
            }
        }
    }

    private void read(int rows, List<Cells> cells, TimeReader times, RowLabels labels, BarRows sink) {
        int others = 1 + numbers.size();
        @Nullable Cells named = cells.size() > others + labelled.size() ? cells.getLast() : null;
        for (int i = 0; i < rows; i++) {
            row++;
            if (sideBySide && hasNoPrice(cells, i)) {
                continue;
            }
            int at = i;
            @Nullable String symbolBefore = lastSymbol;
            boolean readable = named == null || takeSymbol(symbol(named, i), sink);
            long millis = millis(cells.getFirst(), i, times);
            if (!TimeReader.isTime(millis)) {
                readable = false;
                rejectTime(cells.getFirst(), i, millis, times, sink);
            }
            for (int k = 0; k < numbers.size(); k++) {
                readable &= takeNumber(cells.get(1 + k), i, k, sink);
            }
            if (readable) {
                if (!labelled.isEmpty()) {
                    labels.see(row, values[CLOSE], Objects.equals(symbolBefore, lastSymbol), label -> symbol(cells.get(others + label), at));
                }
                add(millis, sink);
            }
        }
    }

    private boolean hasNoPrice(List<Cells> cells, int i) {
        for (int k = 0; k <= CLOSE; k++) {
            Cells price = cells.get(1 + k);
            if (!price.isMissing(i) && (numbers.get(k).isText() || !Double.isNaN(price.number(i)))) {
                return false;
            }
        }
        return true;
    }

    private void add(long millis, BarRows sink) {
        // The same factor for all four: rounding keeps their order.
        double ratio = adjusted < 0 ? 1 : values[adjusted] / values[CLOSE];
        sink.add(row, millis, ratio * values[0], ratio * values[1], ratio * values[2], ratio * values[CLOSE],
                volume < 0 ? 0 : values[volume]);
    }

    private boolean takeSymbol(@Nullable String symbol, BarRows sink) {
        if (symbol == null) {
            sink.reject(FindingKind.MISSING_SYMBOL, row, columns.names().get(columns.symbol()), null, "no symbol");
            return false;
        }
        if (!symbol.equals(lastSymbol)) {
            lastSymbol = symbol;
            sink.symbol(symbol);
        }
        return true;
    }

    private long millis(Cells cells, int i, TimeReader times) {
        if (cells.isMissing(i)) {
            return TimeReader.none();
        }
        if (time.isTime()) {
            return times.bounded(cells.millis(i));
        }
        byte[] text = bytes(cells.text(i));
        return times.millis(text, 0, text.length);
    }

    private void rejectTime(Cells cells, int i, long code, TimeReader times, BarRows sink) {
        boolean missing = cells.isMissing(i);
        sink.reject(TimeReader.finding(code), row, source.timeColumn(), missing ? null : printable(cells.text(i)),
                missing ? "no time" : times.complaint(code));
    }

    /** Takes a number; returns whether it could be read. What is wrong with one that could, the sink says. */
    private boolean takeNumber(Cells cells, int i, int k, BarRows sink) {
        if (cells.isMissing(i)) {
            sink.reject(FindingKind.UNREADABLE_NUMBER, row, numberNames.get(k), null, "no number");
            return false;
        }
        values[k] = cells.number(i);
        if (Double.isFinite(values[k]) || !numbers.get(k).isText()) {
            return true;
        }
        byte[] text = bytes(cells.text(i));
        sink.reject(BarFields.numberFinding(text, 0, text.length), row, numberNames.get(k), printable(cells.text(i)),
                BarFields.numberComplaint(text, 0, text.length));
        return false;
    }

    private static @Nullable String symbol(Cells cells, int i) {
        if (cells.isMissing(i)) {
            return null;
        }
        String text = Printable.text(cells.text(i)).strip();
        return text.isBlank() ? null : text;
    }

    private static byte[] bytes(String text) {
        return text.strip().getBytes(StandardCharsets.UTF_8);
    }

    private static String printable(String text) {
        byte[] bytes = bytes(text);
        return BarFields.printable(bytes, 0, bytes.length);
    }
}
