package dev.fastback.data.files;

import dev.fastback.data.BarCollector;
import dev.fastback.data.BarDataException;
import dev.fastback.data.BarFormat;
import dev.fastback.data.BarReadOptions;
import dev.fastback.data.BarReport;
import dev.fastback.data.BarTable;
import dev.fastback.data.FileMagic;
import dev.fastback.data.LoadedBars;
import dev.fastback.data.Printable;
import dev.fastback.data.csv.CsvFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads price bars from CSV text, plain or compressed with gzip, and from the formats whose {@link BarFormat} is there; which it
 * is, is told by the first bytes.
 *
 * <p>The text is UTF-8, with or without a byte order mark; the separator is the comma, semicolon or tab that the header has
 * most of. The first line names the columns in any case and order: the time as {@code date}, {@code time},
 * {@code timestamp} or {@code datetime} (exactly one of them), {@code open}, {@code high}, {@code low}, {@code close}, and
 * {@code volume} where there is one. A column {@code symbol} ({@code ticker}, {@code pair}, {@code instrument}, {@code asset} and
 * their like) names the symbol of each row: every symbol is a series of its own, in rows that follow one another or take turns.
 * Other columns are ignored. Blank lines are skipped; fields may be in double quotes.
 *
 * <p>Times are ISO dates ({@code 2024-02-29}, {@code 20240229}), ISO date-times with {@code Z}, an offset or neither, which
 * is UTC ({@code 2024-02-29T13:30:00Z}, {@code 2024-02-29 13:30}), or whole numbers since the epoch: seconds below 10^11 in
 * magnitude, milliseconds from there to 10^14. Numbers have a decimal point, and each is read to the nearest double.
 *
 * <p>All methods can be called by many threads at once. Memory grows with the bars, not with the text.
 */
public final class BarReader {
    private static final int PEEKED = 4;
    private static final int GZIP_BUFFER = 1 << 16;
    private static final String STANDARD_INPUT = "-";

    private BarReader() {}

    /**
     * Reads a file of any number of symbols; when the options give a symbol, one series: the only one, called so, or that of several.
     *
     * @return the series in the order of their first rows
     * @throws BarDataException if it cannot be read, is not such a file, or holds wrong rows and the policy is to fail
     */
    public static List<LoadedBars> readAll(Path file, BarReadOptions options) {
        return readTable(file, options).series().stream().map(BarCollector::finish).toList();
    }

    /**
     * Reads a file of any number of symbols, and leaves it to the caller which series to take and what to do about wrong rows.
     *
     * @throws BarDataException if it cannot be read or is not such a file
     */
    public static BarTable readTable(Path file, BarReadOptions options) {
        String name = file.toString();
        if (Files.isDirectory(file)) {
            throw BarDataException.of(name, "is a folder, not a file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return collect(in, Files.isRegularFile(file) ? file : null, name, options);
        } catch (IOException e) {
            throw BarDataException.of(name, e);
        }
    }

    /**
     * Reads a stream of any number of symbols to its end, and leaves it to the caller which series to take and what to do about wrong
     * rows; the caller closes it.
     *
     * @param name what stands for the stream in messages; where nothing else gives a symbol, it is taken from it
     * @throws BarDataException if it cannot be read or is not such a stream
     */
    public static BarTable readTable(InputStream in, String name, BarReadOptions options) {
        try {
            return collect(in, null, name, options);
        } catch (IOException e) {
            throw BarDataException.of(name, e);
        }
    }

    /**
     * Reads a file of one symbol, or one symbol of several, which the options choose.
     *
     * @throws BarDataException if it cannot be read, is not such a file, holds several symbols and none is chosen, or holds wrong
     *     rows and the policy is to fail
     */
    public static LoadedBars read(Path file, BarReadOptions options) {
        return readTable(file, options).only(null).finish();
    }

    /**
     * Reads a stream to its end; the caller closes it.
     *
     * @param name what stands for the stream in messages; when the options have no symbol, the symbol is taken from it
     * @throws BarDataException as for a file, and if the name is {@code -} while the options have no symbol
     */
    public static LoadedBars read(InputStream in, String name, BarReadOptions options) {
        return readTable(in, name, options).only(null).finish();
    }

    /**
     * Reads a file and tells what is wrong with its rows, rather than failing.
     *
     * @throws BarDataException if it cannot be read, is not such a file, or has no rows
     */
    public static BarReport check(Path file, BarReadOptions options) {
        return readTable(file, options).only(null).check();
    }

    /**
     * Reads a stream to its end and tells what is wrong with its rows, rather than failing; the caller closes it.
     *
     * @param name what stands for the stream in messages; when the options have no symbol, the symbol is taken from it
     * @throws BarDataException as for a file, and if the name is {@code -} while the options have no symbol
     */
    public static BarReport check(InputStream in, String name, BarReadOptions options) {
        return readTable(in, name, options).only(null).check();
    }

    /** Returns the symbol that a file's name gives: the name without {@code .csv}, {@code .csv.gz}, {@code .gz}, {@code .parquet}. */
    public static String symbolOf(Path file) {
        @Nullable Path last = file.getFileName();
        return last == null ? "" : symbolOf(last.toString());
    }

    private static String symbolOf(String fileName) {
        return fileName.replaceFirst("(?i)(\\.parquet|(\\.csv)?(\\.gz)?)$", "").strip();
    }

    /**
     * Reads a stream to its end.
     *
     * @param file the file that it is of; null when it can be read only once
     */
    private static BarTable collect(InputStream in, @Nullable Path file, String name, BarReadOptions options)
            throws IOException {
        PushbackInputStream peeked = peeked(in);
        byte[] start = peeked.readNBytes(PEEKED);
        peeked.unread(start);
        String symbol = symbol(name, options);
        BarFormat format = BarFormats.find(name, start);
        if (format == null) {
            InputStream text = FileMagic.isGzip(start, start.length) ? new GZIPInputStream(peeked, GZIP_BUFFER) : peeked;
            return CsvFormat.read(text, name, symbol, options, file == null ? 0 : Files.size(file));
        }
        return file == null
                ? BarFormats.read(format, peeked, name, symbol, options)
                : BarFormats.read(format, file, name, symbol, options);
    }

    private static String symbol(String name, BarReadOptions options) {
        @Nullable String given = options.symbol();
        if (given != null) {
            return given;
        }
        String symbol = name.equals(STANDARD_INPUT) ? "" : symbolOf(name.substring(name.lastIndexOf('/') + 1));
        return Printable.text(symbol);
    }

    private static PushbackInputStream peeked(InputStream in) {
        // A stream of gzip may have several members. The JDK looks for the next one only where bytes are said to be at hand,
        // which a slow pipe cannot promise; to say so at the very end does no harm.
        return new PushbackInputStream(in, PEEKED) {
            @Override
            public int available() {
                return 1;
            }
        };
    }
}
