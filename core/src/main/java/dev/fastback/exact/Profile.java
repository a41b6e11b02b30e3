package dev.fastback.exact;

import java.util.Arrays;

/**
 * The profit at one low multiplier {@code y} as a profile over the rising candidates {@code x[j]} of the high one:
 * {@code p[j] + y s[j]}, to which runs {@code constant + perHigh x[j] + perLow y} are added, and of which the largest
 * values are asked for as {@code y} rises.
 *
 * <p>Candidates lie in blocks, and blocks in groups. A run that covers a block or a group is noted for it alone, and a line in
 * {@code y} bounds each from above, so that only those which may hold a value worth seeing are looked into. This needs what the runs of
 * an entry/exit problem have: {@code perHigh} is not negative, and at any time {@code s} is not positive and does not fall
 * with {@code j}.
 */
final class Profile {
    // Layout: block b holds candidates b * BLOCK .. (b + 1) * BLOCK - 1. To p[j] and s[j] of the block,
    // pending[b] + pendingPerHigh[b] * x[j] and pendingPerLow[b] are still to be added. For this y and every larger one
    // p[j] + y s[j] <= bound[b] + y * top[b], where top[b] is s at the last candidate of the block, its largest.
    // Group g holds GROUP candidates in whole blocks; what is pending on it is still to be added to its blocks, their bounds and
    // tops included. Problems with one group have no use for it, and leave its entries alone.
    private static final int SHIFT = 5;
    private static final int BLOCK = 1 << SHIFT;
    private static final int GROUP_SHIFT = 11;
    private static final int BLOCKS_SHIFT = GROUP_SHIFT - SHIFT;

    private double[] x = {};
    private double[] p = {};
    private double[] s = {};
    private double[] slope = {};
    private double[] pending = {};
    private double[] pendingPerHigh = {};
    private double[] pendingPerLow = {};
    private double[] bound = {};
    private double[] top = {};
    private double[] groupPending = {};
    private double[] groupPendingPerHigh = {};
    private double[] groupPendingPerLow = {};
    private double[] groupBound = {};
    private double[] groupTop = {};
    private int width;
    private int blocks;
    private int groups;
    private boolean building;

    /** Starts over: until {@link #build} runs are collected by their ends, so that each costs no pass. */
    void start(double[] newX, int newWidth) {
        x = newX;
        width = newWidth;
        blocks = (width + BLOCK - 1) >> SHIFT;
        groups = (blocks + (1 << BLOCKS_SHIFT) - 1) >> BLOCKS_SHIFT;
        building = true;
        if (p.length <= width) {
            int length = newX.length + 1;
            p = new double[length];
            s = new double[length];
            slope = new double[length];
            int blockLength = (length >> SHIFT) + 1;
            pending = new double[blockLength];
            pendingPerHigh = new double[blockLength];
            pendingPerLow = new double[blockLength];
            bound = new double[blockLength];
            top = new double[blockLength];
            int groupLength = (length >> GROUP_SHIFT) + 1;
            groupPending = new double[groupLength];
            groupPendingPerHigh = new double[groupLength];
            groupPendingPerLow = new double[groupLength];
            groupBound = new double[groupLength];
            groupTop = new double[groupLength];
        }
        Arrays.fill(p, 0, width + 1, 0.0);
        Arrays.fill(s, 0, width + 1, 0.0);
        Arrays.fill(slope, 0, width + 1, 0.0);
    }

    /** Ends the collection of runs by their ends. */
    void build() {
        building = false;
        double constant = 0.0;
        double perHigh = 0.0;
        double perLow = 0.0;
        for (int j = 0; j < width; j++) {
            constant += p[j];
            perHigh += slope[j];
            perLow += s[j];
            p[j] = constant + perHigh * x[j];
            s[j] = perLow;
        }
        for (int b = 0; b < blocks; b++) {
            pending[b] = 0.0;
            pendingPerHigh[b] = 0.0;
            pendingPerLow[b] = 0.0;
            bound[b] = Double.POSITIVE_INFINITY;
            top[b] = s[lastOfBlock(b)];
        }
        for (int g = 0; g < groups; g++) {
            groupPending[g] = 0.0;
            groupPendingPerHigh[g] = 0.0;
            groupPendingPerLow[g] = 0.0;
            groupBound[g] = Double.POSITIVE_INFINITY;
            groupTop[g] = s[lastOfGroup(g)];
        }
    }

