package dev.fastback.parquet;

import dev.fastback.data.BarCollector;
import dev.fastback.data.BarColumns;
import dev.fastback.data.BarDataException;
import dev.fastback.data.BarFormat;
import dev.fastback.data.BarReadOptions;
import dev.fastback.data.BarSource;
import dev.hardwood.HardwoodContext;
import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.ColumnSchema;
import dev.hardwood.schema.FileSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads bars from Parquet files, with one column per field of a bar, under the names used in CSV files, in any case and
 * order. Other columns are neither read nor checked.
 *
 * <p>Times are TIMESTAMP of any unit (cut to milliseconds; not adjusted to UTC is taken as UTC), DATE, INT96, or whole numbers
 * and text as in CSV files. Prices and volumes are DOUBLE, FLOAT and FLOAT16 (widened exactly), whole numbers, DECIMAL (to the
 * nearest double), or text as in CSV files. A null is a field that cannot be read. Pages are uncompressed or
 * compressed with gzip, Snappy or Zstandard.
 */
public final class ParquetFormat implements BarFormat {
    private static final Set<CompressionCodec> CODECS = Set.of(
            CompressionCodec.UNCOMPRESSED, CompressionCodec.GZIP, CompressionCodec.SNAPPY, CompressionCodec.ZSTD);
    private static final int MAX_EXPECTED_ROWS = 1 << 22;

    /** As many rows in a byte as gzip packs at best of a text; equal values take no room in a Parquet file, but times differ. */
    private static final int MOST_ROWS_PER_BYTE = 32;

    // The library logs its choice of decompressor. A strong reference, because unreferenced loggers lose their level.
    private static final Logger LIBRARY = Logger.getLogger("dev.hardwood");

    static {
        if (LIBRARY.getLevel() == null) {
            LIBRARY.setLevel(Level.WARNING);
        }
    }

    /** For {@link java.util.ServiceLoader}. */
    public ParquetFormat() {}

    @Override
    public String name() {
        return "parquet";
    }

    @Override
    public String suffix() {
        return ".parquet";
    }

    @Override
    public BarCollector read(Content content, String name, String symbol, BarReadOptions options) throws IOException {
        ContentFile file = new ContentFile(content, name);
        try (HardwoodContext context = HardwoodContext.create(1);
                ParquetFileReader reader = ParquetFileReader.open(file, context)) {
            return read(reader, content, name, symbol, options);
        } catch (BarDataException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            file.rethrowFailure();
            throw damaged(name, e);
        } catch (LinkageError e) {
            throw BarDataException.of(name, "is compressed with what this system has no native library for (" + e.getMessage()
                    + "); write the file with gzip");
        } catch (OutOfMemoryError e) {
            throw BarDataException.of(name, "cannot be read in " + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MiB of memory; a damaged file may ask for any amount");
        }
    }

    private static BarCollector read(
            ParquetFileReader reader, Content content, String name, String symbol, BarReadOptions options) throws IOException {
        List<ColumnSchema> fields = reader.getFileSchema().getColumns().stream()
                .filter(column -> column.fieldPath().elements().size() == 1 && column.maxRepetitionLevel() == 0)
                .toList();
        BarColumns columns = BarColumns.of(fields.stream().map(ColumnSchema::name).toList(), name);
        List<ColumnSchema> used = new ArrayList<>(List.of(fields.get(columns.time())));
        columns.prices().forEach(column -> used.add(fields.get(column)));
        if (columns.volume() >= 0) {
            used.add(fields.get(columns.volume()));
        }
        refuseNamesakes(reader.getFileSchema(), used, name);
        long rows = checkedRows(reader.getFileMetaData(), used, content, name);
        if (rows > MAX_EXPECTED_ROWS && rows / MOST_ROWS_PER_BYTE > content.length()) {
            throw BarDataException.of(name, "says " + rows + " rows in " + content.length() + " bytes; is this a file of price bars?");
        }
        BarSource source = new BarSource(name, columns.timeName(), columns.volume() >= 0, "row");
        // Repeated values compress to almost nothing, but real bars differ: a file has more bytes than bars, or is damaged.
        BarCollector collector =
                new BarCollector(source, symbol, options, (int) Math.min(Math.min(rows, content.length()), MAX_EXPECTED_ROWS));
        if (rows > 0) {
            collect(reader, used, rows, collector, source);
        }
        return collector;
    }

    /** Refuses columns inside groups with the name of one that is used: the library, given a name, may take either. */
    private static void refuseNamesakes(FileSchema schema, List<ColumnSchema> used, String name) {
        for (ColumnSchema column : used) {
            for (ColumnSchema other : schema.getColumns()) {
                if (other.columnIndex() != column.columnIndex() && other.fieldPath().leafName().equals(column.name())) {
                    throw BarDataException.of(name, "column " + column.name() + " appears a second time, in group "
                            + other.fieldPath().topLevelName() + "; write the file without it");
                }
            }
        }
    }

    /** Returns the number of rows, after checking that the columns can be unpacked and are as long as the file says. */
    private static long checkedRows(FileMetaData file, List<ColumnSchema> used, Content content, String name)
            throws IOException {
        PageCheck pages = new PageCheck(content, name);
        long rows = 0;
        for (var group : file.rowGroups()) {
            for (ColumnSchema column : used) {
                ColumnChunk chunk = group.columns().get(column.columnIndex());
                CompressionCodec codec = chunk.metaData().codec();
                if (!CODECS.contains(codec)) {
                    throw BarDataException.of(name, "column " + column.name() + " is compressed with " + codec
                            + ", which is not supported; write the file with Snappy, Zstandard or gzip");
                }
                pages.check(chunk.metaData(), chunk.chunkStartOffset(), group.numRows());
            }
            rows = Math.addExact(rows, group.numRows());
        }
        if (rows != file.numRows()) {
            throw BarDataException.of(name, "is damaged: it says " + file.numRows() + " rows, but its groups have " + rows);
        }
        return rows;
    }

    private static void collect(
            ParquetFileReader reader, List<ColumnSchema> used, long rows, BarCollector collector, BarSource source) {
        TimeCells time = TimeCells.of(used.getFirst(), source);
        List<NumberCells> numbers = new ArrayList<>();
        for (int i = 1; i < used.size(); i++) {
            String column = i <= BarColumns.PRICE_NAMES.size() ? BarColumns.PRICE_NAMES.get(i - 1) : "volume";
            numbers.add(NumberCells.of(used.get(i), column, source));
        }
        RowReader bars = new RowReader(time, numbers, collector);
        String[] names = new TreeSet<>(used.stream().map(ColumnSchema::name).toList()).toArray(String[]::new);
        try (ColumnReaders columns = reader.columnReaders(ColumnProjection.columns(names))) {
            while (columns.nextBatch()) {
                bars.take(columns);
            }
        }
        if (bars.rows() != rows) {
            throw BarDataException.of(source.name(), "is damaged: it says " + rows + " rows, but has " + bars.rows());
        }
    }

    private static BarDataException damaged(String name, Throwable e) {
        @Nullable String message = e.getMessage();
        String detail = message == null ? e.getClass().getSimpleName() : message.replace("[" + name + "] ", "").lines().findFirst().orElse("");
        return BarDataException.of(name, "is damaged or no Parquet file that can be read (" + detail + ")");
    }
}
