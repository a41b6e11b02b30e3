package dev.fastback.parquet;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import net.jpountz.lz4.LZ4Factory;
import org.xerial.snappy.Snappy;

/**
 * Writes Parquet files for tests: one plain data page for each column of each group of rows. It shares no code with the reader and knows
 * just what the format's description says.
 */
final class TableFile {
    static final int UNCOMPRESSED = 0;
    static final int SNAPPY = 1;
    static final int GZIP = 2;
    static final int LZO = 3;
    static final int BROTLI = 4;
    static final int ZSTD = 6;
    static final int LZ4_RAW = 7;

    /** How a column's values are stored; values are given as Long, Double, String or bytes. */
    enum Kind {
        DOUBLE(5),
        FLOAT(4),
        INT32(1),
        INT64(2),
        UINT64(2),
        INT96(3),
        BOOLEAN(0),
        DATE(1),
        TIME_MILLIS(1),
        TIMESTAMP_MILLIS(2),
        TIMESTAMP_MICROS(2),
        TIMESTAMP_NANOS(2),
        LOCAL_MICROS(2),
        OLD_TIMESTAMP_MILLIS(2),
        OLD_TIMESTAMP_MICROS(2),
        TEXT(6),
        DECIMAL_INT32(1),
        DECIMAL_INT64(2),
        DECIMAL_FIXED(7),
        DECIMAL_BYTES(6),
        FLOAT16(7);

        final int type;

        Kind(int type) {
            this.type = type;
        }
    }

    /** Digits after the point of all decimals. */
    static final int SCALE = 4;

    private static final int DECIMAL_BYTES_LENGTH = 9;

    private record Column(String name, Kind kind, List<? extends @Nullable Object> values) {
        boolean optional() {
            return values.stream().anyMatch(value -> value == null);
        }
    }

    private final List<Column> columns = new ArrayList<>();
    private int codec = UNCOMPRESSED;
    private int groupRows = Integer.MAX_VALUE;
    private @Nullable String group;

    TableFile column(String name, Kind kind, List<? extends @Nullable Object> values) {
        columns.add(new Column(name, kind, values));
        return this;
    }

    TableFile codec(int newCodec) {
        codec = newCodec;
        return this;
    }

    TableFile groupRows(int rows) {
        groupRows = rows;
        return this;
    }

    /** Puts a group named {@code nested} with a column before the others. */
    TableFile withNestedColumn(String name) {
        group = name;
        return this;
    }

