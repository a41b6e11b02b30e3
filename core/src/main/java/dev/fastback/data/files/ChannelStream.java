package dev.fastback.data.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file from its beginning, whatever else reads from its channel; closing it leaves the channel open. */
final class ChannelStream extends InputStream {
    private final FileChannel channel;
    private long position;

    ChannelStream(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = channel.read(ByteBuffer.wrap(into, offset, length), position);
        position += Math.max(count, 0);
        return count;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, channel.size() - position));
    }
}
