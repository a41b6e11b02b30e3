package dev.fastback.workers;

import dev.fastback.workers.wire.Frame;
import dev.fastback.workers.wire.FrameWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Results on their way to the engine. They are collected for two milliseconds, so that short simulations do not each wake two processes. Safe for use by many threads.
 */
final class Outbox {
    private static final long PATIENCE_NANOS = 2_000_000;
    private static final int FULL = 1 << 18;

    private final FrameWriter frames;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private long sentNanos = System.nanoTime();

    Outbox(FrameWriter frames) {
        this.frames = frames;
    }

    /**
     * Adds a result.
     *
     * @param last whether no other may follow for a while, so that it is sent at once
     */
    synchronized void add(int index, byte[] result, boolean last) throws IOException {
        waiting.writeBytes(Frame.result(index, result).payload());
        if (last || waiting.size() >= FULL || System.nanoTime() - sentNanos > PATIENCE_NANOS) {
            send();
        }
    }

    /** Sends the results collected so far. */
    synchronized void send() throws IOException {
        if (waiting.size() > 0) {
            frames.write(new Frame(Frame.Type.RESULT, waiting.toByteArray()));
            waiting.reset();
        }
        sentNanos = System.nanoTime();
    }
}
