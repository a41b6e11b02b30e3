package dev.fastback.search.direct;

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

    private static final long INFINITE = Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);

    private final DirectRectangles rectangles;
    private final DirectLevels levels;
    private final DirectMeasure measure;
    private final boolean hullOnly;
    private final boolean withEqual;
    private final double eps;
    // The heads that are better than those of all larger levels, or, as long as these are infinite, are there at all.
    private int[] candidates = new int[16];
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

    /** Replaces the contents of a list by the chosen rectangles, in the order in which they are divided, and takes them. */
    void select(double best, IntSequence chosen) {
        collectCandidates();
        double threshold = Math.min(best - eps * Math.abs(best), best);
        for (int j = count - 1; j >= 0; j--) {
            kept[j] = isKept(j, threshold);
        }
        chosen.size = 0;
        for (int j = 0; j < count; j++) {
            if (kept[j]) {
                chosen.add(levels.take(candidates[j]));
            }
        }
        for (int j = 0; withEqual && j < count; j++) {
            if (kept[j]) {
                levels.takeEqual(candidates[j], EQUAL, chosen);
            }
        }
    }

    private void collectCandidates() {
        count = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int level = levels.first(); level < levels.end(); level++) {
            int head = levels.head(level);
            if (head >= 0) {
                double value = rectangles.value(head);
                if (value < least || least == Double.POSITIVE_INFINITY) {
                    if (count == candidates.length) {
                        grow();
                    }
                    candidates[count] = level;
                    values[count] = value;
                    sizes[count++] = measure.size(level);
                    least = value;
                }
            }
        }
    }

    // Heads that are no candidates need no look: the slope to one is not below that to the larger candidate that is as good.
    private boolean isKept(int j, double threshold) {
        double value = values[j];
        double size = sizes[j];
        double lowest = lowestSlope(j, value, size);
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

    // Values fall with size, so slopes are positive; only infinite values give slopes that are none. The bits of doubles that are
    // not negative are in the order of the doubles, and their minimum needs no branch that cannot be foreseen.
    private double lowestSlope(int j, double value, double size) {
        long lowest = INFINITE;
        for (int i = 0; i < j; i++) {
            double slope = (values[i] - value) / (sizes[i] - size);
            lowest = Math.min(lowest, Double.doubleToRawLongBits(slope) & Long.MAX_VALUE);
        }
        return Double.longBitsToDouble(lowest);
    }

    private void grow() {
        int capacity = 2 * count;
        candidates = Arrays.copyOf(candidates, capacity);
        values = Arrays.copyOf(values, capacity);
        sizes = Arrays.copyOf(sizes, capacity);
        kept = Arrays.copyOf(kept, capacity);
    }
}
