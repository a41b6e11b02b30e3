package dev.fastback.data;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Primitive columns as bytes, for copies in other processes: big-endian 64-bit values, moved in blocks because a process that has
 * just started runs loops over single values slowly.
 */
public final class ColumnBytes {
    private static final int BLOCK = 1024;

    private ColumnBytes() {}

    /** Writes entries {@code from} (inclusive) to {@code to} (exclusive). */
    public static void write(DataOutput out, double[] values, int from, int to) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK * Double.BYTES);
        for (int i = from; i < to; i += BLOCK) {
            int count = Math.min(BLOCK, to - i);
            block.asDoubleBuffer().put(values, i, count);
            out.write(block.array(), 0, count * Double.BYTES);
        }
    }

    /** Writes entries {@code from} (inclusive) to {@code to} (exclusive). */
    public static void write(DataOutput out, long[] values, int from, int to) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK * Long.BYTES);
        for (int i = from; i < to; i += BLOCK) {
            int count = Math.min(BLOCK, to - i);
            block.asLongBuffer().put(values, i, count);
            out.write(block.array(), 0, count * Long.BYTES);
        }
    }

    /** Reads {@code size} values. */
    public static double[] readDoubles(DataInput in, int size) throws IOException {
        double[] values = new double[size];
        ByteBuffer block = ByteBuffer.allocate(BLOCK * Double.BYTES);
        for (int i = 0; i < size; i += BLOCK) {
            int count = Math.min(BLOCK, size - i);
            in.readFully(block.array(), 0, count * Double.BYTES);
            block.asDoubleBuffer().get(values, i, count);
        }
        return values;
    }

    /** Reads {@code size} values. */
    public static long[] readLongs(DataInput in, int size) throws IOException {
        long[] values = new long[size];
        ByteBuffer block = ByteBuffer.allocate(BLOCK * Long.BYTES);
        for (int i = 0; i < size; i += BLOCK) {
            int count = Math.min(BLOCK, size - i);
            in.readFully(block.array(), 0, count * Long.BYTES);
            block.asLongBuffer().get(values, i, count);
        }
        return values;
    }
}
