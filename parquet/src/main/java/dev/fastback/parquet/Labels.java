package dev.fastback.parquet;

import dev.fastback.data.Printable;
import dev.fastback.data.findings.BarSource;
import dev.fastback.data.text.LabelChanges;
import dev.fastback.data.text.RowLabels;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.schema.ColumnSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Columns that are used for nothing and name what a row belongs to. */
final class Labels {
    private final List<SymbolCells> columns;
    private final RowLabels rows;

    private Labels(List<SymbolCells> columns, List<String> names, BarSource source) {
        this.columns = columns;
        this.rows = new RowLabels(names, source);
    }

    static Labels none(BarSource source) {
        return new Labels(List.of(), List.of(), source);
    }

    /**
     * Returns those of some columns that are labels.
     *
     * @param first the first batch of just these columns
     */
    static Labels of(List<SymbolCells> columns, ColumnReaders first, BarSource source) {
        Map<Integer, ColumnReader> readers = new HashMap<>();
        for (int k = 0; k < first.getColumnCount(); k++) {
            readers.put(first.getColumnReader(k).getColumnSchema().columnIndex(), first.getColumnReader(k));
        }
        int sampled = Math.min(first.getRecordCount(), LabelChanges.SAMPLED_ROWS);
        List<SymbolCells> found = columns.stream()
                .filter(cells -> {
                    cells.take(Objects.requireNonNull(readers.get(cells.index()), "a column not asked for"));
                    return LabelChanges.areLabels(
                            IntStream.range(0, sampled).mapToObj(i -> Objects.requireNonNullElse(cells.symbol(i), "")).toList());
                })
                .toList();
        List<String> names = found.stream()
                .map(cells -> Objects.requireNonNull(readers.get(cells.index()), "a column not asked for").getColumnSchema().name())
                .map(name -> Printable.text(name).toLowerCase(Locale.ROOT))
                .toList();
        return new Labels(found, names, source);
    }

    /** Returns the cells of each label. */
    List<SymbolCells> columns() {
        return columns;
    }

    boolean isOne(ColumnSchema column) {
        return columns.stream().anyMatch(cells -> cells.index() == column.columnIndex());
    }

    /** Looks at row {@code i} of the current batch, which could be read. */
    void see(int i, long row, double close, boolean sameSymbol) {
        if (!columns.isEmpty()) {
            rows.see(row, close, sameSymbol, label -> columns.get(label).symbol(i));
        }
    }

    List<String> notes() {
        return rows.notes();
    }
}
