package dev.fastback.result;

import dev.fastback.search.space.ParameterSpace;
import dev.fastback.stats.overfitting.BlockSums;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * What a search evaluated, or what was kept of it: per trial its number, from 0 in the order in which the search was told, its parameters, its
 * metrics and the sum of its constraints' violations, and where that was asked for what it earned in blocks of bars. Immutable.
 *
 * <p>Layout, big-endian: trials that were evaluated (8 bytes), kept (4), parameters (2), blocks (1), metrics (1); then per kept trial, by rising
 * number: the number (8 bytes; left out where all are kept), one double per parameter, one per metric, one for the violations, and two per block, its
 * sum and its sum of squares.
 */
public final class Trials {
    private static final int HEADER = 16;

    private final ByteBuffer bytes;
    private final long evaluated;
    private final int kept;
    private final int parameters;
    private final int metrics;
    private final int blocks;

    private Trials(ByteBuffer bytes) {
        this.bytes = bytes;
        this.evaluated = bytes.getLong(0);
        this.kept = bytes.getInt(8);
        this.parameters = bytes.getShort(12);
        this.blocks = bytes.get(14);
        this.metrics = bytes.get(15);
    }

    /**
     * Returns the trials of bytes, which nobody writes to any more.
     *
     * @throws IllegalArgumentException if they are not those of trials over a space; the message says what is wrong
     */
    public static Trials of(ByteBuffer bytes, ParameterSpace space) {
        if (bytes.remaining() < HEADER) {
            throw new IllegalArgumentException("trials are cut short at " + bytes.remaining() + " bytes");
        }
        Trials trials = new Trials(bytes.slice().asReadOnlyBuffer());
        if (trials.kept < 0
                || trials.kept > trials.evaluated
                || trials.parameters != space.dimension()
                || trials.metrics < 1
                || trials.blocks < 0
                || bytes.remaining() != HEADER + (long) trials.kept * trials.rowSize()) {
            throw new IllegalArgumentException("trials have " + trials.evaluated + " evaluated, " + trials.kept + " kept, " + trials.parameters
                    + " parameters, " + trials.metrics + " metrics in " + bytes.remaining() + " bytes");
        }
        return trials;
    }

    /** Returns an empty buffer for the bytes of so many trials, with the header written. */
    public static ByteBuffer begin(long evaluated, int kept, int parameters, int metrics) {
        int row = rowSize(kept == evaluated, parameters, metrics);
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(HEADER + (long) kept * row));
        return bytes.putLong(evaluated).putInt(kept).putShort((short) parameters).putShort((short) metrics);
    }

    /** Returns the bytes that a kept trial takes. */
    public static int rowSize(boolean whole, int parameters, int metrics) {
        return (whole ? 0 : Long.BYTES) + (parameters + metrics + 1) * Double.BYTES;
    }

    private int rowSize() {
        return rowSize(isWhole(), parameters, metrics) + blockBytes(blocks);
    }

    /** Returns the bytes that sums of so many blocks add to a kept trial. */
    public static int blockBytes(int blocks) {
        return 2 * blocks * Double.BYTES;
    }

    /**
     * Returns the same trials with what each earned in blocks of bars.
     *
     * @param newBlocks up to 127
     * @param returns gives the returns of the trial in a row, in bar order; cut as {@link BlockSums} cuts them
     */
    public Trials withBlocks(int newBlocks, IntFunction<double[]> returns) {
        if (blocks != 0 || newBlocks < 1 || newBlocks > Byte.MAX_VALUE) {
            throw new IllegalArgumentException("blocks must be 1 to " + Byte.MAX_VALUE + " of trials that have none: " + newBlocks);
        }
        int row = rowSize();
        ByteBuffer made = ByteBuffer.allocate(Math.toIntExact(HEADER + (long) kept * (row + blockBytes(newBlocks))));
        made.put(bytes.slice(0, HEADER)).put(14, (byte) newBlocks);
        for (int i = 0; i < kept; i++) {
            made.put(bytes.slice(HEADER + i * row, row));
            double[] earned = returns.apply(i);
            BlockSums sums = new BlockSums(earned.length, newBlocks, 1);
            sums.put(0, earned);
            for (int block = 0; block < newBlocks; block++) {
                made.putDouble(sums.sum(0, block)).putDouble(sums.square(0, block));
            }
        }
        return new Trials(made.flip().asReadOnlyBuffer());
    }

    private double at(int row, int column) {
        Objects.checkIndex(row, kept);
        return bytes.getDouble(HEADER + row * rowSize() + (isWhole() ? 0 : Long.BYTES) + column * Double.BYTES);
    }

    /** Returns how many points the search evaluated. */
    public long evaluated() {
        return evaluated;
    }

    /** Returns how many of them are here. */
    public int kept() {
        return kept;
    }

    /** Returns whether all are. */
    public boolean isWhole() {
        return kept == evaluated;
    }

    /** Returns the number of metrics. */
    public int metrics() {
        return metrics;
    }

    /** Returns the number of a kept trial. */
    public long number(int row) {
        return isWhole() ? Objects.checkIndex(row, kept) : bytes.getLong(HEADER + Objects.checkIndex(row, kept) * rowSize());
    }

    /** Returns a parameter's coordinate. */
    public double coordinate(int row, int parameter) {
        return at(row, Objects.checkIndex(parameter, parameters));
    }

    /** Returns the point of a kept trial. */
    public double[] point(int row) {
        double[] point = new double[parameters];
        for (int d = 0; d < parameters; d++) {
            point[d] = at(row, d);
        }
        return point;
    }

    /** Returns a metric; what the objective gave, NaN and infinities included. */
    public double value(int row, int metric) {
        return at(row, parameters + Objects.checkIndex(metric, metrics));
    }

    /** Returns the sum of violations; 0 where all outcome constraints are met or there are none. */
    public double violation(int row) {
        return at(row, parameters + metrics);
    }

    /** Returns the number of blocks of bars, 0 where nothing is known of any. */
    public int blocks() {
        return blocks;
    }

    /** Returns the sum of a trial's returns in a block. */
    public double sum(int row, int block) {
        return at(row, parameters + metrics + 1 + 2 * Objects.checkIndex(block, blocks));
    }

    /** Returns the sum of the squares of a trial's returns in a block. */
    public double square(int row, int block) {
        return at(row, parameters + metrics + 2 + 2 * Objects.checkIndex(block, blocks));
    }

    /** Returns the number of its bytes. */
    public int size() {
        return bytes.capacity();
    }

    /** Returns the bytes, to be read from their beginning. */
    public ByteBuffer bytes() {
        return bytes.duplicate();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Trials t && bytes.equals(t.bytes);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(evaluated) * 31 + kept;
    }

    @Override
    public String toString() {
        return kept + " of " + evaluated + " trials";
    }
}
