package dev.fastback.data.files;

import dev.fastback.data.Printable;
import dev.fastback.data.csv.CsvFormat;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.findings.BarReport;
import dev.fastback.data.reading.BarFormat;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.reading.BarTable;
import dev.fastback.data.reading.FileMagic;
import dev.fastback.data.reading.LoadedBars;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads price bars from CSV text and JSON, plain, compressed with gzip or a {@link dev.fastback.data.reading.Compression} that is there, or as the
 * only file of a zip archive, and from the formats whose {@link BarFormat} is there; which it
 * is, is told by the first bytes. A file is a {@linkplain BarTable table} of one symbol or several; the symbols' rows may stand
 * mixed, and are never joined into one series.
 *
 * <p>The text is UTF-8, UTF-16 or Windows-1252; fields stand between commas, semicolons, tabs or pipes and may be in
 * double quotes. A line names the columns, in any case and order: a time, open, high, low and close, and volume and symbol where
 * there are such; lines before it and remarks are passed over, other columns ignored. A file without such a line is read by
 * position.
 *
 * <p>Most files are read in one pass. A file whose times or numbers may mean one thing or another is looked at as a whole first;
 * what is then assumed is noted, and what stays in doubt is refused.
 *
 * <p>All methods can be called by many threads at once. Memory grows with the bars, not with the text of a file; a stream is held
 * in memory as far as it is read.
 */
public final class BarReader {
    private static final int PEEKED = FileMagic.LENGTH;
    private static final int GZIP_BUFFER = 1 << 16;
    private static final String STANDARD_INPUT = "-";

    /** A file of no more bytes is read once, whatever is looked at. */
    private static final int MOST_IN_MEMORY = 192 * 1024;

    private BarReader() {}

    /**
     * Reads a file of one symbol, or the one that the options name.
     *
     * @throws BarDataException if it cannot be read, is not such a file, or holds wrong rows and the policy is to fail
     */
    public static LoadedBars read(Path file, BarReadOptions options) {
        return table(file, options).of(options.symbol()).only().accepted();
    }

    /**
     * Reads a file, with a listener that hears how far it has come.
     *
     * @throws BarDataException as without one
     */
    public static LoadedBars read(Path file, BarReadOptions options, ReadListener listener) {
        return table(file, options, listener).of(options.symbol()).only().accepted();
    }

    /**
     * Reads a stream of one symbol, or the one that the options name, to its end; the caller closes it.
     *
     * @param name what stands for the stream in messages; when nothing else names the symbol, it is taken from it
     * @throws BarDataException as for a file, and if the name is {@code -} while the options have no symbol
     */
    public static LoadedBars read(InputStream in, String name, BarReadOptions options) {
        return table(in, name, options).of(options.symbol()).only().accepted();
    }

    /**
     * Reads a stream to its end, with a listener that hears how far it has come; the caller closes it.
     *
     * @throws BarDataException as without one
     */
    public static LoadedBars read(InputStream in, String name, BarReadOptions options, ReadListener listener) {
        return table(in, name, options, listener).of(options.symbol()).only().accepted();
    }

    /**
     * Reads a file and tells what is wrong with its rows, rather than failing.
     *
     * @throws BarDataException if it cannot be read, is not such a file, or has no rows
     */
    public static BarReport check(Path file, BarReadOptions options) {
        return table(file, options).of(options.symbol()).only().report();
    }

    /**
     * Reads a stream to its end and tells what is wrong with its rows, rather than failing; the caller closes it.
     *
     * @param name what stands for the stream in messages; when nothing else names the symbol, it is taken from it
     * @throws BarDataException as for a file, and if the name is {@code -} while the options have no symbol
     */
    public static BarReport check(InputStream in, String name, BarReadOptions options) {
        return table(in, name, options).of(options.symbol()).only().report();
    }

    /**
     * Reads all series of a file, of which nothing is refused for its rows; a symbol in the options only names rows of which the
     * file tells no symbol.
     *
     * @throws BarDataException if it cannot be read, is not such a file, or has no rows
     */
    public static BarTable table(Path file, BarReadOptions options) {
        return table(file, options, ReadListener.NONE);
    }

    /**
     * Reads all series of a file, with a listener that hears how far it has come.
     *
     * @throws BarDataException as without one
     */
    public static BarTable table(Path file, BarReadOptions options, ReadListener listener) {
        String name = file.toString();
        try {
            if (Files.isRegularFile(file)) {
                try (FileChannel channel = FileChannel.open(file)) { // opened once: all passes see the same file, whatever becomes of its name
                    byte @Nullable [] all = whole(channel);
                    Content content = all == null ? () -> new ChannelStream(channel, 0, Long.MAX_VALUE) : () -> new ByteArrayInputStream(all);
                    return table(content, channel, all, name, options, listener);
                }
            }
            if (Files.isDirectory(file)) {
                throw BarDataException.of(name, "is a folder, not a file");
            }
            try (InputStream in = Files.newInputStream(file)) {
                return table(in, name, options, listener);
            }
        } catch (IOException e) {
            throw BarDataException.of(name, e);
        }
    }

    /** Reads all series of a stream, as of a file; the caller closes it. */
    public static BarTable table(InputStream in, String name, BarReadOptions options) {
        return table(in, name, options, ReadListener.NONE);
    }

