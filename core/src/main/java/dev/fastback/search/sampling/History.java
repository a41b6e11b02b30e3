package dev.fastback.search.sampling;

import dev.fastback.search.ValueBatch;
import java.util.Arrays;

/**
 * The points of a search in the order in which they were asked for, as places in the unit cube, with their values; one number each. Finds a
 * point again in constant time.
 *
 * <p>Layout: place {@code d} of point {@code i} is at {@code i * dimension + d}; the index is a hash table of point numbers plus one with open
 * addressing, at most half full.
 */
public final class History {
    private final int dimension;
    private double[] places;
    private double[][] values = {};
    private double[] violations = new double[16];
    private int[] index = new int[64];
    private int size;

    /** Makes an empty history of points of so many coordinates. */
    public History(int dimension) {
        this.dimension = dimension;
        this.places = new double[16 * dimension];
    }

    /** Returns the number of points. */
    public int size() {
        return size;
    }

    /** Returns a place of a point. */
    double at(int point, int d) {
        return places[point * dimension + d];
    }

    /** Returns the number of metrics; 0 until values were told. */
    int metrics() {
        return values.length;
    }

    /** Returns a metric of a point. */
    double value(int point, int metric) {
        return values[metric][point];
    }

    /** Returns the sum of violations of a point. */
    double violation(int point) {
        return violations[point];
    }

    /** Returns the number of the point at a place; negative if there is none. */
    public int find(double[] unit) {
        for (int slot = slot(unit, 0); index[slot] != 0; slot = (slot + 1) & (index.length - 1)) {
            if (isAt(index[slot] - 1, unit)) {
                return index[slot] - 1;
            }
        }
        return -1;
    }

    /** Adds a point that is not there, whose values are told later, and returns its number. */
    public int add(double[] unit) {
        if ((size + 1) * dimension > places.length) {
            places = Arrays.copyOf(places, 2 * places.length);
        }
        System.arraycopy(unit, 0, places, size * dimension, dimension);
        if (2 * (size + 1) > index.length) {
            index = new int[2 * index.length];
            for (int i = 0; i < size; i++) {
                put(i);
            }
        }
        put(size);
        return size++;
    }

    /** Sets the values of the newest points. */
    public void tell(int first, ValueBatch told) {
        if (values.length == 0) {
            values = new double[told.metrics()][16];
        }
        if (violations.length < size) {
            int capacity = Math.max(size, 2 * violations.length);
            violations = Arrays.copyOf(violations, capacity);
            for (int m = 0; m < values.length; m++) {
                values[m] = Arrays.copyOf(values[m], capacity);
            }
        }
        for (int i = first; i < size; i++) {
            for (int m = 0; m < values.length; m++) {
                values[m][i] = told.metric(m)[i - first];
            }
            violations[i] = Incumbent.violation(told, i - first);
        }
    }

    /** Returns whether a point is better than another by its first metric and violation; of equals, neither is. */
    boolean isBetter(int one, int other) {
        return Incumbent.isBetter(values[0][one], violations[one], values[0][other], violations[other]);
    }

    /** Compares points for sorting: the better first, of equals the earlier. */
    int compare(int one, int other) {
        return isBetter(one, other) ? -1 : isBetter(other, one) ? 1 : Integer.compare(one, other);
    }

    private void put(int point) {
        int slot = slot(places, point * dimension);
        while (index[slot] != 0) {
            slot = (slot + 1) & (index.length - 1);
        }
        index[slot] = point + 1;
    }

    private int slot(double[] from, int offset) {
        long hash = 0;
        for (int d = 0; d < dimension; d++) {
            hash = Draws.mix(hash * 31 + Double.doubleToRawLongBits(from[offset + d]));
        }
        return (int) hash & (index.length - 1);
    }

    private boolean isAt(int point, double[] unit) {
        for (int d = 0; d < dimension; d++) {
            if (places[point * dimension + d] != unit[d]) {
                return false;
            }
        }
        return true;
    }
}
