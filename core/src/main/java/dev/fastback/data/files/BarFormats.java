package dev.fastback.data.files;

import dev.fastback.component.Components;
import dev.fastback.data.BarDataException;
import dev.fastback.data.BarFormat;
import dev.fastback.data.BarReadOptions;
import dev.fastback.data.CollectedTable;
import dev.fastback.data.FileMagic;
import dev.fastback.data.csv.CsvFormat;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The formats by name: CSV, which is the core's own, and those beside it. */
public final class BarFormats {
    private static final String PARQUET = ".parquet";
    private static final Components<BarFormat> ALL = Components.of(
            "bar format",
            List.of(new CsvFormat()),
            ServiceLoader.load(BarFormat.class, BarFormats.class.getClassLoader()));

    private BarFormats() {}

    /** Returns what there is. */
    public static Components<BarFormat> all() {
        return ALL;
    }

    /** Returns whether a name is that of a file of bars, in any format. */
    static boolean isBarFile(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".csv") || lower.endsWith(".csv.gz") || lower.endsWith(PARQUET);
    }

    /**
     * Returns the format of a file that is no text; null for text, and where no implementation is there.
     *
     * @param start the file's first four bytes, or all of it
     * @throws BarDataException if the file is named as of a format and does not start like it, or its format cannot work here
     */
    static @Nullable BarFormat find(String name, byte[] start) {
        boolean named = name.toLowerCase(Locale.ROOT).endsWith(PARQUET);
        if (!FileMagic.isParquet(start, start.length)) {
            if (named) {
                throw BarDataException.of(name, start.length == 0 ? "is empty" : "is no Parquet file: it does not start with PAR1");
            }
            return null;
        }
        @Nullable BarFormat format = ALL.find("parquet").orElse(null);
        if (format != null) {
            Components.whyUnavailable(format).ifPresent(why -> {
                throw BarDataException.of(name, "is a Parquet file, which cannot be read here: " + why);
            });
        }
        return format;
    }

    /** Reads a file. */
    static CollectedTable read(BarFormat format, Path file, String name, String symbol, BarReadOptions options)
            throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return format.read(new OfFile(channel, channel.size()), name, symbol, options);
        }
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
