package dev.fastback.parquet;

import dev.fastback.data.BarCollector;
import dev.fastback.data.text.BarFields;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ColumnReaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Passes the rows of each batch of columns to a collector. */
final class RowReader {
    private static final int OPEN = 0;
    private static final int HIGH = 1;
    private static final int LOW = 2;
    private static final int CLOSE = 3;
    private static final int VOLUME = 4;

    private final TimeCells time;
    private final List<NumberCells> numbers;
    private final Map<Integer, Cells> all = new HashMap<>();
    private final @Nullable SymbolCells symbols;
    private BarCollector collector;
    private final double[] values = new double[VOLUME + 1];
    private long rows;

    /**
     * Makes one.
     *
     * @param numbers open, high, low, close and, where there is one, volume
     * @param symbols what finds the collector of a row; null where all rows go to one
     * @param collector the one
     */
    RowReader(TimeCells time, List<NumberCells> numbers, @Nullable SymbolCells symbols, BarCollector collector) {
        this.time = time;
        this.numbers = List.copyOf(numbers);
        this.symbols = symbols;
        this.collector = collector;
        all.put(time.index(), time);
        numbers.forEach(cells -> all.put(cells.index(), cells));
        if (symbols != null) {
            all.put(symbols.index(), symbols);
        }
    }

    /** Returns how many rows were passed on. */
    long rows() {
        return rows;
    }

    /** Passes the current batch on. */
    void take(ColumnReaders columns) {
        for (int k = 0; k < columns.getColumnCount(); k++) {
            ColumnReader column = columns.getColumnReader(k);
            Objects.requireNonNull(all.get(column.getColumnSchema().columnIndex()), "a column not asked for").take(column);
        }
        int count = columns.getRecordCount();
        for (int i = 0; i < count; i++) {
            rows++;
            if (symbols != null) {
                collector = symbols.collector(i);
            }
            takeRow(i);
        }
    }

    private void takeRow(int i) {
        long millis = time.millis(i);
        boolean readable = millis != BarFields.UNREADABLE_TIME;
        if (!readable) {
            time.reject(i, rows, collector);
        }
        for (int k = 0; k < numbers.size(); k++) {
            NumberCells cells = numbers.get(k);
            values[k] = cells.value(i);
            if (!Double.isFinite(values[k])) {
                readable &= !cells.reject(i, rows, collector);
            }
        }
        if (readable) {
            collector.add(rows, millis, values[OPEN], values[HIGH], values[LOW], values[CLOSE], values[VOLUME]);
        }
    }
}
