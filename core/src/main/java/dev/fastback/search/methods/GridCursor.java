package dev.fastback.search.methods;

import dev.fastback.search.space.Parameter;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.RealParameter;

/**
 * Walks the points of a grid, the last parameter fastest. Only the place is kept, so that a grid of any size needs no memory, but for a
 * table of values per parameter with up to 4,096 of them.
 */
final class GridCursor {
    private static final int TABLED = 4096;

    private final Axis[] axes;
    private final long[] at;
    private boolean ended;

    /**
     * Begins before the point of a place.
     *
     * @param from from 0, less than the number of points
     */
    GridCursor(ParameterSpace space, long from) {
        axes = new Axis[space.dimension()];
        at = new long[axes.length];
        for (int d = 0; d < axes.length; d++) {
            axes[d] = Axis.of(space.parameters().get(d));
        }
        long rest = from - 1;
        for (int d = axes.length - 1; d >= 0 && rest > 0; d--) {
            at[d] = rest % axes[d].count;
            rest /= axes[d].count;
        }
        if (axes.length > 0 && from == 0) {
            at[axes.length - 1] = -1;
        }
    }

    /** Moves to the next point and writes it; returns false when there is none. */
    boolean next(double[] point) {
        if (ended) {
            return false;
        }
        int d = axes.length - 1;
        while (d >= 0 && at[d] + 1 == axes[d].count) {
            at[d--] = 0;
        }
        if (d < 0) {
            ended = true;
            return false;
        }
        at[d]++;
        for (int k = 0; k < axes.length; k++) {
            point[k] = axes[k].at(at[k]);
        }
        return true;
    }

    /** Returns the number of values that a grid gives a parameter. */
    static long count(Parameter parameter) {
        return parameter.count() > 0 ? parameter.count() : parameter.min() == parameter.max() ? 1 : GridSearch.INTERVALS + 1;
    }

    /** The values of a parameter. */
    private static final class Axis {
        private final Parameter parameter;
        private final long count;
        private final double[] table;

        private Axis(Parameter parameter, long count) {
            this.parameter = parameter;
            this.count = count;
            this.table = new double[count <= TABLED ? (int) count : 0];
            for (int i = 0; i < table.length; i++) {
                table[i] = value(i);
            }
        }

        static Axis of(Parameter parameter) {
            return new Axis(parameter, GridCursor.count(parameter));
        }

        double at(long index) {
            return table.length > 0 ? table[(int) index] : value(index);
        }

        private double value(long index) {
            return parameter.count() == 0 && parameter instanceof RealParameter real ? ofInterval(real, index) : parameter.at(index);
        }

        private static double ofInterval(RealParameter real, long index) {
            if (index == 0 || index == GridSearch.INTERVALS) {
                return index == 0 ? real.min() : real.max();
            }
            double share = (double) index / GridSearch.INTERVALS;
            double value = real.log()
                    ? real.min() * StrictMath.pow(real.max() / real.min(), share)
                    : real.min() * (1 - share) + real.max() * share;
            return real.nearest(value);
        }
    }
}