    private int lastOfBlock(int b) {
        return Math.min(width, (b + 1) << SHIFT) - 1;
    }

    private int lastOfGroup(int g) {
        return Math.min(width, (g + 1) << GROUP_SHIFT) - 1;
    }

    /** Adds {@code constant + perHigh * x[j]} to candidates {@code from} (inclusive) to {@code to} (exclusive). */
    void add(int from, int to, double constant, double perHigh) {
        if (from >= to) {
            return;
        }
        if (building) {
            p[from] += constant;
            p[to] -= constant;
            slope[from] += perHigh;
            slope[to] -= perHigh;
            return;
        }
        if (groups == 1) {
            addToBlocks(from, to, constant, perHigh);
            return;
        }
        int first = (from + (1 << GROUP_SHIFT) - 1) >> GROUP_SHIFT;
        int end = to == width ? groups : to >> GROUP_SHIFT;
        if (first > end) {
            addInGroup(end, from, to, constant, perHigh);
            return;
        }
        if (from < first << GROUP_SHIFT) {
            addInGroup(first - 1, from, Math.min(to, first << GROUP_SHIFT), constant, perHigh);
        }
        for (int g = first; g < end; g++) {
            groupPending[g] += constant;
            groupPendingPerHigh[g] += perHigh;
            groupBound[g] += constant + perHigh * x[lastOfGroup(g)];
        }
        if (end << GROUP_SHIFT < to) {
            addInGroup(end, end << GROUP_SHIFT, to, constant, perHigh);
        }
    }

    private void addInGroup(int group, int from, int to, double constant, double perHigh) {
        addToBlocks(from, to, constant, perHigh);
        groupBound[group] += Math.max(0.0, constant + perHigh * x[to - 1]);
    }

    private void addToBlocks(int from, int to, double constant, double perHigh) {
        int first = (from + BLOCK - 1) >> SHIFT;
        int end = to == width ? blocks : to >> SHIFT;
        if (first > end) {
            addWithin(end, from, to, constant, perHigh);
            return;
        }
        if (from < first << SHIFT) {
            addWithin(first - 1, from, Math.min(to, first << SHIFT), constant, perHigh);
        }
        for (int b = first; b < end; b++) {
            pending[b] += constant;
        }
        if (perHigh == 0.0) {
            for (int b = first; b < end; b++) {
                bound[b] += constant;
            }
        } else {
            for (int b = first; b < end; b++) {
                pendingPerHigh[b] += perHigh;
                bound[b] += constant + perHigh * x[lastOfBlock(b)];
            }
        }
        if (end << SHIFT < to) {
            addWithin(end, end << SHIFT, to, constant, perHigh);
        }
    }

    /** Adds {@code constant + perLow * y} to the candidates left of {@code to}; {@code y} is the row's. */
    void addPerLow(int to, double constant, double perLow, double y) {
        if (to == 0) {
            return;
        }
        if (building) {
            p[0] += constant;
            p[to] -= constant;
            s[0] += perLow;
            s[to] -= perLow;
            return;
        }
        if (groups == 1) {
            addPerLowToBlocks(0, to, constant, perLow, y);
            return;
        }
        int end = to == width ? groups : to >> GROUP_SHIFT;
        for (int g = 0; g < end; g++) {
            groupPending[g] += constant;
            groupBound[g] += constant;
            groupPendingPerLow[g] += perLow;
            groupTop[g] += perLow;
        }
        if (end << GROUP_SHIFT < to) {
            addPerLowToBlocks(end << BLOCKS_SHIFT, to, constant, perLow, y);
            groupBound[end] += Math.max(0.0, constant + perLow * y);
        }
    }

    private void addPerLowToBlocks(int first, int to, double constant, double perLow, double y) {
        int end = to == width ? blocks : to >> SHIFT;
        for (int b = first; b < end; b++) {
            pending[b] += constant;
            bound[b] += constant;
        }
        for (int b = first; b < end; b++) {
            pendingPerLow[b] += perLow;
            top[b] += perLow;
        }
        if (end << SHIFT < to) {
            for (int j = end << SHIFT; j < to; j++) {
                p[j] += constant;
                s[j] += perLow;
            }
            bound[end] += Math.max(0.0, constant + perLow * y);
        }
    }

