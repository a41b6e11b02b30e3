package dev.fastback.validation;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Spearman's rank correlation: that of the ranks, equal values sharing the mean of theirs. */
final class RankCorrelation {
    private RankCorrelation() {}

    /** Returns it, from -1 to 1; NaN with fewer than two pairs, or where all values of one side are equal. */
    static double of(double[] one, double[] other) {
        if (one.length != other.length) {
            throw new IllegalArgumentException("there must be as many of both: " + one.length + " and " + other.length);
        }
        double[] x = ranks(one);
        double[] y = ranks(other);
        double mean = (one.length - 1) / 2.0;
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - mean) * (y[i] - mean);
            xx += (x[i] - mean) * (x[i] - mean);
            yy += (y[i] - mean) * (y[i] - mean);
        }
        return xx == 0 || yy == 0 ? Double.NaN : xy / Math.sqrt(xx * yy);
    }

    private static double[] ranks(double[] values) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted((a, b) -> Double.compare(values[a], values[b]))
                .mapToInt(i -> i)
                .toArray();
        double[] ranks = new double[values.length];
        for (int from = 0; from < order.length; ) {
            int to = from + 1;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            int first = from;
            int last = to - 1;
            Arrays.stream(order, from, to).forEach(i -> ranks[i] = (first + last) / 2.0);
            from = to;
        }
        return ranks;
    }
}
