package dev.fastback.summary;

import dev.fastback.component.Sha256;
import dev.fastback.parallel.Futures;
import dev.fastback.recording.ProcessProfile;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of one long text, computed on a thread of its own while the caller makes what follows. Two buffers take turns: one is filled, the
 * other digested. A text that fits into one starts no thread. Handing over wakes a thread, which takes as long as digesting some kilobytes, so
 * buffers are large.
 */
final class BackgroundDigest implements AutoCloseable {
    private static final int FIRST = 1 << 16;
    private static final int MOST = 1 << 19;

    private final MessageDigest digest;
    private byte[] filling = new byte[FIRST];
    private byte[] other = new byte[0];
    private int length;
    private @Nullable ExecutorService executor;
    private @Nullable Future<?> underWay;

    BackgroundDigest() {
        digest = Sha256.begin();
    }

    /** Adds a text, which ends at {@code end}; it may change afterwards. */
    void update(byte[] text, int end) {
        for (int from = 0; from < end; ) {
            if (length == filling.length) {
                makeRoom();
            }
            int count = Math.min(end - from, filling.length - length);
            System.arraycopy(text, from, filling, length, count);
            length += count;
            from += count;
        }
    }

    private void makeRoom() {
        if (length < MOST) {
            filling = Arrays.copyOf(filling, 2 * length);
        } else {
            handOver();
        }
    }

    private void handOver() {
        await();
        ExecutorService thread = executor;
        if (thread == null) {
            thread = Executors.newSingleThreadExecutor(ProcessProfile.telling(Thread.ofPlatform().daemon(true).name("fastback-hash").factory()));
            executor = thread;
            other = new byte[MOST];
        }
        byte[] full = filling;
        underWay = thread.submit(() -> digest.update(full));
        filling = other;
        other = full;
        length = 0;
    }

    private void await() {
        Future<?> before = underWay;
        if (before != null) {
            Futures.result(before);
        }
    }

    /** Returns the digest of all texts, and ends. */
    byte[] digest() {
        await();
        close();
        digest.update(filling, 0, length);
        return digest.digest();
    }

    /** Ends the thread, which has nothing to do unless a text was given up half-way. */
    @Override
    public void close() {
        if (executor != null) {
            executor.shutdown();
        }
    }
}