    /**
     * Reads all series of a stream, with a listener that hears how far it has come; the caller closes it.
     *
     * @throws BarDataException as without one
     */
    public static BarTable table(InputStream in, String name, BarReadOptions options, ReadListener listener) {
        RecordedStream recorded = new RecordedStream(in);
        try {
            return table(recorded::replay, null, null, name, options, listener);
        } catch (IOException e) {
            throw BarDataException.of(name, e);
        }
    }

    /** Returns the symbol that a file's name gives: the name without what tells its format. */
    public static String symbolOf(Path file) {
        @Nullable Path last = file.getFileName();
        return last == null ? "" : symbolOf(last.toString());
    }

    private static String symbolOf(String fileName) {
        return BarFileNames.symbolOf(fileName);
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

    /** What can be opened as often as is needed. */
    private interface Content {
        InputStream open() throws IOException;
    }

    private static BarTable table(
            Content content, @Nullable FileChannel file, byte @Nullable [] all, String name, BarReadOptions options, ReadListener listener)
            throws IOException {
        String symbol = symbol(name, options);
        byte[] start = start(content, all);
        BarFormat format = BarFormats.find(name, start);
        MeteredStream.Meter meter = new MeteredStream.Meter(listener);
        if (format == null) {
            try {
                return CsvFormat.read(new FileText(content, file, all, isPacked(start), name, meter), name, symbol, options).checked(name);
            } catch (StackOverflowError e) { // the JDK goes from one empty member of a gzip file to the next by recursion
                throw BarDataException.of(name, "the compressed data has thousands of empty parts");
            }
        }
        if (file != null) {
            return BarFormats.read(format, file, name, symbol, options).checked(name);
        }
        try (InputStream in = new MeteredStream(content.open(), meter, true)) {
            return BarFormats.read(format, in, name, symbol, options).checked(name);
        }
    }

    /** Returns all bytes of a short file, null of others. */
    private static byte @Nullable [] whole(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size == 0 || size > MOST_IN_MEMORY) { // some that are not on a disk say 0
            return null;
        }
        byte[] all = new byte[(int) size];
        int read = new ChannelStream(channel, 0, size).readNBytes(all, 0, all.length);
        return read == all.length ? all : Arrays.copyOf(all, read);
    }

    private static byte[] start(Content content, byte @Nullable [] all) throws IOException {
        if (all != null) {
            return Arrays.copyOf(all, Math.min(all.length, PEEKED));
        }
        try (InputStream in = content.open()) {
            return in.readNBytes(PEEKED);
        }
    }

    private static boolean isPacked(byte[] start) {
        return FileMagic.isGzip(start, start.length) || FileMagic.isZip(start, start.length)
                || FileMagic.compression(start, start.length) != null;
    }

    /** A text as it lies in a file or arrives. */
    private record FileText(
            Content content, @Nullable FileChannel file, byte @Nullable [] all, boolean packed, String name, MeteredStream.Meter meter)
            implements CsvFormat.Text {
        @Override
        public byte @Nullable [] inMemory() {
            return packed ? null : all;
        }

        @Override
        public InputStream open() throws IOException {
            return new MeteredStream(unpacked(content, name), meter, true);
        }

        @Override
        public long bytes() {
            try {
                return file == null ? 0 : file.size();
            } catch (IOException e) {
                return 0; // it is only a hint, and who reads meets the fault
            }
        }

        @Override
        public @Nullable InputStream part(long from, long to, boolean first) {
            return file == null || packed ? null : new MeteredStream(new ChannelStream(file, from, to), meter, first);
        }
    }

    /** Opens a text, without what it is packed in. */
    private static InputStream unpacked(Content content, String name) throws IOException {
        InputStream raw = content.open();
        try {
            return unpacked(raw, name);
        } catch (IOException | RuntimeException | Error e) {
            try (raw) {
                throw e;
            }
        }
    }

    private static InputStream unpacked(InputStream raw, String name) throws IOException {
        PushbackInputStream file = decompressed(raw, name);
        byte[] start = start(file);
        // The file of an archive may be compressed itself.
        PushbackInputStream text = FileMagic.isZip(start, start.length) ? decompressed(ZippedFile.open(file, name), name) : file;
        byte[] first = start(text);
        @Nullable String table = FileMagic.table(first, first.length);
        if (table != null && BarFormats.all().find(table).isPresent()) {
            throw BarDataException.of(name, "is a file of format " + table + " inside a compressed one; unpack it");
        }
        return text;
    }

    /** Returns a stream without the compression that it may have. */
    private static PushbackInputStream decompressed(InputStream raw, String name) throws IOException {
        PushbackInputStream peeked = peeked(raw);
        byte[] start = start(peeked);
        @Nullable InputStream unpacked = FileMagic.isGzip(start, start.length)
                ? new GZIPInputStream(peeked, GZIP_BUFFER)
                : BarFormats.unpack(peeked, start, name);
        return unpacked == null ? peeked : peeked(unpacked);
    }

    /** Returns the first bytes of a stream, which stay in it. */
    private static byte[] start(PushbackInputStream peeked) throws IOException {
        byte[] start = peeked.readNBytes(PEEKED);
        peeked.unread(start);
        return start;
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
