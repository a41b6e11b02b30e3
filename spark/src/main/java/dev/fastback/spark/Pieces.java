package dev.fastback.spark;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Collects what is written to it in pieces, so that no array of bytes has to hold all of a large study. */
final class Pieces extends OutputStream {
    private static final int SIZE = 1 << 24;

    private final List<byte[]> full = new ArrayList<>();
    private ByteArrayOutputStream piece = new ByteArrayOutputStream(1 << 16);

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int at = offset;
        while (at < offset + length) {
            int count = Math.min(offset + length - at, SIZE - piece.size());
            piece.write(bytes, at, count);
            at += count;
            if (piece.size() == SIZE) {
                full.add(piece.toByteArray());
                piece = new ByteArrayOutputStream(1 << 16);
            }
        }
    }

    /** Returns all that was written. */
    byte[][] pieces() {
        List<byte[]> all = new ArrayList<>(full);
        all.add(piece.toByteArray());
        return all.toArray(byte[][]::new);
    }
}
