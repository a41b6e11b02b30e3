package dev.fastback.workers.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Writes each frame in one piece and flushes it. Safe for use by many threads. */
public final class FrameWriter {
    private final OutputStream out;

    /** Makes a writer that does not close what it writes to. */
    public FrameWriter(OutputStream out) {
        this.out = out;
    }

    /** Writes a frame and flushes; waits while the pipe is full. */
    public synchronized void write(Frame frame) throws IOException {
        out.write(bytes(frame));
        out.flush();
    }

    /**
     * Returns a frame as it is written.
     *
     * @throws IllegalArgumentException if its payload is too long
     */
    public static byte[] bytes(Frame frame) {
        int length = frame.payload().length;
        if (length > Frame.MAX_PAYLOAD) {
            throw new IllegalArgumentException("payload must have at most " + Frame.MAX_PAYLOAD + " bytes: " + length);
        }
        ByteBuffer buffer = ByteBuffer.allocate(Frame.HEADER + length + Integer.BYTES);
        buffer.putInt(Frame.MAGIC).put((byte) frame.type().ordinal()).putInt(length).put(frame.payload());
        CRC32C crc = new CRC32C();
        crc.update(buffer.array(), Integer.BYTES, Frame.HEADER - Integer.BYTES + length);
        return buffer.putInt((int) crc.getValue()).array();
    }
}
