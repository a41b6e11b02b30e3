package dev.fastback.formats;

import dev.fastback.data.Printable;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.findings.BarSource;
import dev.fastback.data.reading.BarColumns;
import dev.fastback.data.reading.BarFormat;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.reading.CollectedTable;
import dev.fastback.data.reading.FileMagic;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads bars from Arrow files, which feather files of version 2 are, and from Arrow streams, with one column per field of a bar, under the
 * names used in CSV files, in any case and order, of one symbol or of several in a column of symbols. Other columns are neither read nor
 * checked.
 *
 * <p>Times are timestamps of any unit (cut to milliseconds; those without a zone are UTC, or local where the options name a zone), dates,
 * or numbers and text, which are looked at as a whole column first, as in CSV files. Prices and volumes are floating-point (16 and 32 bits
 * widened exactly), whole or decimal numbers (to the nearest double), or text as in CSV files. Columns may have dictionaries, and buffers be
 * compressed with LZ4 or Zstandard. A missing value is a field that cannot be read.
 */
public final class ArrowFormat implements BarFormat {
    /** For {@link java.util.ServiceLoader}. */
    public ArrowFormat() {}

    @Override
    public String name() {
        return FileMagic.ARROW;
    }

    @Override
    public String suffix() {
        return ".feather";
    }

    @Override
    public CollectedTable read(Content content, String name, String symbol, BarReadOptions options) throws IOException {
        try {
            return read(ArrowFile.open(content, name), name, symbol, options);
        } catch (BarDataException e) {
            throw e;
        } catch (EOFException | ZipException | RuntimeException | StackOverflowError e) {
            String detail = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage().lines().findFirst().orElse("");
            throw BarDataException.of(name, "is damaged or no Arrow file that can be read (" + Printable.text(detail) + ")");
        } catch (LinkageError e) {
            throw BarDataException.of(name, "is compressed with what this system has no native library for (" + e.getMessage()
                    + "); write the file uncompressed");
        } catch (OutOfMemoryError e) {
            throw BarDataException.outOfMemory(name);
        }
    }

    private static CollectedTable read(ArrowFile file, String name, String symbol, BarReadOptions options) throws IOException {
        List<ArrowColumn> fields = file.columns();
        List<String> names = fields.stream().map(ArrowColumn::name).toList();
        @Nullable CollectedTable sideBySide = CollectedTable.sideBySide(
                name, names, (own, ownNames) -> table(file, fields, BarColumns.of(ownNames, name), true, name, options).read(own));
        return sideBySide != null ? sideBySide : table(file, fields, BarColumns.of(names, name), false, name, options).read(symbol);
    }

    private static ArrowTable table(
            ArrowFile file, List<ArrowColumn> fields, BarColumns columns, boolean sideBySide, String name, BarReadOptions options) {
        ArrowColumn time = time(fields, columns, name);
        BarSource source =
                new BarSource(name, Printable.text(time.name()).toLowerCase(Locale.ROOT), columns.volume() >= 0, "row");
        return new ArrowTable(file, time, fields, columns, sideBySide, source, options);
    }

    /** Returns the column of times: of several whose names would do, the only one that is a timestamp or date. */
    private static ArrowColumn time(List<ArrowColumn> fields, BarColumns columns, String name) {
        ArrowColumn first = fields.get(columns.time(name));
        if (columns.times().size() == 1) {
            return first;
        }
        List<ArrowColumn> typed = columns.times().stream().map(fields::get).filter(ArrowColumn::isTime).toList();
        if (typed.size() == 1) {
            return typed.getFirst();
        }
        throw BarDataException.at(name, 0, columns.names().get(columns.times().get(1)), null,
                "column " + Printable.text(first.name()).toLowerCase(Locale.ROOT) + " holds the time too; keep one of them");
    }
}
