package dev.fastback.search;

/**
 * Divides a rectangle of DIRECT along its longest sides: first its children are made, in order of dimension, the one on the
 * plus side before the one on the minus side; then, when their values are known, sides are cut in the order of the better
 * value along them, so that the best children stay the largest.
 */
final class DirectSplit {
    private final DirectRectangles rectangles;
    private final DirectLevels levels;
    private final DirectMeasure measure;
    private final int[] longSides;
    private final int[] ranked;
    private final double[] better;

    DirectSplit(DirectRectangles rectangles, DirectLevels levels, DirectMeasure measure) {
        this.rectangles = rectangles;
        this.levels = levels;
        this.measure = measure;
        longSides = new int[rectangles.dimension];
        ranked = new int[rectangles.dimension];
        better = new double[rectangles.dimension];
    }

    /** Adds the children of a rectangle, still of its own size, at their centres. */
    void addChildren(int parent) {
        int n = rectangles.dimension;
        if (n == 0) {
            return;
        }
        int longest = rectangles.longest(parent);
        double distance = DirectMeasure.third(longest + 1);
        for (int d = 0; d < n; d++) {
            if (rectangles.exponents[parent * n + d] == longest) {
                rectangles.addMoved(parent, d, distance);
                rectangles.addMoved(parent, d, -distance);
            }
        }
    }

    /**
     * Cuts a rectangle, which is in no level now, and gives it and its children their sizes and places in the levels.
     *
     * @return the number after the last child's
     */
    int divide(int parent, int firstChild) {
        int n = rectangles.dimension;
        if (n == 0) {
            return firstChild;
        }
        int[] exponents = rectangles.exponents;
        int longest = rectangles.longest(parent);
        int count = 0;
        for (int d = 0; d < n; d++) {
            if (exponents[parent * n + d] == longest) {
                longSides[count++] = d;
            }
        }
        rank(count, firstChild);
        int shorter = n - count;
        for (int j = 0; j < count; j++) {
            int side = longSides[ranked[j]];
            int plus = firstChild + 2 * ranked[j];
            exponents[parent * n + side] = longest + 1;
            for (int m = j; m < count; m++) {
                int child = firstChild + 2 * ranked[m];
                exponents[child * n + side] = longest + 1;
                exponents[(child + 1) * n + side] = longest + 1;
            }
            int level = measure.level(longest, shorter + j + 1);
            rectangles.levels[plus] = level;
            rectangles.levels[plus + 1] = level;
        }
        rectangles.levels[parent] = measure.level(longest, n);
        for (int j = 0; j < count; j++) {
            levels.insertPair(firstChild + 2 * j, firstChild + 2 * j + 1);
        }
        levels.insert(parent);
        return firstChild + 2 * count;
    }

    // Insertion sort: stable, and there are few sides.
    private void rank(int count, int firstChild) {
        double[] values = rectangles.values;
        for (int i = 0; i < count; i++) {
            double value = Math.min(values[firstChild + 2 * i], values[firstChild + 2 * i + 1]);
            better[i] = value;
            int j = i;
            for (; j > 0 && better[ranked[j - 1]] > value; j--) {
                ranked[j] = ranked[j - 1];
            }
            ranked[j] = i;
        }
    }
}
