package dev.fastback.stats.overfitting;

import dev.fastback.stats.ReturnStatistics;
import java.util.Arrays;

/**
 * The {@link BlockSums} of trials in groups of bars, and beside each group those of its first and last bars, which are left out of a fit next to a test: from
 * these follow the figures of any trial on any purged and embargoed fit, without the returns.
 */
public final class PurgedSums {
    private final int purge;
    private final int embargo;
    private final BlockSums whole;
    // Sums over the first embargo bars and the last purge bars of each group.
    private final BlockSums heads;
    private final BlockSums tails;

    /**
     * Makes room for trials.
     *
     * @param bars bars of the series; cut as {@link BlockSums} cuts them
     * @param purge bars before each test that are left out
     * @param embargo bars after each test that are left out
     * @throws IllegalArgumentException if a group would have fewer than two bars or none that is neither purged nor under embargo, or without a trial
     */
    public PurgedSums(int bars, int groups, int trials, int purge, int embargo) {
        whole = new BlockSums(bars, groups, trials);
        if (purge < 0 || embargo < 0 || (long) purge + embargo >= bars / groups) {
            throw new IllegalArgumentException(
                    "purge " + purge + " and embargo " + embargo + " leave nothing of a group of " + bars / groups + " bars");
        }
        this.purge = purge;
        this.embargo = embargo;
        heads = new BlockSums(bars, groups, trials);
        tails = new BlockSums(bars, groups, trials);
    }

    /** Takes the returns of a trial, in bar order; different trials may be put at the same time. */
    public void put(int trial, double[] returns) {
        whole.put(trial, returns);
        int from = 0;
        for (int group = 0; group < whole.blocks(); group++) {
            int to = from + whole.length(group);
            put(heads, trial, group, Arrays.copyOfRange(returns, from, from + embargo));
            put(tails, trial, group, Arrays.copyOfRange(returns, to - purge, to));
            from = to;
        }
    }

    private static void put(BlockSums sums, int trial, int group, double[] returns) {
        double square = 0.0;
        for (double value : returns) {
            square += value * value;
        }
        sums.put(trial, group, ReturnStatistics.sum(returns), square);
    }

    int groups() {
        return whole.blocks();
    }

    int trials() {
        return whole.trials();
    }

    int bars() {
        return whole.bars();
    }

    /** Adds what all trials earned on the bars of a group that are fitted, and returns how many these are. */
    int addFitted(int group, boolean testBefore, boolean testAfter, double[] sums, double[] squares) {
        add(whole, group, 1, sums, squares);
        if (testBefore) {
            add(heads, group, -1, sums, squares);
        }
        if (testAfter) {
            add(tails, group, -1, sums, squares);
        }
        return whole.length(group) - (testBefore ? embargo : 0) - (testAfter ? purge : 0);
    }

    private static void add(BlockSums from, int group, int sign, double[] sums, double[] squares) {
        double[] groupSums = from.sums(group);
        double[] groupSquares = from.squares(group);
        for (int trial = 0; trial < sums.length; trial++) {
            sums[trial] += sign * groupSums[trial];
            squares[trial] += sign * groupSquares[trial];
        }
    }

    double sum(int trial, int group) {
        return whole.sums(group)[trial];
    }

    double square(int trial, int group) {
        return whole.squares(group)[trial];
    }
}
