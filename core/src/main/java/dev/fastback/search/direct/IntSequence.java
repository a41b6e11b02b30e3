package dev.fastback.search.direct;

import java.util.Arrays;

/** A growable list of ints, reused from round to round. */
final class IntSequence {
    int[] items = new int[16];
    int size;

    void add(int item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, 2 * size);
        }
        items[size++] = item;
    }
}
