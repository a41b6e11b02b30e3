package dev.fastback.parquet;

import dev.fastback.data.findings.BarSource;
import dev.fastback.data.findings.FindingKind;
import dev.fastback.data.reading.RowSink;
import dev.fastback.data.text.BarFields;
import dev.hardwood.metadata.LogicalType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.schema.ColumnSchema;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The prices of one kind, or the volumes, of the current batch. */
abstract class NumberCells extends Cells {
    private final String field;

    private NumberCells(ColumnSchema schema, String field) {
        super(schema);
        this.field = field;
    }

    /**
     * Returns the cells for a column's type.
     *
     * @param field what the column holds, as messages name it
     * @throws dev.fastback.data.findings.BarDataException if its type holds no numbers
     */
    static NumberCells of(ColumnSchema schema, String field, BarSource source) {
        @Nullable LogicalType logical = schema.logicalType();
        int scale = logical instanceof LogicalType.DecimalType decimal ? decimal.scale() : 0;
        boolean whole = logical == null || logical instanceof LogicalType.IntType || logical instanceof LogicalType.DecimalType;
        boolean signed = !(logical instanceof LogicalType.IntType integer) || integer.isSigned();
        @Nullable NumberCells cells = switch (schema.type()) {
            case DOUBLE -> new Doubles(schema, field);
            case FLOAT -> new Floats(schema, field);
            case INT32 -> whole ? new Ints(schema, field, scale, signed) : null;
            case INT64 -> whole ? new Longs(schema, field, scale, signed) : null;
            case BYTE_ARRAY -> logical instanceof LogicalType.DecimalType
                    ? new Decimals(schema, field, scale)
                    : logical == null || logical instanceof LogicalType.StringType ? new Text(schema, field) : null;
            case FIXED_LEN_BYTE_ARRAY -> logical instanceof LogicalType.DecimalType
                    ? new Decimals(schema, field, scale)
                    : logical instanceof LogicalType.Float16Type ? new Halves(schema, field) : null;
            case BOOLEAN, INT96 -> null;
        };
        if (cells == null) {
            throw wrongType(schema, source, "number");
        }
        return cells;
    }

    /** Returns number {@code i}; NaN or infinite where it is missing or unreadable. */
    final double value(int i) {
        return isNull(i) ? Double.NaN : read(i);
    }

    /** Returns whether number {@code i} is a null or, as programs write one among numbers, NaN. */
    final boolean isMissing(int i) {
        return isNull(i) || !(this instanceof Text) && Double.isNaN(read(i));
    }

    /** Reports what is wrong with number {@code i}, which is not finite; returns whether it was unreadable. */
    final boolean reject(int i, long row, RowSink sink) {
        if (isNull(i)) {
            sink.reject(FindingKind.UNREADABLE_NUMBER, row, field, null, "no number");
            return true;
        }
        return rejectUnreadable(i, row, field, sink);
    }

    /** Reports why a number could not be read, if it could not; the sink's checks are for the others. */
    boolean rejectUnreadable(int i, long row, String name, RowSink sink) {
        return false;
    }

    abstract double read(int i);

    private static double decimal(long unscaled, int scale) {
        return scale == 0 ? unscaled : BigDecimal.valueOf(unscaled, scale).doubleValue();
    }

    private static final class Doubles extends NumberCells {
        private double[] values = {};

        Doubles(ColumnSchema schema, String field) {
            super(schema, field);
        }

        @Override
        void load(ColumnReader reader) {
            values = reader.getDoubles();
        }

        @Override
        double read(int i) {
            return values[i];
        }
    }

    private static final class Floats extends NumberCells {
        private float[] values = {};

        Floats(ColumnSchema schema, String field) {
            super(schema, field);
        }

        @Override
        void load(ColumnReader reader) {
            values = reader.getFloats();
        }

        @Override
        double read(int i) {
            return values[i];
        }
    }

    private static final class Ints extends NumberCells {
        private final int scale;
        private final boolean signed;
        private int[] values = {};

        Ints(ColumnSchema schema, String field, int scale, boolean signed) {
            super(schema, field);
            this.scale = scale;
            this.signed = signed;
        }

        @Override
        void load(ColumnReader reader) {
            values = reader.getInts();
        }

        @Override
        double read(int i) {
            return decimal(signed ? values[i] : Integer.toUnsignedLong(values[i]), scale);
        }
    }

    private static final class Longs extends NumberCells {
        private final int scale;
        private final boolean signed;
        private long[] values = {};

        Longs(ColumnSchema schema, String field, int scale, boolean signed) {
            super(schema, field);
            this.scale = scale;
            this.signed = signed;
        }

        @Override
        void load(ColumnReader reader) {
            values = reader.getLongs();
        }

        @Override
        double read(int i) {
            return signed || values[i] >= 0
                    ? decimal(values[i], scale)
                    : new BigInteger(Long.toUnsignedString(values[i])).doubleValue();
        }
    }

    /** Numbers that are byte strings. */
    private abstract static class Bytes extends NumberCells {
        final Binary values = new Binary();

        Bytes(ColumnSchema schema, String field) {
            super(schema, field);
        }

        @Override
        final void load(ColumnReader reader) {
            values.load(reader);
        }
    }

    /** Unscaled values as big-endian bytes. */
    private static final class Decimals extends Bytes {
        private final int scale;

        Decimals(ColumnSchema schema, String field, int scale) {
            super(schema, field);
            this.scale = scale;
        }

        @Override
        double read(int i) {
            byte[] unscaled = values.value(i);
            return unscaled.length == 0 ? Double.NaN : new BigDecimal(new BigInteger(unscaled), scale).doubleValue();
        }
    }

    private static final class Halves extends Bytes {
        Halves(ColumnSchema schema, String field) {
            super(schema, field);
        }

        @Override
        double read(int i) {
            byte[] bytes = values.value(i);
            return Float.float16ToFloat((short) ((bytes[0] & 0xff) | bytes[1] << 8));
        }
    }

    private static final class Text extends Bytes {
        Text(ColumnSchema schema, String field) {
            super(schema, field);
        }

        @Override
        double read(int i) {
            return BarFields.number(values.bytes(), values.start(i), values.end(i));
        }

        @Override
        boolean rejectUnreadable(int i, long row, String name, RowSink sink) {
            byte[] bytes = values.bytes();
            int from = values.start(i);
            int to = values.end(i);
            sink.reject(BarFields.numberFinding(bytes, from, to), row, name, BarFields.printable(bytes, from, to),
                    BarFields.numberComplaint(bytes, from, to));
            return true;
        }
    }
}
