package dev.fastback.data.csv;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The lines of a text as a {@link LineShape} writes them; a line that is too long for any table is handed on as it is. */
final class RewrittenStream extends InputStream {
    private static final int MAX_LINE = 1 << 20;

    private final BufferedReader reader;
    private final LineShape shape;
    private long number;
    private boolean skipsLineFeed;
    private boolean ended;
    private byte[] bytes = {};
    private int position;

    RewrittenStream(InputStream in, LineShape shape) {
        this.reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.shape = shape;
    }

    @Override
    public int read() throws IOException {
        return hasMore() ? bytes[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int count = Math.min(length, bytes.length - position);
        System.arraycopy(bytes, position, into, offset, count);
        position += count;
        return count;
    }

    private boolean hasMore() throws IOException {
        while (position == bytes.length) {
            if (ended) {
                return false;
            }
            bytes = next().getBytes(StandardCharsets.UTF_8);
            position = 0;
        }
        return true;
    }

    /** Returns what the next line becomes; nothing at the end. */
    private String next() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int c = reader.read();
            if (c == '\n' && skipsLineFeed) {
                skipsLineFeed = false;
                continue;
            }
            skipsLineFeed = c == '\r';
            ended = c < 0;
            if (ended && line.isEmpty()) {
                return "";
            }
            if (ended || c == '\n' || c == '\r') {
                return shape.rewritten(++number, line.toString());
            }
            line.append((char) c);
            if (line.length() > MAX_LINE) {
                return line.toString();
            }
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
