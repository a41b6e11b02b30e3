package dev.fastback.search;

import java.util.Arrays;

/**
 * Chooses the rectangles that an iteration of DIRECT divides: of the best rectangles of each size, those that could hold the
 * optimum for some rate of change of the function, and could improve on the best value by enough.
 *
 * <p>Seen as points (size, value), the choice of the published method is the lower right convex hull. SciPy keeps the points
 * above the hull that are better than all larger ones as well.
 */
final class DirectSelection {
    /** Rectangles equal to a head within this are divided with it, if there is no local bias. */
    private static final double EQUAL = 1e-13;

    private final DirectRectangles rectangles;
    private final DirectLevels levels;
    private final DirectMeasure measure;
    private final boolean hullOnly;
    private final boolean withEqual;
    private final double eps;
    private int[] heads = new int[16];
    private double[] values = new double[16];
    private double[] sizes = new double[16];
    private boolean[] kept = new boolean[16];
    private int count;

    DirectSelection(DirectRectangles rectangles, DirectLevels levels, DirectMeasure measure, DirectConfig config) {
        this.rectangles = rectangles;
        this.levels = levels;
        this.measure = measure;
        hullOnly = config.variant() != DirectConfig.Variant.SCIPY;
        withEqual = !config.locallyBiased();
        eps = config.eps();
    }

    /** Replaces the contents of a list by the chosen rectangles, in the order in which they are divided. */
    void select(double best, IntSequence chosen) {
        collectHeads();
        double threshold = Math.min(best - eps * Math.abs(best), best);
        for (int j = count - 1; j >= 0; j--) {
            kept[j] = kept[j] && isKept(j, threshold);
        }
        chosen.size = 0;
        for (int j = 0; j < count; j++) {
            if (kept[j]) {
                chosen.add(heads[j]);
            }
        }
        int firsts = chosen.size;
        for (int i = 0; withEqual && i < firsts; i++) {
            levels.appendEqual(rectangles.levels[chosen.items[i]], EQUAL, chosen);
        }
    }

    // A head that is not better than a larger one is out at once, but for values that are infinite. It still counts as larger.
    private void collectHeads() {
        count = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int level = levels.first(); level < levels.end(); level++) {
            if (levels.size(level) > 0) {
                if (count == heads.length) {
                    grow();
                }
                int head = levels.head(level);
                double value = rectangles.values[head];
                heads[count] = head;
                values[count] = value;
                sizes[count] = measure.size(level);
                kept[count] = value < least || least == Double.POSITIVE_INFINITY;
                least = Math.min(least, value);
                count++;
            }
        }
    }

    // Values of kept heads fall with size, so a slope between them is positive; only infinite ones give slopes that are none.
    private boolean isKept(int j, double threshold) {
        double value = values[j];
        double size = sizes[j];
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < j; i++) {
            double slope = (values[i] - value) / (sizes[i] - size);
            if (slope < lowest) {
                lowest = slope;
            }
        }
        boolean promising = !(value - lowest * size > threshold);
        if (promising != hullOnly) {
            return promising;
        }
        double highest = 0.0;
        for (int i = j + 1; i < count; i++) {
            if (kept[i]) {
                double slope = (values[i] - value) / (sizes[i] - size);
                if (slope > highest) {
                    highest = slope;
                }
            }
        }
        return highest <= lowest ? promising : !hullOnly;
    }

    private void grow() {
        int capacity = 2 * count;
        heads = Arrays.copyOf(heads, capacity);
        values = Arrays.copyOf(values, capacity);
        sizes = Arrays.copyOf(sizes, capacity);
        kept = Arrays.copyOf(kept, capacity);
    }
}
