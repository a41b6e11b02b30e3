package dev.fastback.search.direct;

import java.util.Arrays;

/**
 * The rectangles of each level, the best one first. DIRECT as published keeps ordered lists; only the heads, and those equal to
 * a head, are ever read, so pairing heaps [1] give the same run: a rectangle is put in at constant cost, and the head is taken
 * at a logarithmic one.
 *
 * <p>A list is ascending by value. Equal values stand in order of insertion, but for one case that the lists of the original
 * have: of a new pair, the second is put before a head that it equals if the first becomes the new head. Ranks that rise for
 * the normal case and fall for the other one make this a total order, the same as the lists'.
 *
 * <p>Rectangles leave in two steps, as the lists' do when a whole iteration is chosen before any of it is divided: one that is
 * {@linkplain #take taken} is no longer found, but counts as the head for that one case until it is {@linkplain #release released}.
 *
 * <p>[1] M. L. Fredman, R. Sedgewick, D. D. Sleator, R. E. Tarjan, "The pairing heap", Algorithmica 1, 1986, 111-129.
 */
final class DirectLevels {
    // Layout: a heap is a tree, each rectangle before its children. A rectangle knows its first child and its next sibling; of a
    // taken one, the sibling is the next taken one of its level.
    private static final int NONE = -1;

    private final DirectRectangles rectangles;
    private int[] heads = new int[16];
    private int[] taken = new int[16];
    private int first;
    private int end;
    private int rising;
    private int falling;

    DirectLevels(DirectRectangles rectangles) {
        this.rectangles = rectangles;
    }

    /** Returns a level below which all are empty. */
    int first() {
        while (first < end && heads[first] == NONE) {
            first++;
        }
        return first;
    }

    /** Returns one more than the highest level ever used. */
    int end() {
        return end;
    }

    /** Returns the first rectangle of a level, negative if the level is empty. */
    int head(int level) {
        return heads[level];
    }

    /** Inserts the two rectangles of one split along one dimension into a level, behind those of equal value. */
    void insertPair(int level, int plus, int minus) {
        reserve(level);
        insert(level, pair(level, plus, minus));
    }

    /** Inserts the two rectangles of one split along one dimension, and then the one between them that was split. */
    void insertPairAndParent(int level, int plus, int minus, int parent) {
        reserve(level);
        int pair = pair(level, plus, minus);
        insert(level, link(pair, single(parent, ++rising)));
    }

    // Makes one tree of two rectangles that are about to be inserted.
    private int pair(int level, int plus, int minus) {
        long[] keys = rectangles.keys;
        boolean beforeHead = isHeadKey(level, keys[minus]) && keys[plus] < keys[minus];
        return link(single(plus, ++rising), single(minus, beforeHead ? --falling : ++rising));
    }

    private int single(int rectangle, int rank) {
        rectangles.order[rectangle] = rank;
        rectangles.child[rectangle] = NONE;
        return rectangle;
    }

    private void insert(int level, int tree) {
        int head = heads[level];
        int[] sibling = rectangles.sibling;
        int[] child = rectangles.child;
        if (head != NONE && rectangles.keys[tree] >= rectangles.keys[head]) {
            sibling[tree] = child[head];
            child[head] = tree;
        } else {
            if (head != NONE) {
                sibling[head] = child[tree];
                child[tree] = head;
            }
            heads[level] = tree;
        }
    }

    private boolean isHeadKey(int level, long key) {
        long[] keys = rectangles.keys;
        int head = heads[level];
        int other = taken[level];
        return head != NONE && keys[head] == key && (other == NONE || keys[other] >= key)
                || other != NONE && keys[other] == key && (head == NONE || keys[head] >= key);
    }

    /** Takes the first rectangle of a level that is not empty and of which none is taken, and returns it. */
    int take(int level) {
        int head = removeHead(level);
        taken[level] = head;
        return head;
    }

    /** Takes the rectangles that are worse than a level's only taken one by no more than a margin, and appends them to a list. */
    void takeEqual(int level, double margin, IntSequence list) {
        int last = taken[level];
        double value = rectangles.value(last);
        while (heads[level] != NONE && rectangles.value(heads[level]) - value <= margin) {
            int next = removeHead(level);
            rectangles.sibling[last] = next;
            list.add(next);
            last = next;
        }
    }

    /** Releases the rectangle of a level that was taken first, if there is any. */
    void release(int level) {
        if (level < end && taken[level] != NONE) {
            taken[level] = rectangles.sibling[taken[level]];
        }
    }

    private int removeHead(int level) {
        int head = heads[level];
        heads[level] = meld(rectangles.child[head]);
        rectangles.sibling[head] = NONE;
        return head;
    }

    // Makes one tree of a list of siblings: pairs from the front, then all of them from the back.
    private int meld(int list) {
        int[] sibling = rectangles.sibling;
        int paired = NONE;
        int next = list;
        while (next != NONE) {
            int a = next;
            int b = sibling[a];
            int tree = a;
            next = NONE;
            if (b != NONE) {
                next = sibling[b];
                tree = link(a, b);
            }
            sibling[tree] = paired;
            paired = tree;
        }
        if (paired == NONE) {
            return NONE;
        }
        int root = paired;
        next = sibling[root];
        while (next != NONE) {
            int tree = next;
            next = sibling[tree];
            root = link(root, tree);
        }
        return root;
    }

    // Puts the later tree under the earlier one. Which of them that is cannot be foreseen, so it is worked out without a branch.
    private int link(int a, int b) {
        long keyA = rectangles.keys[a];
        long keyB = rectangles.keys[b];
        long less = (keyB & ~keyA) | (~(keyB ^ keyA) & (keyB - keyA));
        if (keyA == keyB) {
            less = (long) rectangles.order[b] - rectangles.order[a];
        }
        int winner = a ^ ((a ^ b) & (int) (less >> 63));
        int loser = a ^ b ^ winner;
        rectangles.sibling[loser] = rectangles.child[winner];
        rectangles.child[winner] = loser;
        return winner;
    }

    private void reserve(int level) {
        if (level >= heads.length) {
            int capacity = Math.max(level + 1, 2 * heads.length);
            heads = Arrays.copyOf(heads, capacity);
            taken = Arrays.copyOf(taken, capacity);
        }
        while (end <= level) {
            heads[end] = NONE;
            taken[end++] = NONE;
        }
    }
}
