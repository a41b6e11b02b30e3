package dev.fastback.json;

import java.util.Arrays;

/**
 * Where numbers stand in a text that is being written: many of a simulation's figures are equal, and copying digits is a tenth of the work of
 * finding them.
 */
final class RecentNumbers {
    private static final int BITS = 8;
    /** Spreads the bits of doubles that differ in a few: 2^64 over the golden ratio. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    // One entry per slot: the number's bits, where its text begins, and how long that is; 0 for none.
    private final long[] numbers = new long[1 << BITS];
    private final int[] starts = new int[1 << BITS];
    private final int[] lengths = new int[1 << BITS];

    /** Returns the only slot that a number can be in. */
    int slot(double value) {
        return (int) (Double.doubleToRawLongBits(value) * SPREAD >>> Long.SIZE - BITS);
    }

    /** Returns the length of the text of a number in its slot; 0 if it is not there. */
    int length(int slot, double value) {
        return numbers[slot] == Double.doubleToRawLongBits(value) ? lengths[slot] : 0;
    }

    /** Returns where the text in a slot begins. */
    int start(int slot) {
        return starts[slot];
    }

    void put(int slot, double value, int start, int length) {
        numbers[slot] = Double.doubleToRawLongBits(value);
        starts[slot] = start;
        lengths[slot] = length;
    }

    /** Forgets all: another text begins. */
    void clear() {
        Arrays.fill(lengths, 0);
    }
}
