package dev.fastback.formats;

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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MilliSeconds;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;
import shaded.parquet.org.apache.thrift.TBase;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.transport.TMemoryBuffer;

/**
 * Writes Parquet files: times as TIMESTAMP in milliseconds, UTC, numbers as DOUBLE and INT64, texts as STRING, in pages that are encoded
 * PLAIN, compressed with Zstandard, and have a checksum. A column of which a value is missing is OPTIONAL, others are REQUIRED.
 *
 * <p>Layout [1]: {@code PAR1}; for each group of rows and each column its pages, a header before each; the description of all that, its
 * length, and {@code PAR1}.
 *
 * <p>[1] Apache Parquet, "File Format", version 2.11.
 */
public final class ParquetTableFormat implements TableFormat {
    private static final int PAGE_ROWS = 1 << 17;
    private static final int GROUP_ROWS = 1 << 20;
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    /** For {@link java.util.ServiceLoader}. */
    public ParquetTableFormat() {}

    @Override
    public String name() {
        return FileMagic.PARQUET;
    }

    @Override
    public List<String> suffixes() {
        return List.of(".parquet");
    }

    @Override
    public Optional<String> unavailable() {
        return Packer.unavailable();
    }

    @Override
    public void write(Table table, OutputStream out) throws IOException {
        CountingOutput file = new CountingOutput(out);
        file.write(MAGIC);
        List<RowGroup> groups = new ArrayList<>();
        try (Packer packer = new Packer()) {
            for (int from = 0; from < table.rows(); from += GROUP_ROWS) {
                groups.add(writeGroup(table, from, Math.min(table.rows(), from + GROUP_ROWS), packer, file));
            }
        }
        long start = file.position();
        FileMetaData description = new FileMetaData(2, schema(table), table.rows(), groups);
        description.setCreated_by("fastback");
        file.write(bytes(description));
        file.write(ints(Math.toIntExact(file.position() - start)));
        file.write(MAGIC);
        file.flush();
    }

    private static RowGroup writeGroup(Table table, int from, int to, Packer packer, CountingOutput file) throws IOException {
        List<ColumnChunk> chunks = new ArrayList<>();
        long bytes = 0;
        for (TableColumn column : table.columns()) {
            ColumnMetaData written = writeColumn(column, from, to, packer, file);
            ColumnChunk chunk = new ColumnChunk(0);
            chunk.setMeta_data(written);
            chunks.add(chunk);
            bytes += written.getTotal_uncompressed_size();
        }
        return new RowGroup(chunks, bytes, to - from);
    }

    private static ColumnMetaData writeColumn(TableColumn column, int from, int to, Packer packer, CountingOutput file)
            throws IOException {
        boolean optional = isOptional(column);
        long start = file.position();
        long unpacked = 0;
        for (int first = from; first < to; first += PAGE_ROWS) {
            int end = Math.min(to, first + PAGE_ROWS);
            byte[] page = page(column, first, end, optional);
            byte[] packed = packer.pack(page);
            long before = file.position();
            file.write(bytes(header(page.length, packed, end - first)));
            unpacked += file.position() - before + page.length;
            file.write(packed);
        }
        return new ColumnMetaData(
                type(column), List.of(Encoding.PLAIN, Encoding.RLE), List.of(column.name()), CompressionCodec.ZSTD,
                to - from, unpacked, file.position() - start, start);
    }

    private static PageHeader header(int size, byte[] packed, int rows) {
        PageHeader header = new PageHeader(PageType.DATA_PAGE, size, packed.length);
        header.setData_page_header(new DataPageHeader(rows, Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
        CRC32 sum = new CRC32();
        sum.update(packed);
        header.setCrc((int) sum.getValue());
        return header;
    }

    // Not through the format's Util, whose streams want a logging library.
    private static byte[] bytes(TBase<?, ?> description) throws IOException {
        try {
            TMemoryBuffer buffer = new TMemoryBuffer(1 << 10);
            description.write(new TCompactProtocol(buffer));
            return Arrays.copyOf(buffer.getArray(), buffer.length());
        } catch (TException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Returns a page: which values are there, if that must be said, and those that are. */
    private static byte[] page(TableColumn column, int from, int to, boolean optional) {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        if (optional) {
            byte[] present = ColumnBytes.present(column, from, to);
            byte[] run = varint((present.length << 1) | 1); // a run of so many bytes of single bits
            page.writeBytes(ints(run.length + present.length));
            page.writeBytes(run);
            page.writeBytes(present);
        }
        page.writeBytes(column instanceof TableColumn.Texts texts
                ? ColumnBytes.lengthsAndTexts(texts, from, to)
                : ColumnBytes.values(column, from, to, false));
        return page.toByteArray();
    }

    private static boolean isOptional(TableColumn column) {
        return column.hasMissing(0, column.size());
    }

    private static Type type(TableColumn column) {
        return switch (column) {
            case TableColumn.Times times -> Type.INT64;
            case TableColumn.Wholes wholes -> Type.INT64;
            case TableColumn.Numbers numbers -> Type.DOUBLE;
            case TableColumn.Texts texts -> Type.BYTE_ARRAY;
        };
    }

    private static List<SchemaElement> schema(Table table) {
        SchemaElement root = new SchemaElement("table");
        root.setNum_children(table.columns().size());
        List<SchemaElement> schema = new ArrayList<>(List.of(root));
        for (TableColumn column : table.columns()) {
            SchemaElement element = new SchemaElement(column.name());
            element.setType(type(column));
            element.setRepetition_type(isOptional(column) ? FieldRepetitionType.OPTIONAL : FieldRepetitionType.REQUIRED);
            if (column instanceof TableColumn.Times) {
                element.setConverted_type(ConvertedType.TIMESTAMP_MILLIS);
                element.setLogicalType(LogicalType.TIMESTAMP(new TimestampType(true, TimeUnit.MILLIS(new MilliSeconds()))));
            } else if (column instanceof TableColumn.Texts) {
                element.setConverted_type(ConvertedType.UTF8);
                element.setLogicalType(LogicalType.STRING(new StringType()));
            }
            schema.add(element);
        }
        return schema;
    }

    private static byte[] varint(int value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int rest = value; ; rest >>>= 7) {
            if (rest < 0x80) {
                bytes.write(rest);
                return bytes.toByteArray();
            }
            bytes.write(rest & 0x7f | 0x80);
        }
    }

    private static byte[] ints(int value) {
        return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
    }
}
