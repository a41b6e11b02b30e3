package dev.fastback.search.direct;

/**
 * Divides a rectangle of DIRECT along its longest sides: first its children are made, in order of dimension, the one on the
 * plus side before the one on the minus side; then, when their values are known, sides are cut in the order of the better
 * value along them, so that the best children stay the largest.
 */
final class DirectSplit {
    private final DirectRectangles rectangles;
    private final DirectLevels levels;
    private final DirectMeasure measure;
    // Of the sides that are cut, in order of dimension: which it is, the better key along it, and the level of its children.
    private final int[] sides;
    private final long[] better;
    private final int[] childLevels;
    private final int[] ranked;

    DirectSplit(DirectRectangles rectangles, DirectLevels levels, DirectMeasure measure) {
        this.rectangles = rectangles;
        this.levels = levels;
        this.measure = measure;
        sides = new int[rectangles.dimension];
        better = new long[rectangles.dimension];
        childLevels = new int[rectangles.dimension];
        ranked = new int[rectangles.dimension];
    }

    /** Returns the level of a rectangle. */
    int level(int rectangle) {
        return measure.level(rectangles.longest[rectangle], rectangles.shorterSides(rectangle));
    }

    /** Adds the children of a rectangle at their centres. */
    void addChildren(int parent) {
        double distance = DirectMeasure.third(rectangles.longest[parent] + 1);
        for (int word = 0; word < rectangles.words; word++) {
            for (long left = rectangles.longSides(parent, word); left != 0; left &= left - 1) {
                rectangles.addPair(parent, 64 * word + Long.numberOfTrailingZeros(left), distance);
            }
        }
    }

    /**
     * Cuts a rectangle, the whole cube or one taken from its level, and gives it and its children their sides and places in the levels.
     *
     * @return the number after the last child's
     */
    int divide(int parent, int firstChild) {
        int count = rank(parent, firstChild);
        int last = count - 1;
        int shorter = rectangles.dimension - count;
        levels.release(measure.level(rectangles.longest[parent], shorter));
        for (int j = 0; j < last; j++) {
            int pair = ranked[j];
            rectangles.cutSide(parent, sides[pair]);
            rectangles.copySides(parent, firstChild + 2 * pair);
            childLevels[pair] = measure.level(rectangles.longest[parent], ++shorter);
        }
        for (int pair = 0; pair < count; pair++) {
            if (pair != ranked[last]) {
                levels.insertPair(childLevels[pair], firstChild + 2 * pair, firstChild + 2 * pair + 1);
            }
        }
        if (count > 0) {
            int plus = firstChild + 2 * ranked[last];
            rectangles.cutLastSide(parent);
            rectangles.copySides(parent, plus);
            levels.insertPairAndParent(measure.level(rectangles.longest[parent], 0), plus, plus + 1, parent);
        }
        return firstChild + 2 * count;
    }

    // Insertion sort: stable, and there are few sides.
    private int rank(int parent, int firstChild) {
        long[] keys = rectangles.keys;
        int count = 0;
        for (int word = 0; word < rectangles.words; word++) {
            for (long left = rectangles.longSides(parent, word); left != 0; left &= left - 1) {
                sides[count] = 64 * word + Long.numberOfTrailingZeros(left);
                long key = Math.min(keys[firstChild + 2 * count], keys[firstChild + 2 * count + 1]);
                better[count] = key;
                int j = count;
                for (; j > 0 && better[ranked[j - 1]] > key; j--) {
                    ranked[j] = ranked[j - 1];
                }
                ranked[j] = count++;
            }
        }
        return count;
    }
}
