package dev.fastback.parquet;

import dev.fastback.data.Printable;
import dev.fastback.data.findings.BarSource;
import dev.hardwood.metadata.LogicalType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.schema.ColumnSchema;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The symbols of the current batch: texts, or whole numbers that stand for one. */
abstract class SymbolCells extends Cells {
    private SymbolCells(ColumnSchema schema) {
        super(schema);
    }

    /**
     * Returns the cells for a column's type.
     *
     * @throws dev.fastback.data.findings.BarDataException if its type holds no symbols
     */
    static SymbolCells of(ColumnSchema schema, BarSource source) {
        @Nullable LogicalType logical = schema.logicalType();
        boolean whole = logical == null || logical instanceof LogicalType.IntType;
        return switch (schema.type()) {
            case BYTE_ARRAY -> new Text(schema);
            case INT32 -> new Numbers(schema, false);
            case INT64 -> {
                if (!whole) {
                    throw wrongType(schema, source, "symbol");
                }
                yield new Numbers(schema, true);
            }
            default -> throw wrongType(schema, source, "symbol");
        };
    }

    /** Returns whether a column's type is one of texts or whole numbers, which may name what a row belongs to. */
    static boolean canHoldLabels(ColumnSchema schema) {
        @Nullable LogicalType logical = schema.logicalType();
        return switch (schema.type()) {
            case BYTE_ARRAY -> logical == null || logical instanceof LogicalType.StringType || logical instanceof LogicalType.EnumType;
            case INT32, INT64 -> logical == null || logical instanceof LogicalType.IntType;
            default -> false;
        };
    }

    /** Returns symbol {@code i}, fit for printing; null where there is none. */
    final @Nullable String symbol(int i) {
        if (isNull(i)) {
            return null;
        }
        String text = Printable.text(text(i)).strip();
        return text.isBlank() ? null : text;
    }

    abstract String text(int i);

    private static final class Text extends SymbolCells {
        private final Binary values = new Binary();

        Text(ColumnSchema schema) {
            super(schema);
        }

        @Override
        void load(ColumnReader reader) {
            values.load(reader);
        }

        @Override
        String text(int i) {
            return new String(values.bytes(), values.start(i), values.end(i) - values.start(i), StandardCharsets.UTF_8);
        }
    }

    private static final class Numbers extends SymbolCells {
        private final boolean wide;
        private long[] longs = {};
        private int[] ints = {};

        Numbers(ColumnSchema schema, boolean wide) {
            super(schema);
            this.wide = wide;
        }

        @Override
        void load(ColumnReader reader) {
            if (wide) {
                longs = reader.getLongs();
            } else {
                ints = reader.getInts();
            }
        }

        @Override
        String text(int i) {
            return Long.toString(wide ? longs[i] : ints[i]);
        }
    }
}
