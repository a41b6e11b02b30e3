package dev.fastback.parquet;

import dev.fastback.data.Printable;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.findings.BarSource;
import dev.fastback.data.reading.BarColumns;
import dev.fastback.data.reading.BarFormat;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.reading.CollectedTable;
import dev.hardwood.HardwoodContext;
import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.ColumnSchema;
import dev.hardwood.schema.FileSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads bars from Parquet files, with one column per field of a bar, under the names used in CSV files, in any case and
 * order, of one symbol or of several in a column of symbols. Other columns are not read, unless
 * their first rows show {@linkplain dev.fastback.data.text.LabelChanges labels}.
 *
 * <p>Times are TIMESTAMP of any unit (cut to milliseconds; local where not adjusted to UTC), DATE, INT96, or numbers
 * and text, which are looked at as a whole column first, as in CSV files. Prices and volumes are DOUBLE, FLOAT and FLOAT16 (widened exactly), whole numbers, DECIMAL (to the
 * nearest double), or text as in CSV files. A null is a field that cannot be read. Pages are uncompressed or
 * compressed with gzip, Snappy, Zstandard, LZ4 or Brotli.
 */
public final class ParquetFormat implements BarFormat {
    private static final Set<CompressionCodec> CODECS = Set.of(
            CompressionCodec.UNCOMPRESSED,
            CompressionCodec.GZIP,
            CompressionCodec.SNAPPY,
            CompressionCodec.ZSTD,
            CompressionCodec.LZ4,
            CompressionCodec.LZ4_RAW,
            CompressionCodec.BROTLI);

    /** As many rows in a byte as gzip packs at best of a text; equal values take no room in a Parquet file, but times differ. */
    private static final int MOST_ROWS_PER_BYTE = 32;

    private static final int MOST_ROWS_UNCHECKED = 1 << 22;

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
    public CollectedTable read(Content content, String name, String symbol, BarReadOptions options) throws IOException {
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
            throw BarDataException.outOfMemory(name);
        }
    }

    private static CollectedTable read(
            ParquetFileReader reader, Content content, String name, String symbol, BarReadOptions options) throws IOException {
        List<ColumnSchema> fields = reader.getFileSchema().getColumns().stream()
                .filter(column -> column.fieldPath().elements().size() == 1 && column.maxRepetitionLevel() == 0)
                .toList();
        List<String> names = fields.stream().map(ColumnSchema::name).toList();
        @Nullable CollectedTable sideBySide = CollectedTable.sideBySide(
                name, names, (own, ownNames) -> read(reader, fields, BarColumns.of(ownNames, name), true, content, name, own, options));
        return sideBySide != null
                ? sideBySide
                : read(reader, fields, BarColumns.of(names, name), false, content, name, symbol, options);
    }

    private static CollectedTable read(
            ParquetFileReader reader,
            List<ColumnSchema> fields,
            BarColumns columns,
            boolean sideBySide,
            Content content,
            String name,
            String symbol,
            BarReadOptions options)
            throws IOException {
        ColumnSchema time = time(fields, columns, name);
        boolean adjusts = options.reading().adjusted() && columns.adjusted() >= 0;
        List<ColumnSchema> used = new ArrayList<>(List.of(time));
        columns.prices().forEach(column -> used.add(fields.get(column)));
        for (int column : new int[] {columns.volume(), adjusts ? columns.adjusted() : -1, columns.symbol()}) {
            if (column >= 0) {
                used.add(fields.get(column));
            }
        }
        refusePoints(used, name);
        refuseNamesakes(reader.getFileSchema(), used, name);
        List<ColumnSchema> others = sideBySide ? List.of() : others(reader.getFileSchema(), fields, columns, used);
        used.addAll(others);
        long rows = checkedRows(reader.getFileMetaData(), used, content, name);
        if (rows > MOST_ROWS_UNCHECKED && rows / MOST_ROWS_PER_BYTE > content.length()) {
            throw BarDataException.of(name, "says " + rows + " rows in " + content.length() + " bytes; is this a file of price bars?");
        }
        BarSource source = new BarSource(name, Printable.text(time.name()).toLowerCase(Locale.ROOT), columns.volume() >= 0, "row");
        return new TableReader(reader, rows, time, fields, others, columns, adjusts, sideBySide, source, options).read(symbol);
    }

    /** Returns the columns that are used for nothing, and whose type could name what a row belongs to. */
    private static List<ColumnSchema> others(FileSchema schema, List<ColumnSchema> fields, BarColumns columns, List<ColumnSchema> used) {
        return fields.stream()
                .filter(column -> !used.contains(column) && !columns.times().contains(fields.indexOf(column)))
                .filter(column -> column.name().indexOf('.') < 0 && SymbolCells.canHoldLabels(column))
                .filter(column -> schema.getColumns().stream()
                        .noneMatch(other -> other.columnIndex() != column.columnIndex() && other.fieldPath().leafName().equals(column.name())))
                .toList();
    }

    /** Returns the column of times: of several whose names would do, the only one that is a timestamp or date. */
    private static ColumnSchema time(List<ColumnSchema> fields, BarColumns columns, String name) {
        int first = columns.time(name);
        if (columns.times().size() == 1) {
            return fields.get(first);
        }
        List<Integer> typed = columns.times().stream().filter(column -> TimeCells.isTyped(fields.get(column))).toList();
        if (typed.size() == 1) {
            return fields.get(typed.getFirst());
        }
        throw BarDataException.at(name, 0, columns.names().get(columns.times().get(1)), null,
                "column " + columns.names().get(first) + " holds the time too; keep one of them");
    }

    /** Refuses names with a point, which the library takes for a column inside a group. */
    private static void refusePoints(List<ColumnSchema> used, String name) {
        for (ColumnSchema column : used) {
            if (column.name().indexOf('.') >= 0) {
                throw BarDataException.of(name, "column " + Printable.text(column.name())
                        + " has a point in its name, which cannot be read in a Parquet file; write it with an underscore, or the file as feather or CSV");
            }
        }
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

    private static BarDataException damaged(String name, Throwable e) {
        @Nullable String message = e.getMessage();
        String detail = message == null ? e.getClass().getSimpleName() : message.replace("[" + name + "] ", "").lines().findFirst().orElse("");
        return BarDataException.of(name, "is damaged or no Parquet file that can be read (" + detail + ")");
    }
}
