package dev.fastback.stats;

import java.util.Arrays;

/**
 * Whether an optimum stands on a plateau or on a spike.
 *
 * @param score {@code (mean of the neighbours - median) / (best - median)}, median over all trials: 1 on a plateau, 0 where the neighbours are as good as
 *     any; NaN when best and median are equal or no neighbour has a value
 * @param neighbours how many neighbours had a value
 */
public record Plateau(double score, int neighbours) {
    /** The score below which an optimum is called a spike. */
    public static final double SPIKE = 0.5;

    /** Returns whether the neighbours lose more than half of what the best gained over the median. */
    public boolean isSpike() {
        return score < SPIKE;
    }

    /**
     * Looks at the neighbours of a grid point: one step in each dimension, diagonals included.
     *
     * @param values value of each point, the last dimension running fastest; NaN where a point is not valid
     * @param sizes number of steps of each dimension
     * @param best index of the best point
     * @throws IllegalArgumentException if the sizes do not give the number of values
     */
    public static Plateau ofGrid(double[] values, int[] sizes, int best) {
        long points = 1;
        for (int size : sizes) {
            points = Math.multiplyExact(points, size);
        }
        if (points != values.length) {
            throw new IllegalArgumentException(values.length + " values do not fill a grid of " + Arrays.toString(sizes));
        }
        var sum = new NeighbourSum(values, sizes, best);
        sum.visit(0, 0, false);
        return of(sum.total, sum.count, values, best);
    }

    /**
     * Looks at the nearest trials of a search that did not fill a grid: those within {@code reach} of the best in every dimension.
     *
     * @param points {@code points[trial][dimension]}, each dimension scaled to [0, 1]
     * @param reach for example 0.05
     */
    public static Plateau ofPoints(double[][] points, double[] values, int best, double reach) {
        double total = 0.0;
        int count = 0;
        for (int trial = 0; trial < points.length; trial++) {
            if (trial != best && !Double.isNaN(values[trial]) && isNear(points[trial], points[best], reach)) {
                total += values[trial];
                count++;
            }
        }
        return of(total, count, values, best);
    }

    private static boolean isNear(double[] a, double[] b, double reach) {
        for (int i = 0; i < a.length; i++) {
            if (Math.abs(a[i] - b[i]) > reach) {
                return false;
            }
        }
        return true;
    }

    private static Plateau of(double total, int count, double[] values, int best) {
        double median = Returns.quantile(Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray(), 0.5);
        double gain = values[best] - median;
        return new Plateau(count > 0 && gain > 0 ? (total / count - median) / gain : Double.NaN, count);
    }

    private static final class NeighbourSum {
        private final double[] values;
        private final int[] sizes;
        private final int[] centre;
        private double total;
        private int count;

        NeighbourSum(double[] values, int[] sizes, int best) {
            this.values = values;
            this.sizes = sizes;
            centre = new int[sizes.length];
            int rest = best;
            for (int d = sizes.length - 1; d >= 0; d--) {
                centre[d] = rest % sizes[d];
                rest /= sizes[d];
            }
        }

        void visit(int dimension, int index, boolean moved) {
            if (dimension == sizes.length) {
                if (moved && !Double.isNaN(values[index])) {
                    total += values[index];
                    count++;
                }
                return;
            }
            for (int step = -1; step <= 1; step++) {
                int at = centre[dimension] + step;
                if (at >= 0 && at < sizes[dimension]) {
                    visit(dimension + 1, index * sizes[dimension] + at, moved || step != 0);
                }
            }
        }
    }
}
