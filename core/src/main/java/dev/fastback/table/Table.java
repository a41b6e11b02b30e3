package dev.fastback.table;

import java.util.List;

/**
 * Columns of equal length.
 *
 * @param columns at least one, with different names
 */
public record Table(List<TableColumn> columns) {
    public Table {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("columns must not be empty");
        }
        for (TableColumn column : columns) {
            if (column.size() != columns.getFirst().size()) {
                throw new IllegalArgumentException("columns must have equal lengths: " + column.name() + " has " + column.size()
                        + ", " + columns.getFirst().name() + " has " + columns.getFirst().size());
            }
        }
        if (columns.stream().map(TableColumn::name).distinct().count() < columns.size()) {
            throw new IllegalArgumentException("columns must have different names: "
                    + columns.stream().map(TableColumn::name).toList());
        }
    }

    /** Returns how many rows there are. */
    public int rows() {
        return columns.getFirst().size();
    }
}
