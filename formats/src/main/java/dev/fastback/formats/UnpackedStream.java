package dev.fastback.formats;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Unpacked bytes, where whatever a library says of damaged ones becomes a {@link ZipException}, or an {@link EOFException} where they end
 * too early, and a failure to read the packed ones stays what it is.
 */
final class UnpackedStream extends InputStream {
    private final Packed packed;
    private final InputStream unpacked;

    private UnpackedStream(Packed packed, InputStream unpacked) {
        this.packed = packed;
        this.unpacked = unpacked;
    }

    /** Opens a library's stream. */
    interface Library {
        InputStream open(InputStream packed) throws IOException;
    }

    static InputStream open(InputStream in, Library library) throws IOException {
        Packed packed = new Packed(in);
        try {
            return new UnpackedStream(packed, library.open(packed));
        } catch (IOException | RuntimeException | LinkageError e) {
            throw packed.told(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        try {
            return unpacked.read(into, from, count);
        } catch (IOException | RuntimeException | LinkageError e) {
            throw packed.told(e);
        }
    }

    @Override
    public void close() throws IOException {
        unpacked.close();
    }

    /** The packed bytes, remembering that they could not be read. */
    private static final class Packed extends FilterInputStream {
        private @Nullable IOException failure;

        Packed(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return in.read();
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public int read(byte[] into, int from, int count) throws IOException {
            try {
                return in.read(into, from, count);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        IOException told(Throwable e) {
            if (failure != null) {
                return failure;
            }
            String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage().lines().findFirst().orElse("");
            String lower = message.toLowerCase(Locale.ROOT);
            if (e instanceof EOFException || lower.contains("truncated") || lower.contains("unexpected end")) {
                return new EOFException(message);
            }
            return e instanceof LinkageError
                    ? new IOException("there is no native library for this system: " + message, e)
                    : new ZipException(message);
        }
    }
}
