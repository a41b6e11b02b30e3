package dev.fastback.data.files;

import dev.fastback.component.Component;
import dev.fastback.component.Components;
import dev.fastback.data.csv.CsvFormat;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.reading.BarFormat;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.reading.CollectedTable;
import dev.fastback.data.reading.Compression;
import dev.fastback.data.reading.FileMagic;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The formats by name, CSV, which is the core's own, and those beside it; and the compressions of texts beside the core. */
public final class BarFormats {
    private static final Components<BarFormat> ALL = Components.of(
            "bar format",
            List.of(new CsvFormat()),
            ServiceLoader.load(BarFormat.class, BarFormats.class.getClassLoader()));
    private static final Components<Compression> COMPRESSIONS = Components.of(
            "compression", List.of(), ServiceLoader.load(Compression.class, BarFormats.class.getClassLoader()));

    private BarFormats() {}

    /** Returns the formats of tables that there are. */
    public static Components<BarFormat> all() {
        return ALL;
    }

    /** Returns the compressions of texts that lie beside the core. */
    public static Components<Compression> compressions() {
        return COMPRESSIONS;
    }

    /**
     * Returns the format of a file that is no text; null for text, and where no implementation is there.
     *
     * @param start the file's first {@link FileMagic#LENGTH} bytes, or all of it
     * @throws BarDataException if the file is named as of a format and does not start like it, or its format cannot work here
     */
    static @Nullable BarFormat find(String name, byte[] start) {
        @Nullable String table = FileMagic.table(start, start.length);
        if (table == null) {
            refuseWrongName(name, start);
            return null;
        }
        return usable(ALL, table, name);
    }

    private static void refuseWrongName(String name, byte[] start) {
        @Nullable String named = BarFileNames.table(name);
        if (named == null) {
            return;
        }
        if (start.length == 0) {
            throw BarDataException.of(name, "is empty");
        }
        if (!FileMagic.isGzip(start, start.length) && !FileMagic.isZip(start, start.length)) {
            FileMagic.textStart(start, start.length, name); // tells what else it is
        }
        throw BarDataException.of(name, named.equals(FileMagic.PARQUET)
                ? "is no Parquet file: it does not start with PAR1"
                : "is no Arrow or feather file: it does not start with ARROW1, nor as an Arrow stream does");
    }

    /**
     * Opens a stream that is compressed as its first bytes tell, in a way that lies beside the core.
     *
     * @param start the stream's first {@link FileMagic#LENGTH} bytes, or all of it
     * @return null where it is not compressed so, and where no implementation is there
     * @throws BarDataException if it cannot be unpacked here
     */
    static @Nullable InputStream unpack(InputStream in, byte[] start, String name) throws IOException {
        @Nullable String kind = FileMagic.compression(start, start.length);
        @Nullable Compression compression = kind == null ? null : usable(COMPRESSIONS, kind, name);
        return compression == null ? null : ExpansionLimit.open(in, compression::open);
    }

    private static <C extends Component> @Nullable C usable(Components<C> parts, String part, String name) {
        @Nullable C found = parts.find(part).orElse(null);
        if (found != null) {
            Components.whyUnavailable(found).ifPresent(why -> {
                throw BarDataException.of(name, "needs " + parts.kind() + " " + part + ", which cannot work here: " + why);
            });
        }
        return found;
    }

    /** Reads a file. */
    static CollectedTable read(BarFormat format, FileChannel file, String name, String symbol, BarReadOptions options)
            throws IOException {
        return format.read(new OfFile(file, file.size()), name, symbol, options);
    }

    /** Reads a stream to its end, all of it into memory. */
    static CollectedTable read(BarFormat format, InputStream in, String name, String symbol, BarReadOptions options)
            throws IOException {
        return format.read(new OfBytes(in.readAllBytes()), name, symbol, options);
    }

    private record OfFile(FileChannel channel, long length) implements BarFormat.Content {
        @Override
        public ByteBuffer read(long offset, int count) throws IOException {
            check(this, offset, count);
            ByteBuffer bytes = ByteBuffer.allocate(count);
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, offset + bytes.position()) < 0) {
                    throw new EOFException("the file became shorter while it was read");
                }
            }
            return bytes.flip();
        }
    }

    private record OfBytes(byte[] bytes) implements BarFormat.Content {
        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public ByteBuffer read(long offset, int count) throws IOException {
            check(this, offset, count);
            return ByteBuffer.wrap(bytes, (int) offset, count).slice();
        }
    }

    // Before anything is allocated: in a damaged file the numbers may be any.
    private static void check(BarFormat.Content content, long offset, int count) throws EOFException {
        if (offset < 0 || count < 0 || offset > content.length() - count) {
            throw new EOFException("bytes " + offset + " to " + (offset + count) + " of " + content.length());
        }
    }
}
