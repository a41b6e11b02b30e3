package dev.fastback.formats;

import dev.fastback.data.BarSeries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.compression.NoCompressionCodec;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.util.Text;

/** Writes Arrow files and streams with Arrow's own library, of columns of any type. */
final class ArrowWriter {
    private static final BufferAllocator MEMORY = new RootAllocator();

    private final List<FieldVector> columns = new ArrayList<>();
    private final DictionaryProvider.MapDictionaryProvider dictionaries = new DictionaryProvider.MapDictionaryProvider();
    private final int rows;
    private boolean stream;
    private CodecType codec = CodecType.NO_COMPRESSION;
    private int batches = 1;

    ArrowWriter(int rows) {
        this.rows = rows;
    }

    static ArrowWriter of(BarSeries bars) {
        return new ArrowWriter(bars.size())
                .column("time", new ArrowType.Timestamp(org.apache.arrow.vector.types.TimeUnit.NANOSECOND, "UTC"),
                        i -> bars.timeMillis(i) * 1_000_000)
                .prices(bars);
    }

    ArrowWriter prices(BarSeries bars) {
        ArrowType real = new ArrowType.FloatingPoint(org.apache.arrow.vector.types.FloatingPointPrecision.DOUBLE);
        return column("open", real, bars::open).column("high", real, bars::high).column("low", real, bars::low)
                .column("close", real, bars::close).column("volume", real, bars::volume);
    }

    /** Adds a column; null is a missing value. */
    ArrowWriter column(String name, ArrowType type, IntFunction<Object> value) {
        FieldVector vector = new Field(name, FieldType.nullable(type), null).createVector(MEMORY);
        columns.add(fill(vector, rows, value));
        return this;
    }

    /** Adds a column of numbers that stand for texts. */
    ArrowWriter coded(String name, IntFunction<Object> value) {
        VarCharVector plain = (VarCharVector) fill(new VarCharVector(name, MEMORY), rows, value);
        List<Object> words = java.util.stream.IntStream.range(0, rows).mapToObj(value::apply)
                .filter(java.util.Objects::nonNull).distinct().toList();
        VarCharVector values = (VarCharVector) fill(new VarCharVector("values", MEMORY), words.size(), words::get);
        Dictionary dictionary = new Dictionary(
                values, new DictionaryEncoding(dictionaries.getDictionaryIds().size() + 1L, false, new ArrowType.Int(8, true)));
        dictionaries.put(dictionary);
        FieldVector coded = (FieldVector) DictionaryEncoder.encode(plain, dictionary);
        columns.add(coded);
        return this;
    }

    /** Adds columns that hold no bars and have parts of their own. */
    ArrowWriter nested() {
        StructVector struct = StructVector.empty("parts", MEMORY);
        struct.addOrGet("close", FieldType.nullable(new ArrowType.Int(32, true)), IntVector.class);
        struct.addOrGet("text", FieldType.nullable(new ArrowType.Utf8()), VarCharVector.class);
        struct.setValueCount(rows);
        columns.add(struct);
        ListVector list = ListVector.empty("list", MEMORY);
        list.addOrGetVector(FieldType.nullable(new ArrowType.Utf8()));
        list.setValueCount(rows);
        columns.add(list);
        columns.add(fill(new ViewVarCharVector("long views", MEMORY), rows, i -> "a text of more than twelve bytes, number " + i));
        return this;
    }

    ArrowWriter stream() {
        stream = true;
        return this;
    }

    ArrowWriter codec(CodecType type) {
        codec = type;
        return this;
    }

    /** Writes the rows in so many batches. */
    ArrowWriter batches(int count) {
        batches = count;
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        VectorSchemaRoot root = VectorSchemaRoot.create(
                new org.apache.arrow.vector.types.pojo.Schema(columns.stream().map(FieldVector::getField).toList()), MEMORY);
        CommonsCompressionFactory factory = CommonsCompressionFactory.INSTANCE;
        var compression = codec == CodecType.NO_COMPRESSION ? NoCompressionCodec.Factory.INSTANCE : factory;
        try (var writer = stream
                ? new ArrowStreamWriter(root, dictionaries, Channels.newChannel(bytes), IpcOption.DEFAULT, compression, codec)
                : new ArrowFileWriter(root, dictionaries, Channels.newChannel(bytes), Map.of(), IpcOption.DEFAULT, compression, codec)) {
            writer.start();
            for (int b = 0; b < batches; b++) {
                int from = rows * b / batches;
                int to = rows * (b + 1) / batches;
                for (int c = 0; c < columns.size(); c++) {
                    var pair = columns.get(c).getTransferPair(MEMORY);
                    pair.splitAndTransfer(from, to - from);
                    ((FieldVector) pair.getTo()).makeTransferPair(root.getVector(c)).transfer();
                }
                root.setRowCount(to - from);
                writer.writeBatch();
            }
            writer.end();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static FieldVector fill(FieldVector vector, int rows, IntFunction<Object> value) {
        vector.allocateNew();
        for (int i = 0; i < rows; i++) {
            Object o = value.apply(i);
            if (o == null) {
                continue;
            }
            switch (vector) {
                case BigIntVector v -> v.setSafe(i, ((Number) o).longValue());
                case UInt8Vector v -> v.setSafe(i, ((Number) o).longValue());
                case IntVector v -> v.setSafe(i, ((Number) o).intValue());
                case UInt4Vector v -> v.setSafe(i, ((Number) o).intValue());
                case SmallIntVector v -> v.setSafe(i, ((Number) o).intValue());
                case TinyIntVector v -> v.setSafe(i, ((Number) o).intValue());
                case Float4Vector v -> v.setSafe(i, ((Number) o).floatValue());
                case Float8Vector v -> v.setSafe(i, ((Number) o).doubleValue());
                case DecimalVector v -> v.setSafe(i, ((BigDecimal) o).setScale(v.getScale(), RoundingMode.HALF_EVEN));
                case Decimal256Vector v -> v.setSafe(i, ((BigDecimal) o).setScale(v.getScale(), RoundingMode.HALF_EVEN));
                case DateDayVector v -> v.setSafe(i, ((Number) o).intValue());
                case DateMilliVector v -> v.setSafe(i, ((Number) o).longValue());
                case TimeStampVector v -> v.setSafe(i, ((Number) o).longValue());
                case VarCharVector v -> v.setSafe(i, new Text(o.toString()));
                case LargeVarCharVector v -> v.setSafe(i, new Text(o.toString()));
                case ViewVarCharVector v -> v.setSafe(i, new Text(o.toString()));
                default -> throw new AssertionError(vector.getClass());
            }
        }
        vector.setValueCount(rows);
        return vector;
    }
}
