package dev.fastback.data.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Tells a listener how much was read. */
final class MeteredStream extends FilterInputStream {
    private static final int STEP = 1 << 18;

    private final Meter meter;

    private final boolean tells;

    /** Makes one; {@code tells} where the thread that reads is the listener's. */
    MeteredStream(InputStream in, Meter meter, boolean tells) {
        super(in);
        this.meter = meter;
        this.tells = tells;
    }

    /** Counts what is read of one source, from its beginning as often as it is read. */
    static final class Meter {
        private final ReadListener listener;
        private final AtomicLong bytes = new AtomicLong();
        private long told;

        Meter(ReadListener listener) {
            this.listener = listener;
        }

        private void count(int more, boolean tells) {
            long all = bytes.addAndGet(more);
            if (tells && all - told >= STEP) {
                told = all;
                listener.read(all);
            }
        }
    }

    @Override
    public int read() throws IOException {
        int one = in.read();
        meter.count(one < 0 ? 0 : 1, tells);
        return one;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        int read = in.read(into, from, count);
        meter.count(Math.max(0, read), tells);
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
