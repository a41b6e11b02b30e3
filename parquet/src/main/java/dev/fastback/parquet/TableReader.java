package dev.fastback.parquet;

import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.findings.BarSource;
import dev.fastback.data.reading.BarColumns;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.reading.BarRows;
import dev.fastback.data.reading.CollectedTable;
import dev.fastback.data.text.TimeLook;
import dev.fastback.data.text.TimeReader;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.ColumnSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a file whose columns were found and checked.
 *
 * @param rows how many rows there are
 * @param time the column of times
 * @param fields all columns
 * @param others columns that are used for nothing, and could name what a row belongs to
 * @param columns where they are
 * @param adjusts whether prices are multiplied by adjusted close / close
 * @param sideBySide whether the columns are those of one symbol beside others, so that a row without a price is none of it
 */
record TableReader(
        ParquetFileReader reader,
        long rows,
        ColumnSchema time,
        List<ColumnSchema> fields,
        List<ColumnSchema> others,
        BarColumns columns,
        boolean adjusts,
        boolean sideBySide,
        BarSource source,
        BarReadOptions options) {
    /** Returns the table; {@code symbol} is that of rows of which the file tells none. */
    CollectedTable read(String symbol) {
        TimeLook look = new TimeLook(options.reading());
        TimeCells times = TimeCells.of(time, source);
        @Nullable SymbolCells symbols = columns.symbol() < 0 ? null : SymbolCells.of(fields.get(columns.symbol()), source);
        RowReader looking = new RowReader(times, List.of(), null, null, symbols, "", Labels.none(source), false);
        if (rows > 0 && (symbols != null || !times.isTyped())) {
            List<ColumnSchema> seen = new ArrayList<>(List.of(time));
            if (symbols != null) {
                seen.add(fields.get(columns.symbol()));
            }
            batches(seen, batch -> looking.look(batch, look));
            requireAll(looking.rows());
        }
        if (TimeCells.isLocal(time)) {
            look.seeLocal();
        }
        TimeReader timeReader = look.decide(source.name(), source.timeColumn());
        @Nullable String first = looking.firstSymbol();
        BarRows sink = new BarRows(source, options, first == null ? symbol : first, sideBySide || looking.hasSeveralSymbols(),
                timeReader.localZone());
        Labels labels = rows > 0 ? labels() : Labels.none(source);
        if (rows > 0) {
            collect(times, first == null ? null : symbols, labels, timeReader, sink);
        }
        List<String> notes = new ArrayList<>(columns.notes(options.reading().adjusted()));
        notes.addAll(timeReader.notes());
        if (first != null) {
            notes.addAll(columns.symbolNotes(looking.hasSeveralSymbols()));
        }
        notes.addAll(labels.notes());
        return CollectedTable.of(sink, first != null, notes);
    }

    /** Returns those of the others that the first rows show to be labels. */
    private Labels labels() {
        if (others.isEmpty()) {
            return Labels.none(source);
        }
        List<SymbolCells> all = others.stream().map(column -> SymbolCells.of(column, source)).toList();
        try (ColumnReaders readers = columnReaders(others)) {
            return readers.nextBatch() ? Labels.of(all, readers, source) : Labels.none(source);
        }
    }

    private void collect(TimeCells times, @Nullable SymbolCells symbols, Labels labels, TimeReader timeReader, BarRows sink) {
        List<ColumnSchema> used = new ArrayList<>(List.of(time));
        List<NumberCells> prices = new ArrayList<>();
        for (int i = 0; i < columns.prices().size(); i++) {
            prices.add(number(columns.prices().get(i), BarColumns.PRICE_NAMES.get(i), used));
        }
        @Nullable NumberCells volume = columns.volume() < 0 ? null : number(columns.volume(), "volume", used);
        @Nullable NumberCells adjusted =
                adjusts ? number(columns.adjusted(), columns.names().get(columns.adjusted()), used) : null;
        if (symbols != null) {
            used.add(fields.get(columns.symbol()));
        }
        others.stream().filter(labels::isOne).forEach(used::add);
        String symbolColumn = symbols == null ? "" : columns.names().get(columns.symbol());
        RowReader bars = new RowReader(times, prices, volume, adjusted, symbols, symbolColumn, labels, sideBySide);
        batches(used, batch -> bars.read(batch, timeReader, sink));
        requireAll(bars.rows());
    }

    private NumberCells number(int column, String name, List<ColumnSchema> used) {
        used.add(fields.get(column));
        return NumberCells.of(fields.get(column), name, source);
    }

    private void batches(List<ColumnSchema> used, Consumer<ColumnReaders> take) {
        try (ColumnReaders readers = columnReaders(used)) {
            while (readers.nextBatch()) {
                take.accept(readers);
            }
        }
    }

    private ColumnReaders columnReaders(List<ColumnSchema> used) {
        String[] names = new TreeSet<>(used.stream().map(ColumnSchema::name).toList()).toArray(String[]::new);
        return reader.columnReaders(ColumnProjection.columns(names));
    }

    private void requireAll(long read) {
        if (read != rows) {
            throw BarDataException.of(source.name(), "is damaged: it says " + rows + " rows, but has " + read);
        }
    }
}
