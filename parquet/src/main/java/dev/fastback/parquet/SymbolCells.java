package dev.fastback.parquet;

import dev.fastback.data.BarCollector;
import dev.fastback.data.BarSource;
import dev.fastback.data.BarTable;
import dev.fastback.data.Printable;
import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.schema.ColumnSchema;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The symbols of the current batch, and the series that they name. A null is no symbol. */
abstract class SymbolCells extends Cells {
    private final BarTable table;

    private SymbolCells(ColumnSchema schema, BarTable table) {
        super(schema);
        this.table = table;
    }

    /**
     * Returns the cells for a column's type.
     *
     * @throws dev.fastback.data.BarDataException if its type is neither text nor whole numbers
     */
    static SymbolCells of(ColumnSchema schema, BarTable table, BarSource source) {
        @Nullable LogicalType logical = schema.logicalType();
        boolean whole = logical == null || logical instanceof LogicalType.IntType;
        if (schema.type() == PhysicalType.BYTE_ARRAY && !(logical instanceof LogicalType.DecimalType)) {
            return new Text(schema, table);
        }
        if (whole && schema.type() == PhysicalType.INT64) {
            return new Longs(schema, table);
        }
        if (whole && schema.type() == PhysicalType.INT32) {
            return new Ints(schema, table);
        }
        throw wrongType(schema, source, "symbol");
    }

    /** Returns what takes row {@code i}. */
    final BarCollector collector(int i) {
        return isNull(i) ? table.nameless() : read(i);
    }

    abstract BarCollector read(int i);

    final BarCollector named(String symbol) {
        return table.collector(symbol);
    }

    private static final class Text extends SymbolCells {
        private final Binary values = new Binary();

        // The symbol of the row before and its series: where symbols follow one another, no text is made of them.
        private byte[] lastSymbol = {};
        private BarCollector last;

        Text(ColumnSchema schema, BarTable table) {
            super(schema, table);
            last = table.nameless();
        }

        @Override
        void load(ColumnReader reader) {
            values.load(reader);
        }

        @Override
        BarCollector read(int i) {
            int from = values.start(i);
            int to = values.end(i);
            if (!Arrays.equals(values.bytes(), from, to, lastSymbol, 0, lastSymbol.length)) {
                lastSymbol = Arrays.copyOfRange(values.bytes(), from, to);
                last = named(Printable.text(new String(lastSymbol, StandardCharsets.UTF_8)));
            }
            return last;
        }
    }

    private static final class Longs extends SymbolCells {
        private long[] values = {};

        Longs(ColumnSchema schema, BarTable table) {
            super(schema, table);
        }

        @Override
        void load(ColumnReader reader) {
            values = reader.getLongs();
        }

        @Override
        BarCollector read(int i) {
            return named(Long.toString(values[i]));
        }
    }

    private static final class Ints extends SymbolCells {
        private int[] values = {};

        Ints(ColumnSchema schema, BarTable table) {
            super(schema, table);
        }

        @Override
        void load(ColumnReader reader) {
            values = reader.getInts();
        }

        @Override
        BarCollector read(int i) {
            return named(Integer.toString(values[i]));
        }
    }
}
