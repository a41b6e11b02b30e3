package dev.fastback.data.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/**
 * Bytes that are unpacked, of which there may be no more than gzip could have packed into as many: a small file of another compression can
 * stand for any amount.
 */
final class ExpansionLimit extends FilterInputStream {
    /** Deflate packs at most 1,032 bytes into one. */
    private static final long MAX_PACKING = 1_032;
    private static final long ALWAYS_ALLOWED = 64 << 20;

    private final Packed packed;
    private long unpackedBytes;

    private ExpansionLimit(Packed packed, InputStream unpacked) {
        super(unpacked);
        this.packed = packed;
    }

    /** What opens a stream of unpacked bytes. */
    interface Opener {
        InputStream open(InputStream packed) throws IOException;
    }

    /** Opens a stream whose reading fails with a {@link ZipException} where it is longer than it may be. */
    static InputStream open(InputStream packed, Opener opener) throws IOException {
        Packed counted = new Packed(packed);
        return new ExpansionLimit(counted, opener.open(counted));
    }

    @Override
    public int read() throws IOException {
        int one = in.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = in.read(into, from, length);
        count(Math.max(0, read));
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int more) throws IOException {
        unpackedBytes += more;
        if (unpackedBytes > ALWAYS_ALLOWED && unpackedBytes / MAX_PACKING > packed.bytes) {
            throw new ZipException(packed.bytes + " bytes unpack to more than " + unpackedBytes + ", which no table of bars does");
        }
    }

    /** Counts the bytes that were taken. */
    private static final class Packed extends FilterInputStream {
        private long bytes;

        Packed(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            bytes += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = in.read(into, from, length);
            bytes += Math.max(0, read);
            return read;
        }
    }
}
