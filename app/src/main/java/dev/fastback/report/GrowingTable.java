package dev.fastback.report;

import dev.fastback.table.Table;
import dev.fastback.table.TableColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table that is made row by row: a column appears when it is first set, and what a row does not set is missing in it. Columns of values hold whole
 * numbers where all values are whole, numbers where all are numbers, and texts otherwise. Not safe for use by several threads.
 */
final class GrowingTable {
    private final Map<String, Cells> columns = new LinkedHashMap<>();
    private int rows;

    private enum Kind {
        TIME,
        WHOLE,
        NUMBER,
        TEXT
    }

    /** Cells of a column: numbers until a text comes. */
    private static final class Cells {
        private Kind kind;
        private long[] wholes = new long[64];
        private double[] numbers = new double[64];
        private final List<@Nullable String> texts = new ArrayList<>();
        private int size;

        Cells(Kind kind) {
            this.kind = kind;
        }

        /** Makes the column as long as a row needs, with missing cells. */
        void fill(int length) {
            if (length > wholes.length) {
                wholes = Arrays.copyOf(wholes, Math.max(length, 2 * wholes.length));
                numbers = Arrays.copyOf(numbers, wholes.length);
            }
            while (size < length) {
                wholes[size] = TableColumn.MISSING;
                numbers[size] = Double.NaN;
                if (kind == Kind.TEXT) {
                    texts.add(null);
                }
                size++;
            }
        }

        void setWhole(int row, long value) {
            fill(row + 1);
            wholes[row] = value;
            numbers[row] = value;
            if (kind == Kind.TEXT) {
                texts.set(row, Long.toString(value));
            }
        }

        void setNumber(int row, double value) {
            fill(row + 1);
            numbers[row] = value;
            if (kind == Kind.WHOLE) {
                kind = Kind.NUMBER;
            } else if (kind == Kind.TEXT) {
                texts.set(row, Double.toString(value));
            }
        }

        void setText(int row, String value) {
            if (kind != Kind.TEXT) {
                for (int i = 0; i < size; i++) {
                    texts.add(Double.isNaN(numbers[i]) ? null : kind == Kind.NUMBER ? Double.toString(numbers[i]) : Long.toString(wholes[i]));
                }
                kind = Kind.TEXT;
            }
            fill(row + 1);
            texts.set(row, value);
        }

        TableColumn column(String name, int length) {
            fill(length);
            return switch (kind) {
                case TIME -> new TableColumn.Times(name, Arrays.copyOf(wholes, length));
                case WHOLE -> new TableColumn.Wholes(name, Arrays.copyOf(wholes, length));
                case NUMBER -> new TableColumn.Numbers(name, Arrays.copyOf(numbers, length));
                case TEXT -> new TableColumn.Texts(name, texts);
            };
        }
    }

    private Cells cells(String name, Kind kind) {
        return columns.computeIfAbsent(name, added -> new Cells(kind));
    }

    void text(String name, @Nullable String value) {
        Cells cells = cells(name, Kind.TEXT);
        if (value != null) {
            cells.setText(rows, value);
        }
    }

    void whole(String name, long value) {
        cells(name, Kind.WHOLE).setWhole(rows, value);
    }

    /** Sets a point in time, in milliseconds since the epoch. */
    void time(String name, long millis) {
        cells(name, Kind.TIME).setWhole(rows, millis);
    }

    void number(String name, double value) {
        cells(name, Kind.NUMBER).setNumber(rows, value);
    }

    /** Sets a value of a parameter or figure: a whole or real number, a flag as {@code true} or {@code false}, or a text; null for none. */
    void value(String name, @Nullable Object value) {
        Cells cells = cells(name, Kind.WHOLE);
        switch (value) {
            case null -> {
                // missing
            }
            case Long whole -> cells.setWhole(rows, whole);
            case Double real -> cells.setNumber(rows, real);
            default -> cells.setText(rows, String.valueOf(value));
        }
    }

    /** Ends a row. */
    void end() {
        rows++;
    }

    /** Returns the table. */
    Table table() {
        List<TableColumn> all = new ArrayList<>();
        columns.forEach((name, cells) -> all.add(cells.column(name, rows)));
        return new Table(all);
    }
}
