package dev.fastback.data.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells a listener how much was read. */
final class MeteredStream extends FilterInputStream {
    private static final int STEP = 1 << 18;

    private final ReadListener listener;
    private long bytes;
    private long told;

    MeteredStream(InputStream in, ReadListener listener) {
        super(in);
        this.listener = listener;
    }

    @Override
    public int read() throws IOException {
        int one = in.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        int read = in.read(into, from, count);
        count(Math.max(0, read));
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int more) {
        bytes += more;
        if (bytes - told >= STEP) {
            told = bytes;
            listener.read(bytes);
        }
    }
}
