package dev.fastback.search.direct;

import dev.fastback.search.PointBatch;
import dev.fastback.search.space.ChoiceParameter;
import dev.fastback.search.space.IntegerParameter;
import dev.fastback.search.space.Parameter;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.RealParameter;
import org.jspecify.annotations.Nullable;

/**
 * The box that DIRECT searches, as a map from the unit cube. Parameters whose bounds are equal are not part of the cube.
 *
 * <p>A whole-numbered parameter is searched from half a step below its smallest value to half a step above its largest, and rounded, so that each
 * value has the same share of the cube.
 *
 * <p>A coordinate is {@code (y + min / width) * width}, rounded at each step as in Gablonsky's code and its descendants.
 */
final class DirectBox {
    private final double[] min;
    private final double[] max;
    private final double[] width;
    private final double[] offset;
    private final int[] searched;
    private final @Nullable IntegerParameter[] rounded;

    DirectBox(ParameterSpace space) {
        int dimension = space.dimension();
        min = new double[dimension];
        max = new double[dimension];
        width = new double[dimension];
        offset = new double[dimension];
        rounded = new IntegerParameter[dimension];
        int[] wide = new int[dimension];
        int count = 0;
        for (int d = 0; d < dimension; d++) {
            Parameter parameter = space.parameters().get(d);
            double half = 0.0;
            switch (parameter) {
                case RealParameter real -> {}
                case IntegerParameter integer -> {
                    half = integer.count() > 1 ? integer.step() / 2.0 : 0.0;
                    rounded[d] = integer;
                }
                case ChoiceParameter choice ->
                    throw new IllegalArgumentException("DIRECT searches numbers, and " + choice.name() + " is a choice");
            }
            min[d] = parameter.min() - half;
            max[d] = parameter.max() + half;
            width[d] = max[d] - min[d];
            offset[d] = min[d] / width[d];
            if (width[d] == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException(
                        "width of " + parameter.name() + " must be finite: " + parameter.min() + "," + parameter.max());
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
        IntegerParameter integer = rounded[d];
        for (int i = 0; integer != null && i < count; i++) {
            column[i] = integer.nearest(column[i]);
        }
    }

    /** Returns the centre of a rectangle. */
    double[] point(DirectRectangles rectangles, int rectangle) {
        double[] point = min.clone();
        int from = rectangle * searched.length;
        for (int k = 0; k < searched.length; k++) {
            int d = searched[k];
            double x = clamped((rectangles.centres[from + k] + offset[d]) * width[d], min[d], max[d]);
            IntegerParameter integer = rounded[d];
            point[d] = integer == null ? x : integer.nearest(x);
        }
        return point;
    }

    private static double clamped(double x, double low, double high) {
        return x < low ? low : x > high ? high : x;
    }
}
