package dev.fastback.parquet;

import dev.fastback.data.findings.FindingKind;
import dev.fastback.data.reading.BarRows;
import dev.fastback.data.text.TimeLook;
import dev.fastback.data.text.TimeReader;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ColumnReaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Looks at the times and symbols of each batch of columns, or passes its rows on. */
final class RowReader {
    private static final int OPEN = 0;
    private static final int HIGH = 1;
    private static final int LOW = 2;
    private static final int CLOSE = 3;
    private static final int VOLUME = 4;
    private static final int ADJUSTED = 5;

    private final TimeCells time;
    private final List<NumberCells> numbers;
    private final int[] places;
    private final @Nullable SymbolCells symbols;
    private final String symbolColumn;
    private final Labels labels;
    private final boolean sideBySide;
    private final Map<Integer, Cells> all = new HashMap<>();
    private final double[] values = new double[ADJUSTED + 1];
    private long rows;
    private @Nullable String firstSymbol;
    private @Nullable String lastSymbol;
    private boolean severalSymbols;

    /**
     * Makes one.
     *
     * @param prices open, high, low and close
     * @param volume null where there is none
     * @param adjusted the adjusted close, null where prices stay as they are
     * @param symbols null where there are none
     * @param labels other columns to be looked at
     * @param sideBySide whether a row in which all prices are missing is none
     */
    RowReader(
            TimeCells time,
            List<NumberCells> prices,
            @Nullable NumberCells volume,
            @Nullable NumberCells adjusted,
            @Nullable SymbolCells symbols,
            String symbolColumn,
            Labels labels,
            boolean sideBySide) {
        this.time = time;
        this.sideBySide = sideBySide;
        this.labels = labels;
        this.symbols = symbols;
        this.symbolColumn = symbolColumn;
        List<NumberCells> found = new ArrayList<>(prices);
        places = new int[] {OPEN, HIGH, LOW, CLOSE, volume != null ? VOLUME : ADJUSTED, ADJUSTED};
        if (volume != null) {
            found.add(volume);
        }
        if (adjusted != null) {
            found.add(adjusted);
        }
        this.numbers = List.copyOf(found);
        all.put(time.index(), time);
        numbers.forEach(cells -> all.put(cells.index(), cells));
        if (symbols != null) {
            all.put(symbols.index(), symbols);
        }
        labels.columns().forEach(cells -> all.put(cells.index(), cells));
        values[ADJUSTED] = Double.NaN;
    }

    /** Returns how many rows were passed on. */
    long rows() {
        return rows;
    }

    /** Returns the first symbol that was seen, null when none was. */
    @Nullable String firstSymbol() {
        return firstSymbol;
    }

    /** Returns whether more than one symbol was seen. */
    boolean hasSeveralSymbols() {
        return severalSymbols;
    }

    /** Looks at the current batch, of which the time and the symbol are there. */
    void look(ColumnReaders columns, TimeLook look) {
        take(columns);
        int count = columns.getRecordCount();
        for (int i = 0; i < count; i++) {
            rows++;
            time.see(i, rows, look);
            @Nullable String symbol = symbols == null ? null : symbols.symbol(i);
            if (symbol != null) {
                severalSymbols |= firstSymbol != null && !firstSymbol.equals(symbol);
                firstSymbol = firstSymbol == null ? symbol : firstSymbol;
            }
        }
    }

    /** Passes the current batch on. */
    void read(ColumnReaders columns, TimeReader reader, BarRows sink) {
        take(columns);
        int count = columns.getRecordCount();
        for (int i = 0; i < count; i++) {
            rows++;
            readRow(i, reader, sink);
        }
    }

    private void take(ColumnReaders columns) {
        for (int k = 0; k < columns.getColumnCount(); k++) {
            ColumnReader column = columns.getColumnReader(k);
            Objects.requireNonNull(all.get(column.getColumnSchema().columnIndex()), "a column not asked for").take(column);
        }
    }

    private void readRow(int i, TimeReader reader, BarRows sink) {
        if (sideBySide && hasNoPrice(i)) {
            return;
        }
        @Nullable String symbolBefore = lastSymbol;
        boolean readable = takeSymbol(i, sink);
        long millis = time.millis(i, reader);
        if (!TimeReader.isTime(millis)) {
            readable = false;
            time.reject(i, rows, millis, reader, sink);
        }
        for (int k = 0; k < numbers.size(); k++) {
            NumberCells cells = numbers.get(k);
            double value = cells.value(i);
            values[places[k]] = value;
            if (!Double.isFinite(value)) {
                readable &= !cells.reject(i, rows, sink);
            }
        }
        if (readable) {
            // The same factor for all four: rounding keeps their order.
            labels.see(i, rows, values[CLOSE], Objects.equals(symbolBefore, lastSymbol));
            double ratio = Double.isNaN(values[ADJUSTED]) ? 1 : values[ADJUSTED] / values[CLOSE];
            sink.add(rows, millis, ratio * values[OPEN], ratio * values[HIGH], ratio * values[LOW], ratio * values[CLOSE],
                    values[VOLUME]);
        }
    }

    private boolean hasNoPrice(int i) {
        for (NumberCells price : numbers.subList(OPEN, CLOSE + 1)) {
            if (!price.isMissing(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean takeSymbol(int i, BarRows sink) {
        if (symbols == null) {
            return true;
        }
        @Nullable String symbol = symbols.symbol(i);
        if (symbol == null) {
            sink.reject(FindingKind.MISSING_SYMBOL, rows, symbolColumn, null, "no symbol");
            return false;
        }
        if (!symbol.equals(lastSymbol)) {
            lastSymbol = symbol;
            sink.symbol(symbol);
        }
        return true;
    }
}
