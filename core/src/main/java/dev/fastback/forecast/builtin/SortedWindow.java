package dev.fastback.forecast.builtin;

import dev.fastback.stats.Returns;
import java.util.Arrays;

/**
 * The newest values of a series, kept in order while the window slides: a value costs a search and a move instead of a sort. Those that come before the
 * first quantile are sorted when it is asked for.
 */
final class SortedWindow {
    private final double[] arrived;
    private final double[] sorted;
    private int size;
    private int next;
    private boolean isSorted;

    SortedWindow(int capacity) {
        arrived = new double[capacity];
        sorted = new double[capacity];
    }

    int size() {
        return size;
    }

    /** Adds a value, in place of the oldest when the window is full. */
    void add(double value) {
        if (isSorted) {
            insert(value);
        } else {
            size = Math.min(size + 1, arrived.length);
        }
        arrived[next] = value;
        next = (next + 1) % arrived.length;
    }

    private void insert(double value) {
        if (size == arrived.length) {
            int at = Arrays.binarySearch(sorted, 0, size, arrived[next]);
            System.arraycopy(sorted, at + 1, sorted, at, size - at - 1);
            size--;
        }
        int at = Arrays.binarySearch(sorted, 0, size, value);
        at = at < 0 ? -at - 1 : at;
        System.arraycopy(sorted, at, sorted, at + 1, size - at);
        sorted[at] = value;
        size++;
    }

    /** Returns a quantile as {@link Quantiles#of} does; the window holds a value at least. */
    double quantile(double p) {
        if (!isSorted) {
            System.arraycopy(arrived, 0, sorted, 0, size);
            Arrays.sort(sorted, 0, size);
            isSorted = true;
        }
        return Returns.quantileOfSorted(sorted, size, p);
    }
}