    private void addWithin(int block, int from, int to, double constant, double perHigh) {
        for (int j = from; j < to; j++) {
            p[j] += constant + perHigh * x[j];
        }
        bound[block] += Math.max(0.0, constant + perHigh * x[to - 1]);
    }

    /** Returns the largest value, or any smaller than {@code floor} if that is. */
    double best(double y, double floor) {
        if (groups == 1) {
            return best(0, blocks, y, floor);
        }
        double best = Double.NEGATIVE_INFINITY;
        for (int g = 0; g < groups; g++) {
            // Written so that a bound that is no number is looked into.
            if (!(groupBound[g] + y * groupTop[g] < Math.max(floor, best))) {
                settle(g);
                int first = g << BLOCKS_SHIFT;
                int end = Math.min(blocks, first + (1 << BLOCKS_SHIFT));
                double value = best(first, end, y, Math.max(floor, best));
                best = value > best ? value : best;
                groupBound[g] = most(first, end, y) - y * groupTop[g];
            }
        }
        return best;
    }

    private double best(int firstBlock, int endBlock, double y, double floor) {
        double best = Double.NEGATIVE_INFINITY;
        for (int b = firstBlock; b < endBlock; b++) {
            if (!(bound[b] + y * top[b] < Math.max(floor, best))) {
                double value = look(b, y);
                best = value > best ? value : best;
            }
        }
        return best;
    }

    private double most(int firstBlock, int endBlock, double y) {
        double most = Double.NEGATIVE_INFINITY;
        for (int b = firstBlock; b < endBlock; b++) {
            most = Math.max(most, bound[b] + y * top[b]);
        }
        return most;
    }

    // Hands what is pending on a group to its blocks.
    private void settle(int g) {
        double constant = groupPending[g];
        double perHigh = groupPendingPerHigh[g];
        double perLow = groupPendingPerLow[g];
        if (constant == 0.0 && perHigh == 0.0 && perLow == 0.0) {
            return;
        }
        int first = g << BLOCKS_SHIFT;
        int end = Math.min(blocks, first + (1 << BLOCKS_SHIFT));
        for (int b = first; b < end; b++) {
            pending[b] += constant;
            pendingPerHigh[b] += perHigh;
            bound[b] += constant + perHigh * x[lastOfBlock(b)];
        }
        for (int b = first; b < end; b++) {
            pendingPerLow[b] += perLow;
            top[b] += perLow;
        }
        groupPending[g] = 0.0;
        groupPendingPerHigh[g] = 0.0;
        groupPendingPerLow[g] = 0.0;
    }

    /** Offers the pairs of this row; valid after {@link #best} with a floor not above the smallest value wanted. */
    void offer(int row, double y, double shift, double floor, NearBest near) {
        for (int g = 0; g < groups; g++) {
            if (groups == 1 || groupBound[g] + y * groupTop[g] >= floor) {
                settle(g);
                int end = Math.min(blocks, (g + 1) << BLOCKS_SHIFT);
                for (int b = g << BLOCKS_SHIFT; b < end; b++) {
                    offer(b, row, y, shift, floor, near);
                }
            }
        }
    }

    private void offer(int b, int row, double y, double shift, double floor, NearBest near) {
        if (bound[b] + y * top[b] >= floor) {
            look(b, y);
            int last = lastOfBlock(b);
            for (int j = b << SHIFT; j <= last; j++) {
                near.offer(p[j] + y * s[j] + shift, row, j);
            }
        }
    }

    // Settles what is pending on a block and returns its largest value, which becomes its bound.
    private double look(int b, double y) {
        int from = b << SHIFT;
        int to = Math.min(width, from + BLOCK);
        double constant = pending[b];
        double perHigh = pendingPerHigh[b];
        double perLow = pendingPerLow[b];
        if (constant != 0.0 || perHigh != 0.0 || perLow != 0.0) {
            for (int j = from; j < to; j++) {
                p[j] += constant + perHigh * x[j];
                s[j] += perLow;
            }
            pending[b] = 0.0;
            pendingPerHigh[b] = 0.0;
            pendingPerLow[b] = 0.0;
        }
        double best = p[from] + y * s[from];
        for (int j = from + 1; j < to; j++) {
            double value = p[j] + y * s[j];
            best = value > best ? value : best;
        }
        bound[b] = best - y * top[b];
        return best;
    }
}
