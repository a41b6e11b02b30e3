package dev.fastback.data.csv.shapes;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Bytes that are made piece by piece, as they are read. */
abstract class PieceStream extends InputStream {
    private byte[] piece = {};
    private int position;

    /** Returns the next bytes, which may be none; null at the end. */
    abstract byte @Nullable [] next() throws IOException;

    @Override
    public final int read() throws IOException {
        return hasMore() ? piece[position++] & 0xff : -1;
    }

    @Override
    public final int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int count = Math.min(length, piece.length - position);
        System.arraycopy(piece, position, into, offset, count);
        position += count;
        return count;
    }

    private boolean hasMore() throws IOException {
        while (position == piece.length) {
            byte[] made = next();
            if (made == null) {
                return false;
            }
            piece = made;
            position = 0;
        }
        return true;
    }
}
