package dev.fastback.data.reading;

import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import dev.fastback.table.Table;
import dev.fastback.table.TableColumn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bars as a table to be written: {@code symbol} where it is asked for, {@code time}, the four prices, and {@code volume} unless all
 * volumes are zero. Read again, it gives the same bars.
 */
public final class TableOfBars {
    private TableOfBars() {}

    /**
     * Returns the bars of all series, one series after another.
     *
     * @param series at least one
     * @param symbols whether there is a column of symbols; needed where there are several
     */
    public static Table of(List<BarSeries> series, boolean symbols) {
        if (series.isEmpty() || series.size() > 1 && !symbols) {
            throw new IllegalArgumentException("several series need a column of symbols, and at least one is needed: " + series);
        }
        int rows = Math.toIntExact(series.stream().mapToLong(BarSeries::size).sum());
        List<TableColumn> columns = new ArrayList<>();
        if (symbols) {
            List<@Nullable String> names = new ArrayList<>(rows);
            series.forEach(bars -> names.addAll(Collections.nCopies(bars.size(), bars.symbol())));
            columns.add(new TableColumn.Texts("symbol", names));
        }
        columns.add(new TableColumn.Times("time", times(series, rows)));
        for (Column column : Column.values()) {
            columns.add(new TableColumn.Numbers(
                    BarColumns.PRICE_NAMES.get(column.ordinal()), numbers(series, rows, (bars, i) -> bars.value(column, i))));
        }
        double[] volumes = numbers(series, rows, BarSeries::volume);
        for (double volume : volumes) {
            if (Double.doubleToRawLongBits(volume) != 0) { // -0 is another number than 0
                columns.add(new TableColumn.Numbers("volume", volumes));
                break;
            }
        }
        return new Table(columns);
    }

    private interface Value {
        double of(BarSeries bars, int i);
    }

    private static long[] times(List<BarSeries> series, int rows) {
        long[] times = new long[rows];
        int row = 0;
        for (BarSeries bars : series) {
            for (int i = 0; i < bars.size(); i++) {
                times[row++] = bars.timeMillis(i);
            }
        }
        return times;
    }

    private static double[] numbers(List<BarSeries> series, int rows, Value value) {
        double[] numbers = new double[rows];
        int row = 0;
        for (BarSeries bars : series) {
            for (int i = 0; i < bars.size(); i++) {
                numbers[row++] = value.of(bars, i);
            }
        }
        return numbers;
    }
}
