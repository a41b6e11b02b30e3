package dev.fastback.data.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

/** Lets a stream be read from its beginning more than once: what was read of it is kept. Used by one thread. */
final class RecordedStream {
    private static final int FIRST_BYTES = 1 << 13;
    private static final int MOST_BYTES = Integer.MAX_VALUE - 64;

    private final InputStream in;
    private byte[] bytes = new byte[FIRST_BYTES];
    private int size;

    RecordedStream(InputStream in) {
        this.in = in;
    }

    /** Returns the stream from its beginning; closing it closes nothing. */
    InputStream replay() {
        return new Replay();
    }

    /** Reads on; returns whether there is more. */
    private boolean more() throws IOException {
        if (size == bytes.length) {
            if (size == MOST_BYTES) {
                throw new IOException("a stream holds at most 2 GiB; write it to a file first");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(MOST_BYTES, 2L * size));
        }
        int read = in.read(bytes, size, bytes.length - size);
        size += Math.max(0, read);
        return read >= 0;
    }

    private final class Replay extends InputStream {
        private int position;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int count) throws IOException {
            Objects.checkFromIndexSize(from, count, into.length);
            if (count == 0) {
                return 0;
            }
            while (position == size) {
                if (!more()) {
                    return -1;
                }
            }
            int there = Math.min(count, size - position);
            System.arraycopy(bytes, position, into, from, there);
            position += there;
            return there;
        }
    }
}
