package dev.fastback.data.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells a listener how much was read. */
final class MeteredStream extends FilterInputStream {
    private static final int STEP = 1 << 18;

    private final Meter meter;

    MeteredStream(InputStream in, Meter meter) {
        super(in);
        this.meter = meter;
    }

    /** Counts what is read of one source, from its beginning as often as it is read. */
    static final class Meter {
        private final ReadListener listener;
        private long bytes;
        private long told;

        Meter(ReadListener listener) {
            this.listener = listener;
        }

        private void count(int more) {
            bytes += more;
            if (bytes - told >= STEP) {
                told = bytes;
                listener.read(bytes);
            }
        }
    }

    @Override
    public int read() throws IOException {
        int one = in.read();
        meter.count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        int read = in.read(into, from, count);
        meter.count(Math.max(0, read));
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
