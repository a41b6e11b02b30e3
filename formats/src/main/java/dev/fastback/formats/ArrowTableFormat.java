package dev.fastback.formats;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.fastback.data.reading.FileMagic;
import dev.fastback.table.Table;
import dev.fastback.table.TableColumn;
import dev.fastback.table.TableFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.BodyCompressionMethod;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8;

/**
 * Writes Arrow files, which are feather files of version 2: times as timestamps in milliseconds, UTC, numbers as doubles and 64-bit integers,
 * texts in UTF-8, buffers compressed with Zstandard. The layout is told at {@link ArrowFile}.
 */
public final class ArrowTableFormat implements TableFormat {
    private static final int BATCH_ROWS = 1 << 17;
    private static final int ALIGNMENT = 8;
    private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);
    private static final int CONTINUED = -1;

    /** For {@link java.util.ServiceLoader}. */
    public ArrowTableFormat() {}

    @Override
    public String name() {
        return FileMagic.ARROW;
    }

    @Override
    public List<String> suffixes() {
        return List.of(".feather", ".arrow");
    }

    @Override
    public Optional<String> unavailable() {
        return Packer.unavailable();
    }

    @Override
    public void write(Table table, OutputStream out) throws IOException {
        CountingOutput file = new CountingOutput(out);
        file.write(MAGIC);
        file.align(ALIGNMENT);
        FlatBufferBuilder schema = new FlatBufferBuilder();
        writeMessage(schema, MessageHeader.Schema, schema(schema, table), new Body(), file);
        List<Written> batches = new ArrayList<>();
        try (Packer packer = new Packer()) {
            for (int from = 0; from < table.rows(); from += BATCH_ROWS) {
                batches.add(writeRows(table, from, Math.min(table.rows(), from + BATCH_ROWS), packer, file));
            }
        }
        file.write(ints(CONTINUED, 0));
        byte[] footer = footer(table, batches);
        file.write(footer);
        file.write(ints(footer.length));
        file.write(MAGIC);
        file.flush();
    }

    /** Where a batch was written. */
    private record Written(long offset, int description, long body) {}

    /** The buffers of some rows: where each is in the bytes, and how long. */
    private static final class Body {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final List<long[]> buffers = new ArrayList<>();

        void add(byte[] buffer, Packer packer) {
            int start = bytes.size();
            if (buffer.length > 0) {
                bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(buffer.length).array());
                bytes.writeBytes(packer.pack(buffer));
            }
            buffers.add(new long[] {start, bytes.size() - start});
            while (bytes.size() % ALIGNMENT != 0) {
                bytes.write(0);
            }
        }
    }

    private static Written writeRows(Table table, int from, int to, Packer packer, CountingOutput file) throws IOException {
        Body body = new Body();
        List<Integer> missing = new ArrayList<>();
        for (TableColumn column : table.columns()) {
            missing.add(missing(column, from, to));
            body.add(missing.getLast() == 0 ? new byte[0] : ColumnBytes.present(column, from, to), packer);
            if (column instanceof TableColumn.Texts texts) {
                body.add(ColumnBytes.offsets(texts, from, to), packer);
                body.add(ColumnBytes.texts(texts, from, to), packer);
            } else {
                body.add(ColumnBytes.values(column, from, to, true), packer);
            }
        }
        FlatBufferBuilder builder = new FlatBufferBuilder();
        return writeMessage(builder, MessageHeader.RecordBatch, batch(builder, to - from, missing, body), body, file);
    }

    private static int missing(TableColumn column, int from, int to) {
        int missing = 0;
        for (int row = from; row < to; row++) {
            missing += column.isMissing(row) ? 1 : 0;
        }
        return missing;
    }

    private static int batch(FlatBufferBuilder builder, int rows, List<Integer> missing, Body body) {
        RecordBatch.startNodesVector(builder, missing.size());
        for (int i = missing.size() - 1; i >= 0; i--) { // structures are written from the last to the first
            FieldNode.createFieldNode(builder, rows, missing.get(i));
        }
        int nodes = builder.endVector();
        RecordBatch.startBuffersVector(builder, body.buffers.size());
        for (int i = body.buffers.size() - 1; i >= 0; i--) {
            Buffer.createBuffer(builder, body.buffers.get(i)[0], body.buffers.get(i)[1]);
        }
        int buffers = builder.endVector();
        int compression = BodyCompression.createBodyCompression(builder, CompressionType.ZSTD, BodyCompressionMethod.BUFFER);
        RecordBatch.startRecordBatch(builder);
        RecordBatch.addLength(builder, rows);
        RecordBatch.addNodes(builder, nodes);
        RecordBatch.addBuffers(builder, buffers);
        RecordBatch.addCompression(builder, compression);
        return RecordBatch.endRecordBatch(builder);
    }

    private static Written writeMessage(FlatBufferBuilder builder, byte type, int header, Body body, CountingOutput file)
            throws IOException {
        builder.finish(Message.createMessage(builder, MetadataVersion.V5, type, header, body.bytes.size(), 0));
        long offset = file.position();
        byte[] description = builder.sizedByteArray();
        int padded = (description.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        file.write(ints(CONTINUED, padded));
        file.write(description);
        file.align(ALIGNMENT);
        long start = file.position();
        body.bytes.writeTo(file);
        return new Written(offset, Math.toIntExact(start - offset), body.bytes.size());
    }

    private static byte[] footer(Table table, List<Written> batches) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int schema = schema(builder, table);
        Footer.startDictionariesVector(builder, 0);
        int dictionaries = builder.endVector();
        Footer.startRecordBatchesVector(builder, batches.size());
        for (Written batch : batches.reversed()) {
            Block.createBlock(builder, batch.offset(), batch.description(), batch.body());
        }
        int blocks = builder.endVector();
        builder.finish(Footer.createFooter(builder, MetadataVersion.V5, schema, dictionaries, blocks, 0));
        return builder.sizedByteArray();
    }

    private static int schema(FlatBufferBuilder builder, Table table) {
        int[] fields = table.columns().stream().mapToInt(column -> field(builder, column)).toArray();
        return Schema.createSchema(builder, Endianness.Little, Schema.createFieldsVector(builder, fields), 0, 0);
    }

    private static int field(FlatBufferBuilder builder, TableColumn column) {
        int name = builder.createString(column.name());
        int children = Field.createChildrenVector(builder, new int[0]);
        byte kind = switch (column) {
            case TableColumn.Times times -> Type.Timestamp;
            case TableColumn.Wholes wholes -> Type.Int;
            case TableColumn.Numbers numbers -> Type.FloatingPoint;
            case TableColumn.Texts texts -> Type.Utf8;
        };
        int type = switch (column) {
            case TableColumn.Times times -> Timestamp.createTimestamp(builder, TimeUnit.MILLISECOND, builder.createString("UTC"));
            case TableColumn.Wholes wholes -> Int.createInt(builder, Long.SIZE, true);
            case TableColumn.Numbers numbers -> FloatingPoint.createFloatingPoint(builder, Precision.DOUBLE);
            case TableColumn.Texts texts -> {
                Utf8.startUtf8(builder);
                yield Utf8.endUtf8(builder);
            }
        };
        return Field.createField(builder, name, true, kind, type, 0, children, 0);
    }

    private static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }
}
