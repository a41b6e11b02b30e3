package dev.fastback.search;

import java.util.Arrays;

/**
 * The rectangles of each level, the best one first. DIRECT as published keeps ordered lists; only the heads, and those equal to
 * a head, are ever read, so a heap gives the same run at a logarithmic cost.
 *
 * <p>A list is ascending by value. Equal values stand in order of insertion, but for one case that the lists of the original
 * have: of a new pair, the second is put before a head that it equals if the first becomes the new head. Ranks that rise for
 * the normal case and fall for the other one make this a total order, the same as the lists'.
 *
 * <p>A heap is an array of rectangle numbers; the children of place {@code p} are at {@code 2p + 1} and {@code 2p + 2}.
 */
final class DirectLevels {
    private final DirectRectangles rectangles;
    private int[][] heaps = new int[16][];
    private int[] sizes = new int[16];
    private int first;
    private int end;
    private int rising;
    private int falling;

    DirectLevels(DirectRectangles rectangles) {
        this.rectangles = rectangles;
    }

    /** Returns a level below which all are empty. */
    int first() {
        while (first < end && sizes[first] == 0) {
            first++;
        }
        return first;
    }

    /** Returns one more than the highest level ever used. */
    int end() {
        return end;
    }

    /** Returns the number of rectangles of a level. */
    int size(int level) {
        return sizes[level];
    }

    /** Returns the first rectangle of a level that is not empty. */
    int head(int level) {
        return heaps[level][0];
    }

    /** Inserts a rectangle behind those of equal value. */
    void insert(int rectangle) {
        insert(rectangle, ++rising);
    }

    /** Inserts the two rectangles of one split along one dimension. */
    void insertPair(int plus, int minus) {
        int level = rectangles.levels[plus];
        double[] values = rectangles.values;
        boolean beforeHead = level < end
                && sizes[level] > 0
                && values[plus] < values[heaps[level][0]]
                && values[minus] == values[heaps[level][0]];
        insert(plus, ++rising);
        insert(minus, beforeHead ? --falling : ++rising);
    }

    /** Removes a rectangle from its level. */
    void remove(int rectangle) {
        int level = rectangles.levels[rectangle];
        int[] heap = heaps[level];
        int last = heap[--sizes[level]];
        if (last != rectangle) {
            int place = rectangles.place[rectangle];
            if (place > 0) {
                siftUp(heap, place, last);
                place = rectangles.place[last];
            }
            siftDown(heap, sizes[level], place, last);
        }
    }

    /** Appends to a list, in order, the rectangles behind a level's head that are worse than it by no more than a margin. */
    void appendEqual(int level, double margin, IntSequence list) {
        int from = list.size;
        double head = rectangles.values[heaps[level][0]];
        appendEqual(level, 1, head, margin, list);
        appendEqual(level, 2, head, margin, list);
        sort(list.items, from, list.size);
    }

    private void appendEqual(int level, int place, double head, double margin, IntSequence list) {
        if (place < sizes[level] && rectangles.values[heaps[level][place]] - head <= margin) {
            list.add(heaps[level][place]);
            appendEqual(level, 2 * place + 1, head, margin, list);
            appendEqual(level, 2 * place + 2, head, margin, list);
        }
    }

    private void sort(int[] items, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int item = items[i];
            int low = from;
            int high = i;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (isBefore(item, items[middle])) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            System.arraycopy(items, low, items, low + 1, i - low);
            items[low] = item;
        }
    }

    private void insert(int rectangle, int rank) {
        int level = rectangles.levels[rectangle];
        rectangles.order[rectangle] = rank;
        if (level >= end) {
            addLevelsUpTo(level);
        }
        int[] heap = heaps[level];
        int size = sizes[level]++;
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
            heaps[level] = heap;
        }
        if (rank < 0) {
            siftUp(heap, size, rectangle);
        } else {
            siftUpLast(heap, size, rectangle);
        }
    }

    // The rank is above all others: values alone decide.
    private void siftUpLast(int[] heap, int from, int rectangle) {
        int[] place = rectangles.place;
        double[] values = rectangles.values;
        double value = values[rectangle];
        int at = from;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            int above = heap[parent];
            if (!(value < values[above])) {
                break;
            }
            heap[at] = above;
            place[above] = at;
            at = parent;
        }
        heap[at] = rectangle;
        place[rectangle] = at;
    }

    private void addLevelsUpTo(int level) {
        if (level >= heaps.length) {
            int capacity = Math.max(level + 1, 2 * heaps.length);
            heaps = Arrays.copyOf(heaps, capacity);
            sizes = Arrays.copyOf(sizes, capacity);
        }
        while (end <= level) {
            heaps[end++] = new int[8];
        }
    }

    private void siftUp(int[] heap, int from, int rectangle) {
        int[] place = rectangles.place;
        int at = from;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!isBefore(rectangle, heap[parent])) {
                break;
            }
            heap[at] = heap[parent];
            place[heap[at]] = at;
            at = parent;
        }
        heap[at] = rectangle;
        place[rectangle] = at;
    }

    private void siftDown(int[] heap, int size, int from, int rectangle) {
        int[] place = rectangles.place;
        int at = from;
        for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            int below = heap[child];
            if (!isBefore(below, rectangle)) {
                break;
            }
            heap[at] = below;
            place[below] = at;
            at = child;
        }
        heap[at] = rectangle;
        place[rectangle] = at;
    }

    private boolean isBefore(int a, int b) {
        double valueA = rectangles.values[a];
        double valueB = rectangles.values[b];
        return valueA < valueB || (valueA == valueB && rectangles.order[a] < rectangles.order[b]);
    }
}
