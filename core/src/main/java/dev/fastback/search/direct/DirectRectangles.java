package dev.fastback.search.direct;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The rectangles of one DIRECT run, numbered in order of creation.
 *
 * <p>Layout: the sides of a rectangle are of at most two lengths, 3^-k for its longest and 3^-(k+1) for those cut already, so a
 * rectangle is its centre in the unit cube, {@code dimension} doubles, its {@code k}, and a bit a side, {@code words} longs. A
 * rectangle that was added has its parent's sides still, and its shape is set when the parent is cut.
 */
final class DirectRectangles {
    private static final int MOST_SPARE = 1 << 14;

    final int dimension;
    /** Longs that hold a bit a side. */
    final int words;

    double[] centres;
    /** The exponent {@code k} of the longest sides. */
    int[] longest;
    /** Bits of the sides that are shorter than the longest. */
    long[] cut;
    /** What is minimised, see {@link #setValue}, as numbers in the order of the values. */
    long[] keys;
    /** Rank among equal values of a level. */
    int[] order;
    /** First child in the tree of its level. */
    int[] child;
    /** Next child of the same parent in that tree. */
    int[] sibling;

    private int count;

    // One a thread, given back by a run that has ended: making the columns is 8 % of the bookkeeping of a run of 500.
    private static final ThreadLocal<@Nullable DirectRectangles> SPARE = new ThreadLocal<>();

    DirectRectangles(int dimension, int capacity) {
        this.dimension = dimension;
        words = (dimension + 63) / 64;
        centres = new double[capacity * dimension];
        longest = new int[capacity];
        cut = new long[capacity * words];
        keys = new long[capacity];
        order = new int[capacity];
        child = new int[capacity];
        sibling = new int[capacity];
    }

    /** Returns an empty one, which may have belonged to another run of this thread. */
    static DirectRectangles take(int dimension, int capacity) {
        DirectRectangles spare = SPARE.get();
        if (spare == null || spare.dimension != dimension || spare.keys.length < capacity) {
            return new DirectRectangles(dimension, capacity);
        }
        SPARE.set(null);
        spare.count = 0;
        return spare;
    }

    /** Offers this one to the next run of the thread; it is not used any more. */
    void giveBack() {
        if (keys.length <= MOST_SPARE) {
            SPARE.set(this);
        }
    }

    int count() {
        return count;
    }

    /** Adds the unit cube. */
    void addCube() {
        Arrays.fill(centres, 0, dimension, 0.5);
        Arrays.fill(cut, 0, words, 0L);
        longest[0] = 0;
        count = 1;
    }

    /** Adds two rectangles beside another, the one on the plus side of a dimension before the one on the minus side. */
    void addPair(int source, int alongDimension, double distance) {
        if (count + 2 > keys.length) {
            grow();
        }
        int n = dimension;
        double[] c = centres;
        int from = source * n;
        int plus = count * n;
        int minus = plus + n;
        if (n == 2) {
            double x = c[from];
            double y = c[from + 1];
            c[plus] = x;
            c[plus + 1] = y;
            c[plus + 2] = x;
            c[plus + 3] = y;
        } else {
            for (int d = 0; d < n; d++) {
                c[plus + d] = c[from + d];
                c[minus + d] = c[from + d];
            }
        }
        double moved = c[from + alongDimension];
        c[plus + alongDimension] = moved + distance;
        c[minus + alongDimension] = moved - distance;
        count += 2;
    }

    /** Returns the sides of a rectangle that are its longest, as the bits of one of the words. */
    long longSides(int rectangle, int word) {
        return ~cut[rectangle * words + word] & -1L >>> Math.max(0, 64 * (word + 1) - dimension);
    }

    /** Returns the number of sides that are shorter than the longest. */
    int shorterSides(int rectangle) {
        int sides = 0;
        for (int w = 0; w < words; w++) {
            sides += Long.bitCount(cut[rectangle * words + w]);
        }
        return sides;
    }

    /** Marks one of the longest sides of a rectangle, not the only one, as cut. */
    void cutSide(int rectangle, int side) {
        cut[rectangle * words + side / 64] |= 1L << side;
    }

    /** Makes the sides that are shorter than the longest all there are. */
    void cutLastSide(int rectangle) {
        Arrays.fill(cut, rectangle * words, (rectangle + 1) * words, 0L);
        longest[rectangle]++;
    }

    /** Gives a rectangle and the next one the sides of another. */
    void copySides(int from, int to) {
        longest[to] = longest[from];
        longest[to + 1] = longest[from];
        for (int w = 0; w < words; w++) {
            long bits = cut[from * words + w];
            cut[to * words + w] = bits;
            cut[(to + 1) * words + w] = bits;
        }
    }

    /** Returns the volume, a fraction of the cube. */
    double volume(int rectangle) {
        return DirectMeasure.third(longest[rectangle] * dimension + shorterSides(rectangle));
    }

    /** Sets what is minimised: minus the objective. One that is not a number counts as infinite. */
    void setValue(int rectangle, double value) {
        keys[rectangle] = key(value);
    }

    /** Returns what is minimised. */
    double value(int rectangle) {
        long key = keys[rectangle];
        return Double.longBitsToDouble(key ^ key >> 63 >>> 1);
    }

    /** Returns a number that is in the order of the values: their bits, with those of negative values turned round. */
    static long key(double value) {
        // Zeros are equal: adding one takes the sign of a negative one.
        long bits = Double.doubleToRawLongBits(Double.isNaN(value) ? Double.POSITIVE_INFINITY : value + 0.0);
        return bits ^ bits >> 63 >>> 1;
    }

    private void grow() {
        int capacity = Math.multiplyExact(2, keys.length);
        centres = Arrays.copyOf(centres, Math.multiplyExact(capacity, dimension));
        longest = Arrays.copyOf(longest, capacity);
        cut = Arrays.copyOf(cut, capacity * words);
        keys = Arrays.copyOf(keys, capacity);
        order = Arrays.copyOf(order, capacity);
        child = Arrays.copyOf(child, capacity);
        sibling = Arrays.copyOf(sibling, capacity);
    }
}
