package dev.fastback.data.files;

import dev.fastback.data.BarCollector;
import dev.fastback.data.BarDataException;
import dev.fastback.data.BarFormat;
import dev.fastback.data.BarReadOptions;
import dev.fastback.data.BarReport;
import dev.fastback.data.FileMagic;
import dev.fastback.data.LoadedBars;
import dev.fastback.data.Printable;
import dev.fastback.data.csv.CsvFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads price bars from CSV text, plain or compressed with gzip, and from the formats whose {@link BarFormat} is there; which it
 * is, is told by the first bytes.
 *
 * <p>The text is UTF-8, with or without a byte order mark; the separator is the comma, semicolon or tab that the header has
 * most of. The first line names the columns in any case and order: the time as {@code date}, {@code time},
 * {@code timestamp} or {@code datetime} (exactly one of them), {@code open}, {@code high}, {@code low}, {@code close}, and
 * {@code volume} where there is one. Other columns are ignored. Blank lines are skipped; fields may be in double quotes.
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
     * Reads a file.
     *
     * @throws BarDataException if it cannot be read, is not such a file, or holds wrong rows and the policy is to fail
     */
    public static LoadedBars read(Path file, BarReadOptions options) {
        return read(file, options, ReadListener.NONE);
    }

    /**
     * Reads a file, with a listener that hears how far it has come.
     *
     * @throws BarDataException as without one
     */
    public static LoadedBars read(Path file, BarReadOptions options, ReadListener listener) {
        return withFile(file, options, listener, BarCollector::finish);
    }

    /**
     * Reads a stream to its end; the caller closes it.
     *
     * @param name what stands for the stream in messages; when the options have no symbol, the symbol is taken from it
     * @throws BarDataException as for a file, and if the name is {@code -} while the options have no symbol
     */
    public static LoadedBars read(InputStream in, String name, BarReadOptions options) {
        return read(in, name, options, ReadListener.NONE);
    }

    /**
     * Reads a stream to its end, with a listener that hears how far it has come; the caller closes it.
     *
     * @throws BarDataException as without one
     */
    public static LoadedBars read(InputStream in, String name, BarReadOptions options, ReadListener listener) {
        return withStream(in, name, options, listener, BarCollector::finish);
    }

    /**
     * Reads a file and tells what is wrong with its rows, rather than failing.
     *
     * @throws BarDataException if it cannot be read, is not such a file, or has no rows
     */
    public static BarReport check(Path file, BarReadOptions options) {
        return check(file, options, ReadListener.NONE);
    }

    /**
     * Checks a file, with a listener that hears how far it has come.
     *
     * @throws BarDataException as without one
     */
    public static BarReport check(Path file, BarReadOptions options, ReadListener listener) {
        return withFile(file, options, listener, BarCollector::check);
    }

    /**
     * Reads a stream to its end and tells what is wrong with its rows, rather than failing; the caller closes it.
     *
     * @param name what stands for the stream in messages; when the options have no symbol, the symbol is taken from it
     * @throws BarDataException as for a file, and if the name is {@code -} while the options have no symbol
     */
    public static BarReport check(InputStream in, String name, BarReadOptions options) {
        return withStream(in, name, options, ReadListener.NONE, BarCollector::check);
    }

    /** Returns the symbol that a file's name gives: the name without {@code .csv}, {@code .csv.gz}, {@code .gz}, {@code .parquet}. */
    public static String symbolOf(Path file) {
        @Nullable Path last = file.getFileName();
        return last == null ? "" : symbolOf(last.toString());
    }

    private static String symbolOf(String fileName) {
        return fileName.replaceFirst("(?i)(\\.parquet|(\\.csv)?(\\.gz)?)$", "").strip();
    }

    private static <T> T withFile(
            Path file, BarReadOptions options, ReadListener listener, Function<BarCollector, T> end) {
        String name = file.toString();
        if (Files.isDirectory(file)) {
            throw BarDataException.of(name, "is a folder, not a file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return end.apply(collect(in, Files.isRegularFile(file) ? file : null, name, options, listener));
        } catch (IOException e) {
            throw BarDataException.of(name, e);
        }
    }

    private static <T> T withStream(
            InputStream in, String name, BarReadOptions options, ReadListener listener, Function<BarCollector, T> end) {
        try {
            return end.apply(collect(in, null, name, options, listener));
        } catch (IOException e) {
            throw BarDataException.of(name, e);
        }
    }

    /**
     * Reads a stream to its end.
     *
     * @param file the file that it is of; null when it can be read only once
     */
    private static BarCollector collect(
            InputStream in, @Nullable Path file, String name, BarReadOptions options, ReadListener listener)
            throws IOException {
        PushbackInputStream peeked = peeked(in);
        byte[] start = peeked.readNBytes(PEEKED);
        peeked.unread(start);
        String symbol = symbol(name, options);
        BarFormat format = BarFormats.find(name, start);
        if (format == null) {
            InputStream text = FileMagic.isGzip(start, start.length) ? new GZIPInputStream(peeked, GZIP_BUFFER) : peeked;
            try {
                return CsvFormat.read(
                        new MeteredStream(text, listener), name, symbol, options, file == null ? 0 : Files.size(file));
            } catch (StackOverflowError e) { // the JDK goes from one empty member of a gzip file to the next by recursion
                throw BarDataException.of(name, "the compressed data has thousands of empty parts");
            }
        }
        return file == null
                ? BarFormats.read(format, new MeteredStream(peeked, listener), name, symbol, options)
                : BarFormats.read(format, file, name, symbol, options);
    }

    private static String symbol(String name, BarReadOptions options) {
        @Nullable String given = options.symbol();
        if (given != null) {
            return given;
        }
        String symbol = name.equals(STANDARD_INPUT) ? "" : symbolOf(name.substring(name.lastIndexOf('/') + 1));
        if (symbol.isEmpty()) {
            throw BarDataException.of(name, "its name gives no symbol; name one");
        }
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
