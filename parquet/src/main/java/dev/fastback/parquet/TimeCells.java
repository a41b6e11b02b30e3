package dev.fastback.parquet;

import dev.fastback.data.findings.BarSource;
import dev.fastback.data.reading.RowSink;
import dev.fastback.data.text.BarFields;
import dev.fastback.data.text.TimeLook;
import dev.fastback.data.text.TimeReader;
import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.schema.ColumnSchema;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The times of the current batch. */
abstract class TimeCells extends Cells {
    private static final long DAY_MILLIS = 86_400_000L;
    private static final long NANOS_OF_MILLI = 1_000_000L;

    private final String timeColumn;

    private TimeCells(ColumnSchema schema, BarSource source) {
        super(schema);
        this.timeColumn = source.timeColumn();
    }

    /**
     * Returns the cells for a column's type.
     *
     * @throws dev.fastback.data.findings.BarDataException if its type holds no times
     */
    static TimeCells of(ColumnSchema schema, BarSource source) {
        PhysicalType type = schema.type();
        @Nullable LogicalType logical = schema.logicalType();
        if (type == PhysicalType.INT64 && logical instanceof LogicalType.TimestampType timestamp) {
            return new Longs(schema, source, switch (timestamp.unit()) {
                case MILLIS -> 1;
                case MICROS -> 1_000;
                case NANOS -> NANOS_OF_MILLI;
            });
        }
        boolean whole = logical == null || logical instanceof LogicalType.IntType;
        if (type == PhysicalType.INT64 && whole) {
            return new Longs(schema, source, 0);
        }
        if (type == PhysicalType.INT32 && (whole || logical instanceof LogicalType.DateType)) {
            return new Ints(schema, source, logical instanceof LogicalType.DateType);
        }
        if (type == PhysicalType.DOUBLE) {
            return new Doubles(schema, source);
        }
        if (type == PhysicalType.INT96) {
            return new Int96(schema, source);
        }
        if (type == PhysicalType.BYTE_ARRAY && (logical == null || logical instanceof LogicalType.StringType)) {
            return new Text(schema, source);
        }
        throw wrongType(schema, source, "time");
    }

    /** Returns whether a column's type is that of a time. */
    static boolean isTyped(ColumnSchema schema) {
        return schema.type() == PhysicalType.INT96
                || schema.logicalType() instanceof LogicalType.TimestampType
                || schema.logicalType() instanceof LogicalType.DateType;
    }

    /** Returns whether a column holds times of day without a zone. */
    static boolean isLocal(ColumnSchema schema) {
        return schema.logicalType() instanceof LogicalType.TimestampType timestamp && !timestamp.isAdjustedToUTC();
    }

    /** Returns whether the column's type tells what its values mean, so that nothing must be looked at. */
    abstract boolean isTyped();

    /** Looks at time {@code i}. */
    final void see(int i, long row, TimeLook look) {
        if (!isNull(i)) {
            byte[] text = bytes(i);
            look.see(text, 0, text.length, row);
        }
    }

    /** Returns time {@code i}, milliseconds since the epoch, or a code that is {@linkplain TimeReader#isTime no time}. */
    final long millis(int i, TimeReader reader) {
        if (isNull(i)) {
            return TimeReader.none();
        }
        if (isTyped()) {
            return reader.bounded(read(i));
        }
        byte[] text = bytes(i);
        return reader.millis(text, 0, text.length);
    }

    /** Reports that time {@code i} cannot be read. */
    final void reject(int i, long row, long code, TimeReader reader, RowSink sink) {
        sink.reject(TimeReader.finding(code), row, timeColumn, isNull(i) ? null : text(i),
                isNull(i) ? "no time" : reader.complaint(code));
    }

    /** Returns time {@code i} of a typed column. */
    abstract long read(int i);

    /** Returns time {@code i} as messages give it. */
    abstract String text(int i);

    /** Returns time {@code i} as it would stand in a text. */
    byte[] bytes(int i) {
        return text(i).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static final class Longs extends TimeCells {
        private final long perMilli;
        private long[] values = {};

        /** Makes one: {@code perMilli} is the number of units per millisecond, 0 for numbers as in CSV files. */
        Longs(ColumnSchema schema, BarSource source, long perMilli) {
            super(schema, source);
            this.perMilli = perMilli;
        }

        @Override
        void load(ColumnReader reader) {
            values = reader.getLongs();
        }

        @Override
        long read(int i) {
            return Math.floorDiv(values[i], perMilli);
        }

        @Override
        boolean isTyped() {
            return perMilli > 0;
        }

        @Override
        String text(int i) {
            return Long.toString(values[i]);
        }
    }

    private static final class Ints extends TimeCells {
        private final boolean days;
        private int[] values = {};

        Ints(ColumnSchema schema, BarSource source, boolean days) {
            super(schema, source);
            this.days = days;
        }

        @Override
        void load(ColumnReader reader) {
            values = reader.getInts();
        }

        @Override
        long read(int i) {
            return values[i] * DAY_MILLIS;
        }

        @Override
        boolean isTyped() {
            return days;
        }

        @Override
        String text(int i) {
            return Integer.toString(values[i]);
        }
    }

    private static final class Doubles extends TimeCells {
        private double[] values = {};

        Doubles(ColumnSchema schema, BarSource source) {
            super(schema, source);
        }

        @Override
        void load(ColumnReader reader) {
            values = reader.getDoubles();
        }

        @Override
        boolean isTyped() {
            return false;
        }

        @Override
        long read(int i) {
            throw new IllegalStateException("a number tells no time of itself");
        }

        @Override
        String text(int i) {
            return Double.toString(values[i]);
        }
    }

    /** Nanoseconds of the day, then the Julian day, as older writers store it. */
    private static final class Int96 extends TimeCells {
        private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;

        private final Binary values = new Binary();

        Int96(ColumnSchema schema, BarSource source) {
            super(schema, source);
        }

        @Override
        void load(ColumnReader reader) {
            values.load(reader);
        }

        @Override
        long read(int i) {
            ByteBuffer bytes = ByteBuffer.wrap(values.value(i)).order(ByteOrder.LITTLE_ENDIAN);
            return (bytes.getInt(Long.BYTES) - JULIAN_DAY_OF_EPOCH) * DAY_MILLIS + Math.floorDiv(bytes.getLong(0), NANOS_OF_MILLI);
        }

        @Override
        boolean isTyped() {
            return true;
        }

        @Override
        String text(int i) {
            ByteBuffer bytes = ByteBuffer.wrap(values.value(i)).order(ByteOrder.LITTLE_ENDIAN);
            return "Julian day " + bytes.getInt(Long.BYTES) + " and " + bytes.getLong(0) + " ns";
        }
    }

    private static final class Text extends TimeCells {
        private final Binary values = new Binary();

        Text(ColumnSchema schema, BarSource source) {
            super(schema, source);
        }

        @Override
        void load(ColumnReader reader) {
            values.load(reader);
        }

        @Override
        long read(int i) {
            throw new IllegalStateException("a text tells no time of itself");
        }

        @Override
        boolean isTyped() {
            return false;
        }

        @Override
        byte[] bytes(int i) {
            return Arrays.copyOfRange(values.bytes(), values.start(i), values.end(i));
        }

        @Override
        String text(int i) {
            return BarFields.printable(values.bytes(), values.start(i), values.end(i));
        }
    }
}