    byte[] bytes() {
        int rows = columns.getFirst().values().size();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(ascii("PAR1"));
        ThriftWriter footer = new ThriftWriter().begin().number(1, 2);
        writeSchema(footer);
        footer.number(3, (long) rows);
        int groups = rows == 0 ? 0 : (int) ((rows - 1L) / groupRows) + 1;
        footer.structs(4, groups);
        for (int first = 0; first < rows; first += Math.min(groupRows, rows - first)) {
            writeGroup(file, footer, first, first + Math.min(groupRows, rows - first));
        }
        byte[] end = footer.text(6, "TableFile").end().bytes();
        file.writeBytes(end);
        file.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(end.length).array());
        file.writeBytes(ascii("PAR1"));
        return file.toByteArray();
    }

    private void writeSchema(ThriftWriter footer) {
        footer.structs(2, columns.size() + (group != null ? 3 : 1));
        footer.begin().text(4, "schema").number(5, columns.size() + (group != null ? 1 : 0)).end();
        if (group != null) {
            footer.begin().number(3, 0).text(4, "nested").number(5, 1).end();
            footer.begin().number(1, Kind.DOUBLE.type).number(3, 0).text(4, group).end();
        }
        for (Column column : columns) {
            footer.begin().number(1, column.kind().type);
            if (column.kind().type == 7) {
                footer.number(2, column.kind() == Kind.FLOAT16 ? 2 : DECIMAL_BYTES_LENGTH);
            }
            footer.number(3, column.optional() ? 1 : 0).text(4, column.name());
            writeKind(footer, column.kind());
            footer.end();
        }
    }

    private static void writeKind(ThriftWriter footer, Kind kind) {
        switch (kind) {
            case DOUBLE, FLOAT, INT32, INT64, INT96, BOOLEAN -> { }
            case UINT64 -> footer.begin(10).begin(10).octet(1, 64).bool(2, false).end().end();
            case DATE -> footer.begin(10).begin(6).end().end();
            case TIME_MILLIS -> footer.begin(10).begin(7).bool(1, true).begin(2).begin(1).end().end().end().end();
            case TIMESTAMP_MILLIS -> timestamp(footer, true, 1);
            case TIMESTAMP_MICROS -> timestamp(footer, true, 2);
            case TIMESTAMP_NANOS -> timestamp(footer, true, 3);
            case LOCAL_MICROS -> timestamp(footer, false, 2);
            case OLD_TIMESTAMP_MILLIS -> footer.number(6, 9);
            case OLD_TIMESTAMP_MICROS -> footer.number(6, 10);
            case TEXT -> footer.begin(10).begin(1).end().end();
            case DECIMAL_INT32 -> decimal(footer, 9);
            case DECIMAL_INT64 -> decimal(footer, 18);
            case DECIMAL_FIXED, DECIMAL_BYTES -> decimal(footer, 20);
            case FLOAT16 -> footer.begin(10).begin(15).end().end();
        }
    }

    private static void timestamp(ThriftWriter footer, boolean utc, int unit) {
        footer.begin(10).begin(8).bool(1, utc).begin(2).begin(unit).end().end().end().end();
    }

    private static void decimal(ThriftWriter footer, int precision) {
        footer.number(6, 5).number(7, SCALE).number(8, precision);
        footer.begin(10).begin(5).number(1, SCALE).number(2, precision).end().end();
    }

    private void writeGroup(ByteArrayOutputStream file, ThriftWriter footer, int from, int to) {
        footer.begin().structs(1, columns.size() + (group != null ? 1 : 0));
        if (group != null) {
            List<Double> values = Collections.nCopies(to - from, -1.0);
            writeChunk(file, footer, new Column(group, Kind.DOUBLE, values), 0, to - from, "nested", group);
        }
        for (Column column : columns) {
            writeChunk(file, footer, column, from, to, column.name());
        }
        footer.number(2, (long) file.size()).number(3, (long) (to - from)).end();
    }

    private void writeChunk(
            ByteArrayOutputStream file, ThriftWriter footer, Column column, int from, int to, String... path) {
        byte[] plain = page(column, from, to);
        byte[] packed = packed(plain);
        int start = file.size();
        byte[] header = new ThriftWriter()
                .begin().number(1, 0).number(2, plain.length).number(3, packed.length)
                .begin(5).number(1, to - from).number(2, 0).number(3, 3).number(4, 3).end()
                .end()
                .bytes();
        file.writeBytes(header);
        file.writeBytes(packed);
        footer.begin().number(2, (long) start).begin(3)
                .number(1, column.kind().type)
                .numbers(2, 0, 3)
                .texts(3, path)
                .number(4, codec)
                .number(5, (long) (to - from))
                .number(6, (long) header.length + plain.length)
                .number(7, (long) header.length + packed.length)
                .number(9, (long) start)
                .end().end();
    }

    /** Returns the levels, where a column has nulls, and the values that are none. */
    private static byte[] page(Column column, int from, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (column.optional()) {
            ByteArrayOutputStream levels = new ByteArrayOutputStream();
            for (int i = from; i < to; i++) {
                levels.write(1 << 1); // a run of one
                levels.write(column.values().get(i) == null ? 0 : 1);
            }
            out.writeBytes(little(4).putInt(levels.size()).array());
            out.writeBytes(levels.toByteArray());
        }
        for (Object value : column.values().subList(from, to)) {
            if (value != null) {
                out.writeBytes(plain(column.kind(), value));
            }
        }
        return out.toByteArray();
    }

    private static byte[] plain(Kind kind, Object value) {
        return switch (kind) {
            case DOUBLE -> little(8).putDouble((Double) value).array();
            case FLOAT -> little(4).putFloat(((Double) value).floatValue()).array();
            case INT32, DATE, TIME_MILLIS, DECIMAL_INT32 -> little(4).putInt(((Long) value).intValue()).array();
            case INT64, UINT64, TIMESTAMP_MILLIS, TIMESTAMP_MICROS, TIMESTAMP_NANOS, LOCAL_MICROS, OLD_TIMESTAMP_MILLIS,
                    OLD_TIMESTAMP_MICROS, DECIMAL_INT64 -> little(8).putLong((Long) value).array();
            case INT96 -> {
                long millis = (Long) value;
                yield little(12).putLong(Math.floorMod(millis, 86_400_000L) * 1_000_000)
                        .putInt((int) (Math.floorDiv(millis, 86_400_000L) + 2_440_588)).array();
            }
            case TEXT -> {
                byte[] text = ((String) value).getBytes(StandardCharsets.UTF_8);
                yield little(4 + text.length).putInt(text.length).put(text).array();
            }
            case DECIMAL_FIXED -> ByteBuffer.allocate(DECIMAL_BYTES_LENGTH).put((byte) ((Long) value >> 63)).putLong((Long) value).array();
            case DECIMAL_BYTES -> {
                byte[] unscaled = java.math.BigInteger.valueOf((Long) value).toByteArray();
                yield little(4 + unscaled.length).putInt(unscaled.length).put(unscaled).array();
            }
            case FLOAT16 -> little(2).putShort(Float.floatToFloat16(((Double) value).floatValue())).array();
            case BOOLEAN -> throw new IllegalArgumentException("booleans are packed; write none");
        };
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private byte[] packed(byte[] plain) {
        try {
            return switch (codec) {
                case GZIP -> gzip(plain);
                case SNAPPY -> Snappy.compress(plain);
                case LZ4_RAW -> LZ4Factory.safeInstance().fastCompressor().compress(plain);
                case ZSTD -> Zstd.compress(plain);
                case BROTLI -> brotli(plain);
                default -> plain;
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] brotli(byte[] plain) throws IOException {
        Brotli4jLoader.ensureAvailability();
        return Encoder.compress(plain);
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
