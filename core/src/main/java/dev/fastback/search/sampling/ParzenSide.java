package dev.fastback.search.sampling;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How likely values of one parameter are among good points, and among the others. Each point is a normal kernel, cut off at the sides, as wide
 * as the larger gap to its neighbours and never narrower than a hundredth of the side; one kernel as wide as the side keeps every value
 * possible. The values of an unordered choice are counted instead.
 *
 * <p>Layout: the side is cut into bins, one per value or, beyond {@value #MOST_BINS}, of equal width, and densities are tables over them; a
 * kernel's shape is tabulated once for each half bin of its width.
 */
final class ParzenSide {
    /** Most bins. */
    static final int MOST_BINS = 256;

    private static final int NARROWEST = 100;
    private static final int REACH = 4;
    private static final double LEAST = 1e-12;

    private final int bins;
    private final boolean binsAreValues;
    private final boolean ordered;
    private final int[] goodCounts;
    private final int[] otherCounts;
    private final double[] good;
    private final double[] other;
    private final double[] cumulated;
    private final int[] following;
    private final @Nullable Shape[] shapes;
    private int goods;
    private int others;

    /** A kernel by its distance in bins, and the sum up to each. */
    private record Shape(double[] heights, double[] sums) {
        static Shape of(double deviation, int bins) {
            int reach = Math.min(bins - 1, (int) Math.ceil(REACH * deviation));
            double[] heights = new double[reach + 1];
            double[] sums = new double[reach + 1];
            double sum = 0;
            for (int k = 0; k <= reach; k++) {
                double z = k / deviation;
                heights[k] = StrictMath.exp(-z * z / 2);
                sum += heights[k];
                sums[k] = sum;
            }
            return new Shape(heights, sums);
        }

        /** Returns the sum of the heights that lie within the side. */
        double within(int bin, int bins) {
            int reach = heights.length - 1;
            return sums[Math.min(reach, bin)] + sums[Math.min(reach, bins - 1 - bin)] - heights[0];
        }
    }

    ParzenSide(long cells, boolean ordered) {
        this.bins = cells > 0 ? (int) Math.min(cells, ordered ? MOST_BINS : cells) : MOST_BINS;
        this.binsAreValues = bins == cells;
        this.ordered = ordered;
        goodCounts = new int[bins];
        otherCounts = new int[bins];
        good = new double[bins];
        other = new double[bins];
        cumulated = new double[bins];
        following = new int[bins];
        shapes = new Shape[2 * bins + 1];
    }

    void clear() {
        Arrays.fill(goodCounts, 0);
        Arrays.fill(otherCounts, 0);
        goods = 0;
        others = 0;
    }

    void addGood(double place) {
        goodCounts[bin(place)]++;
        goods++;
    }

    void addOther(double place, int times) {
        otherCounts[bin(place)] += times;
        others += times;
    }

    /** Makes the densities of what was added. */
    void estimate() {
        estimate(goodCounts, goods, good);
        estimate(otherCounts, others, other);
        double sum = 0;
        for (int b = 0; b < bins; b++) {
            sum += good[b];
            cumulated[b] = sum;
        }
    }

    /** Counts a point whose value is not known yet among the others. */
    void await(double place) {
        if (ordered) {
            addKernel(other, bin(place), narrowest(others), 1.0 / (others + 1));
        } else {
            other[bin(place)] += 1.0 / (others + 1);
        }
    }

    /** Returns a bin as likely as it is among good points. */
    int draw(double share) {
        int at = Arrays.binarySearch(cumulated, share * cumulated[bins - 1]);
        return Math.min(bins - 1, at < 0 ? -at - 1 : at + 1);
    }

    /** Returns how much likelier a bin is among good points than among the others, up to a factor that all bins share. */
    double ratio(int bin) {
        return good[bin] / other[bin];
    }

    /** Returns a place in a bin: its value's, or any. */
    double place(int bin, double share) {
        return (bin + (binsAreValues ? 0.5 : share)) / bins;
    }

    private int bin(double place) {
        return Math.min(bins - 1, (int) (place * bins));
    }

    private double narrowest(int points) {
        return (double) bins / Math.min(NARROWEST, 1 + points);
    }

    private void estimate(int[] counts, int points, double[] density) {
        double weight = 1.0 / (points + 1);
        if (!ordered) {
            for (int b = 0; b < bins; b++) {
                density[b] = (counts[b] + 1.0 / bins) * weight;
            }
            return;
        }
        Arrays.fill(density, LEAST);
        int next = -1;
        for (int b = bins - 1; b >= 0; b--) {
            following[b] = next;
            next = counts[b] > 0 ? b : next;
        }
        double narrowest = narrowest(points);
        int last = -1;
        for (int b = 0; b < bins; b++) {
            if (counts[b] > 0) {
                double left = last < 0 ? b + 0.5 : b - last;
                double right = following[b] < 0 ? bins - b - 0.5 : following[b] - b;
                addKernel(density, b, Math.max(Math.max(left, right), narrowest), counts[b] * weight);
                last = b;
            }
        }
        addKernel(density, bins / 2, bins, weight);
    }

    private void addKernel(double[] density, int bin, double deviation, double weight) {
        Shape shape = shape(deviation);
        double scale = weight / shape.within(bin, bins);
        double[] heights = shape.heights();
        int to = Math.min(bins - 1, bin + heights.length - 1);
        for (int b = Math.max(0, bin - heights.length + 1); b < bin; b++) {
            density[b] += scale * heights[bin - b];
        }
        for (int b = bin; b <= to; b++) {
            density[b] += scale * heights[b - bin];
        }
    }

    private Shape shape(double deviation) {
        int halves = Math.clamp((long) Math.ceil(2 * deviation), 1, 2 * bins);
        Shape shape = shapes[halves];
        if (shape == null) {
            shape = Shape.of(halves / 2.0, bins);
            shapes[halves] = shape;
        }
        return shape;
    }
}
