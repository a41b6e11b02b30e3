package dev.fastback.search;

import java.util.Arrays;
import java.util.Objects;

/**
 * A growable batch of points of one dimension, reused from batch to batch. Not safe for use by several threads.
 *
 * <p>Coordinate {@code d} of point {@code i} is {@code column(d)[i]}: one column per dimension, so that a vector load covers
 * neighbouring candidates.
 */
public final class PointBatch {
    private double[][] columns;
    private int count;

    /** Makes an empty batch. */
    public PointBatch(int dimension) {
        if (dimension < 0) {
            throw new IllegalArgumentException("dimension must not be negative: " + dimension);
        }
        columns = new double[dimension][16];
    }

    /** Returns the number of coordinates of a point. */
    public int dimension() {
        return columns.length;
    }

    /** Returns the number of points. */
    public int count() {
        return count;
    }

    /** Returns the column of a dimension, not a copy; entries from {@link #count} on have no meaning. */
    public double[] column(int dimension) {
        return columns[dimension];
    }

    /** Returns a coordinate of a point. */
    public double get(int point, int dimension) {
        return columns[dimension][Objects.checkIndex(point, count)];
    }

    /** Removes all points and keeps the memory. */
    public void clear() {
        count = 0;
    }

    /** Adds a point and returns its index. */
    public int add(double... point) {
        if (point.length != columns.length) {
            throw new IllegalArgumentException("point must have " + columns.length + " coordinates: " + point.length);
        }
        int index = addUnset();
        for (int d = 0; d < point.length; d++) {
            columns[d][index] = point[d];
        }
        return index;
    }

    /** Adds a point whose coordinates the caller sets in the columns, and returns its index. */
    public int addUnset() {
        addUnset(1);
        return count - 1;
    }

    /** Adds points whose coordinates the caller sets in the columns. */
    public void addUnset(int points) {
        if (columns.length > 0 && count + points > columns[0].length) {
            int capacity = Math.max(count + points, 2 * count);
            for (int d = 0; d < columns.length; d++) {
                columns[d] = Arrays.copyOf(columns[d], capacity);
            }
        }
        count += points;
    }

    /** Returns a copy of a point. */
    public double[] point(int index) {
        Objects.checkIndex(index, count);
        double[] point = new double[columns.length];
        for (int d = 0; d < point.length; d++) {
            point[d] = columns[d][index];
        }
        return point;
    }

    /**
     * Makes sure that there is a value for each point.
     *
     * @throws IllegalArgumentException if there are fewer
     */
    public void requireValues(ValueBatch values) {
        if (values.capacity() < count()) {
            throw new IllegalArgumentException(
                    "values must be at least " + count() + ", one per point asked for: " + values.capacity());
        }
    }
}
