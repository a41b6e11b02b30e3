package dev.fastback.exact;

import java.util.Arrays;

/**
 * Answers how many of some rising numbers {@code x[j]} leave a level {@code base + x[j]} below a value, compared as the
 * profit kernel compares.
 *
 * <p>A table of equal intervals says where to start looking, so that a question takes a few steps where a binary search
 * takes as many unpredictable ones as the count has binary digits. The table only guides: the comparison decides.
 */
public final class Ranks {
    // Fewer numbers are looked through from the first on.
    private static final int SMALL = 12;

    private double[] x = {};
    private int count;
    private int[] starts = {};
    private int buckets;
    private double scale;

    /** Takes the numbers, rising, at least one; the array is read later. */
    void of(double[] rising, int newCount) {
        x = rising;
        count = newCount;
        buckets = 0;
        double span = x[count - 1] - x[0];
        if (count <= SMALL || !(span > 0.0)) {
            return;
        }
        buckets = 2 * count;
        scale = buckets / span;
        if (starts.length < buckets + 2) {
            starts = new int[2 * rising.length + 2];
        }
        Arrays.fill(starts, 0, buckets + 2, 0);
        for (int j = 0; j < count; j++) {
            starts[bucket(x[j]) + 1]++;
        }
        for (int k = 0; k < buckets; k++) {
            starts[k + 1] += starts[k];
        }
    }

    /** Returns how many numbers have {@code base + x[j] < value}. */
    int less(double base, double value) {
        int rank = start(value - base);
        while (rank > 0 && base + x[rank - 1] >= value) {
            rank--;
        }
        while (rank < count && base + x[rank] < value) {
            rank++;
        }
        return rank;
    }

    /** Returns how many numbers have {@code base + x[j] <= value}. */
    int atMost(double base, double value) {
        int rank = start(value - base);
        while (rank > 0 && base + x[rank - 1] > value) {
            rank--;
        }
        while (rank < count && base + x[rank] <= value) {
            rank++;
        }
        return rank;
    }

    private int start(double at) {
        return buckets == 0 ? 0 : at > x[count - 1] ? count : at < x[0] ? 0 : starts[bucket(at)];
    }

    private int bucket(double at) {
        return Math.min(buckets - 1, (int) ((at - x[0]) * scale));
    }
}
