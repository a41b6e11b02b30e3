package dev.fastback.parquet;

import dev.fastback.data.BarCollector;
import dev.fastback.data.text.BarFields;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ColumnReaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
    private final BarCollector collector;
    private final double[] values = new double[VOLUME + 1];
    private long rows;

    /**
     * Makes one.
     *
     * @param numbers open, high, low, close and, where there is one, volume
     */
    RowReader(TimeCells time, List<NumberCells> numbers, BarCollector collector) {
        this.time = time;
        this.numbers = List.copyOf(numbers);
        this.collector = collector;
        all.put(time.index(), time);
        numbers.forEach(cells -> all.put(cells.index(), cells));
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
            takeRow(i);
        }
    }

    private void takeRow(int i) {
        long millis = time.millis(i);
        double number = millis == BarFields.UNREADABLE_TIME ? time.number(i) : Double.NaN;
        boolean readable = millis != BarFields.UNREADABLE_TIME || Double.isFinite(number);
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
        if (readable && millis == BarFields.UNREADABLE_TIME) {
            collector.addNumber(rows, number, values[OPEN], values[HIGH], values[LOW], values[CLOSE], values[VOLUME]);
        } else if (readable) {
            collector.add(rows, millis, values[OPEN], values[HIGH], values[LOW], values[CLOSE], values[VOLUME]);
        }
    }
}
