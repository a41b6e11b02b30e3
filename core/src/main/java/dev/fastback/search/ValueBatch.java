package dev.fastback.search;

import java.util.Arrays;

/**
 * What an {@link Objective} says of a batch of points: one row per point, first the metrics, larger being better, then how far the point
 * violates each outcome constraint, 0 where it meets it.
 *
 * <p>Layout: one column per metric or constraint, so that a kernel writes neighbouring points side by side. Not safe for use by several
 * threads.
 */
public final class ValueBatch {
    private final double[][] columns;
    private final int metrics;

    /**
     * Makes a batch.
     *
     * @param metrics positive
     * @param constraints from 0
     */
    public ValueBatch(int metrics, int constraints) {
        if (metrics < 1 || constraints < 0) {
            throw new IllegalArgumentException("metrics must be positive, constraints from 0: " + metrics + ", " + constraints);
        }
        this.metrics = metrics;
        this.columns = new double[metrics + constraints][0];
    }

    private ValueBatch(double[] only) {
        this.metrics = 1;
        this.columns = new double[][] {only};
    }

    /** Returns a batch of one metric whose column is the given array, not a copy. */
    public static ValueBatch of(double[] values) {
        return new ValueBatch(values);
    }

    /** Makes room for a number of points; what is there stays. */
    public void reserve(int points) {
        if (columns[0].length < points) {
            int capacity = Math.max(points, 2 * columns[0].length);
            for (int c = 0; c < columns.length; c++) {
                columns[c] = Arrays.copyOf(columns[c], capacity);
            }
        }
    }

    /** Returns the number of metrics. */
    public int metrics() {
        return metrics;
    }

    /** Returns the number of outcome constraints. */
    public int constraints() {
        return columns.length - metrics;
    }

    /** Returns the number of points that there is room for. */
    public int capacity() {
        return columns[0].length;
    }

    /** Returns the column of a metric, not a copy. */
    public double[] metric(int index) {
        return columns[index];
    }

    /** Returns the column of a constraint's violations, not a copy. */
    public double[] violation(int index) {
        return columns[metrics + index];
    }

    /** Returns how far a point is from meeting all constraints: the sum of its violations, those below 0 as 0; NaN where one is. */
    public double violationOf(int point) {
        double sum = 0;
        for (int c = metrics; c < columns.length; c++) {
            sum += Math.max(0, columns[c][point]);
        }
        return sum;
    }

    /** Gives a point the values of another. */
    public void copy(int point, int to) {
        for (double[] column : columns) {
            column[to] = column[point];
        }
    }
}
