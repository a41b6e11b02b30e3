package dev.fastback.workers.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Reads frames and accepts only whole ones with a matching checksum. For use by one thread. */
public final class FrameReader {
    private final InputStream in;

    /** Makes a reader that does not close what it reads. */
    public FrameReader(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /**
     * Waits for a frame; null at the end of the stream, also inside a frame: the other side has exited.
     *
     * @throws FrameException if the bytes are not a frame
     */
    public @Nullable Frame read() throws IOException {
        byte[] header = in.readNBytes(Frame.HEADER);
        if (header.length >= Integer.BYTES && ByteBuffer.wrap(header).getInt() != Frame.MAGIC) {
            throw new FrameException("sent bytes that are not a frame");
        }
        if (header.length < Frame.HEADER) {
            return null;
        }
        Frame.Type type = Frame.type(header[4]);
        int length = ByteBuffer.wrap(header).getInt(5);
        if (length < 0 || length > Frame.MAX_PAYLOAD) {
            throw new FrameException("sent a " + type + " frame of " + length + " bytes");
        }
        byte[] payload = in.readNBytes(length);
        byte[] sum = in.readNBytes(Integer.BYTES);
        if (sum.length < Integer.BYTES) {
            return null;
        }
        CRC32C crc = new CRC32C();
        crc.update(header, Integer.BYTES, Frame.HEADER - Integer.BYTES);
        crc.update(payload);
        if ((int) crc.getValue() != ByteBuffer.wrap(sum).getInt()) {
            throw new FrameException("sent a " + type + " frame with a wrong checksum");
        }
        return new Frame(type, payload);
    }
}
