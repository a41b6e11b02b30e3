package dev.fastback.parquet;

import dev.fastback.data.BarCollector;
import dev.fastback.data.BarSource;
import dev.fastback.data.FindingKind;
import dev.fastback.data.text.BarFields;
import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.schema.ColumnSchema;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** The times of the current batch. */
abstract class TimeCells extends Cells {
    private static final long DAY_MILLIS = 86_400_000L;
    private static final long NANOS_OF_MILLI = 1_000_000L;

    /** Times are below this in magnitude, as in CSV files: the years to 5138. */
    private static final long MILLIS_BELOW = 100_000_000_000_000L;

    private final String timeColumn;

    private TimeCells(ColumnSchema schema, BarSource source) {
        super(schema);
        this.timeColumn = source.timeColumn();
    }

    /**
     * Returns the cells for a column's type.
     *
     * @throws dev.fastback.data.BarDataException if its type holds no times
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
        if (type == PhysicalType.DOUBLE) {
            return new Doubles(schema, source);
        }
        boolean whole = logical == null || logical instanceof LogicalType.IntType;
        if (type == PhysicalType.INT64 && whole) {
            return new Longs(schema, source, 0);
        }
        if (type == PhysicalType.INT32 && (whole || logical instanceof LogicalType.DateType)) {
            return new Ints(schema, source, logical instanceof LogicalType.DateType);
        }
        if (type == PhysicalType.INT96) {
            return new Int96(schema, source);
        }
        if (type == PhysicalType.BYTE_ARRAY && (logical == null || logical instanceof LogicalType.StringType)) {
            return new Text(schema, source);
        }
        throw wrongType(schema, source, "time");
    }

    /** Returns time {@code i} in milliseconds since the epoch; {@link BarFields#UNREADABLE_TIME} when it is unreadable. */
    final long millis(int i) {
        long millis = isNull(i) ? BarFields.UNREADABLE_TIME : read(i);
        return millis > -MILLIS_BELOW && millis < MILLIS_BELOW ? millis : BarFields.UNREADABLE_TIME;
    }

    /** Returns time {@code i} as a plain number; NaN or infinite when it is none. */
    final double number(int i) {
        return isNull(i) ? Double.NaN : readNumber(i);
    }

    /** Reports that time {@code i} cannot be read. */
    final void reject(int i, long row, BarCollector collector) {
        collector.reject(FindingKind.UNREADABLE_TIME, row, timeColumn, isNull(i) ? null : text(i),
                isNull(i) ? "no time" : BarFields.TIME_COMPLAINT);
    }

    abstract long read(int i);

    double readNumber(int i) {
        return Double.NaN;
    }

    abstract String text(int i);

    private static final class Longs extends TimeCells {
        private final long perMilli;
        private long[] values = {};

        /** Makes one: {@code perMilli} is the number of units per millisecond, 0 for plain numbers as in CSV files. */
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
            return perMilli == 0 ? BarFields.UNREADABLE_TIME : Math.floorDiv(values[i], perMilli);
        }

        @Override
        double readNumber(int i) {
            return perMilli == 0 ? values[i] : Double.NaN;
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
            return days ? values[i] * DAY_MILLIS : BarFields.UNREADABLE_TIME;
        }

        @Override
        double readNumber(int i) {
            return days ? Double.NaN : values[i];
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
        long read(int i) {
            return BarFields.UNREADABLE_TIME;
        }

        @Override
        double readNumber(int i) {
            return values[i];
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
            return BarFields.time(values.bytes(), values.start(i), values.end(i));
        }

        @Override
        double readNumber(int i) {
            return BarFields.number(values.bytes(), values.start(i), values.end(i));
        }

        @Override
        String text(int i) {
            return BarFields.printable(values.bytes(), values.start(i), values.end(i));
        }
    }
}
