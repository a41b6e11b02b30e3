package dev.fastback.search;

import java.util.Arrays;

/**
 * The rectangles of one DIRECT run, numbered in order of creation.
 *
 * <p>Layout: rectangle {@code i} has its centre (in the unit cube) and the exponents of its sides (a side is 3^-exponent) at
 * {@code i * dimension}, so that copying a rectangle touches one place; what the level lists compare lies in columns.
 */
final class DirectRectangles {
    final int dimension;
    double[] centres;
    int[] exponents;
    /** What is minimised: minus the objective, and infinity where that is not a number. */
    double[] values;
    /** Level, that is, class of size. */
    int[] levels;
    /** Rank among equal values of a level. */
    int[] order;
    /** Index in the heap of its level. */
    int[] place;

    private int count;

    DirectRectangles(int dimension, int capacity) {
        this.dimension = dimension;
        centres = new double[capacity * dimension];
        exponents = new int[capacity * dimension];
        values = new double[capacity];
        levels = new int[capacity];
        order = new int[capacity];
        place = new int[capacity];
    }

    int count() {
        return count;
    }

    /** Adds the unit cube. */
    void addCube() {
        Arrays.fill(centres, 0, dimension, 0.5);
        Arrays.fill(exponents, 0, dimension, 0);
        count = 1;
    }

    /** Adds a copy of a rectangle, its centre moved along one dimension. */
    void addMoved(int source, int alongDimension, double distance) {
        if (count == values.length) {
            grow();
        }
        int n = dimension;
        double[] centre = centres;
        int[] exponent = exponents;
        int from = source * n;
        int to = count * n;
        for (int d = 0; d < n; d++) {
            centre[to + d] = centre[from + d];
            exponent[to + d] = exponent[from + d];
        }
        centre[to + alongDimension] += distance;
        count++;
    }

    /** Returns the exponent of the longest sides. */
    int longest(int rectangle) {
        int from = rectangle * dimension;
        int min = exponents[from];
        for (int d = 1; d < dimension; d++) {
            min = Math.min(min, exponents[from + d]);
        }
        return min;
    }

    /** Returns the volume, a fraction of the cube. */
    double volume(int rectangle) {
        int sum = 0;
        for (int d = 0; d < dimension; d++) {
            sum += exponents[rectangle * dimension + d];
        }
        return DirectMeasure.third(sum);
    }

    private void grow() {
        int capacity = Math.multiplyExact(2, count);
        centres = Arrays.copyOf(centres, Math.multiplyExact(capacity, dimension));
        exponents = Arrays.copyOf(exponents, capacity * dimension);
        values = Arrays.copyOf(values, capacity);
        levels = Arrays.copyOf(levels, capacity);
        order = Arrays.copyOf(order, capacity);
        place = Arrays.copyOf(place, capacity);
    }
}
