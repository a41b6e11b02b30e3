package dev.fastback.workers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads a worker's standard error to its end and keeps the last part. */
final class StderrTail implements Runnable {
    private static final int KEPT = 8 << 10;

    private final InputStream in;
    private byte[] tail = new byte[0];

    StderrTail(InputStream in) {
        this.in = in;
    }

    @Override
    public void run() {
        byte[] block = new byte[KEPT];
        try {
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                append(block, count);
            }
        } catch (IOException e) {
            // The process has exited; what came before is kept.
        }
    }

    private synchronized void append(byte[] block, int count) {
        int old = Math.min(tail.length, KEPT - count);
        byte[] joined = Arrays.copyOfRange(tail, tail.length - old, tail.length + count);
        System.arraycopy(block, 0, joined, old, count);
        tail = joined;
    }

    /** Returns the last lines so far, without a first line that was cut. */
    synchronized String text() {
        String text = new String(tail, StandardCharsets.UTF_8).strip();
        int firstEnd = text.indexOf('\n');
        return tail.length < KEPT || firstEnd < 0 ? text : text.substring(firstEnd + 1);
    }
}
