package dev.fastback.testkit.fault;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;

/** Streams that give and take a few bytes at a time, with a pause after each; nothing is lost or changed. */
public final class SlowPipe {
    private SlowPipe() {}

    /**
     * Returns a stream that gives at most so many bytes at a time and never says that more are at hand.
     *
     * @param pauseMicros how long each time takes
     */
    public static InputStream in(InputStream source, int bytes, long pauseMicros) {
        return new FilterInputStream(source) {
            @Override
            public int read() throws IOException {
                pause(pauseMicros);
                return super.read();
            }

            @Override
            public int read(byte[] buffer, int from, int count) throws IOException {
                pause(pauseMicros);
                return super.read(buffer, from, Math.min(count, bytes));
            }

            @Override
            public int available() {
                return 0;
            }
        };
    }

    /**
     * Returns a stream that passes on at most so many bytes at a time.
     *
     * @param pauseMicros how long each time takes
     */
    public static OutputStream out(OutputStream sink, int bytes, long pauseMicros) {
        return new FilterOutputStream(sink) {
            @Override
            public void write(byte[] buffer, int from, int count) throws IOException {
                for (int done = 0; done < count; done += bytes) {
                    out.write(buffer, from + done, Math.min(bytes, count - done));
                    out.flush();
                    pause(pauseMicros);
                }
            }
        };
    }

    private static void pause(long micros) throws InterruptedIOException {
        try {
            Thread.sleep(micros / 1_000, (int) (micros % 1_000) * 1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted in a slow pipe");
        }
    }
}
