package dev.fastback.search.direct;

import dev.fastback.search.ParameterSpace;
import dev.fastback.search.PointBatch;
import dev.fastback.search.RealParameter;

/**
 * The box that DIRECT searches, as a map from the unit cube. Parameters whose bounds are equal are not part of the cube.
 *
 * <p>A coordinate is {@code (y + min / width) * width}, rounded at each step as in Gablonsky's code and its descendants.
 */
final class DirectBox {
    private final double[] min;
    private final double[] max;
    private final double[] width;
    private final double[] offset;
    private final int[] searched;

    DirectBox(ParameterSpace space) {
        int dimension = space.dimension();
        min = new double[dimension];
        max = new double[dimension];
        width = new double[dimension];
        offset = new double[dimension];
        int[] wide = new int[dimension];
        int count = 0;
        for (int d = 0; d < dimension; d++) {
            switch (space.parameters().get(d)) {
                case RealParameter(String name, double low, double high) -> {
                    min[d] = low;
                    max[d] = high;
                    width[d] = high - low;
                    offset[d] = low / width[d];
                    if (width[d] == Double.POSITIVE_INFINITY) {
                        throw new IllegalArgumentException("width of " + name + " must be finite: " + low + "," + high);
                    }
                }
            }
            if (width[d] > 0.0) {
                wide[count++] = d;
            }
        }
        searched = java.util.Arrays.copyOf(wide, count);
    }

    /** Returns the dimension of the cube: the number of parameters with different bounds. */
    int searchedDimension() {
        return searched.length;
    }

    /** Adds the centres of the rectangles from a number on to an empty batch, in order. */
    void addPoints(DirectRectangles rectangles, int first, PointBatch batch) {
        int count = rectangles.count() - first;
        batch.addUnset(count);
        if (searched.length < min.length) {
            for (int d = 0; d < min.length; d++) {
                java.util.Arrays.fill(batch.column(d), 0, count, min[d]);
            }
        }
        for (int k = 0; k < searched.length; k++) {
            fill(batch.column(searched[k]), count, searched[k], rectangles.centres, first * searched.length + k);
        }
    }

    private void fill(double[] column, int count, int d, double[] centres, int from) {
        double low = min[d];
        double high = max[d];
        double shift = offset[d];
        double scale = width[d];
        int step = searched.length;
        for (int i = 0; i < count; i++) {
            column[i] = clamped((centres[from + i * step] + shift) * scale, low, high);
        }
    }

    /** Returns the centre of a rectangle. */
    double[] point(DirectRectangles rectangles, int rectangle) {
        double[] point = min.clone();
        int from = rectangle * searched.length;
        for (int k = 0; k < searched.length; k++) {
            int d = searched[k];
            point[d] = clamped((rectangles.centres[from + k] + offset[d]) * width[d], min[d], max[d]);
        }
        return point;
    }

    private static double clamped(double x, double low, double high) {
        return x < low ? low : x > high ? high : x;
    }
}
