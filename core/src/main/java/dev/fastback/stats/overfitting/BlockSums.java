package dev.fastback.stats.overfitting;

import dev.fastback.stats.ReturnStatistics;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * What is kept of the bar returns of many trials: in each of a few blocks of bars the sum and the sum of squares. From these follow the mean and the
 * Sharpe ratio of any trial on any union of blocks, without the returns themselves.
 *
 * <p>Layout: {@code sums[block][trial]} and {@code squares[block][trial]}, so that loops over trials are contiguous. Not safe for use by
 * several threads while it is filled.
 */
public final class BlockSums {
    private final int[] lengths;
    private final double[][] sums;
    private final double[][] squares;
    private final int trials;

    /**
     * Makes room for trials.
     *
     * @param bars bars of the series; cut into blocks whose lengths differ by at most one bar, the longer ones first
     * @throws IllegalArgumentException if a block would have fewer than two bars, or without a trial
     */
    public BlockSums(int bars, int blocks, int trials) {
        if (blocks < 2 || bars < 2 * blocks) {
            throw new IllegalArgumentException(
                    "blocks need at least 2 bars each and there must be 2 of them, got " + blocks + " of " + bars + " bars");
        }
        if (trials < 1) {
            throw new IllegalArgumentException("at least 1 trial is needed, got " + trials);
        }
        this.trials = trials;
        lengths = new int[blocks];
        for (int block = 0; block < blocks; block++) {
            lengths[block] = bars / blocks + (block < bars % blocks ? 1 : 0);
        }
        sums = new double[blocks][trials];
        squares = new double[blocks][trials];
    }

    /**
     * Takes the returns of a trial, in bar order.
     *
     * @throws IllegalArgumentException if there are not as many as bars
     */
    public void put(int trial, double[] returns) {
        if (returns.length != bars()) {
            throw new IllegalArgumentException(bars() + " returns are needed, got " + returns.length);
        }
        int bar = 0;
        for (int block = 0; block < lengths.length; block++) {
            double sum = 0.0;
            double square = 0.0;
            for (int end = bar + lengths[block]; bar < end; bar++) {
                sum += returns[bar];
                square += returns[bar] * returns[bar];
            }
            put(trial, block, sum, square);
        }
    }

    /** Takes the sum and the sum of squares of a trial's returns in a block. */
    public void put(int trial, int block, double sum, double square) {
        sums[block][trial] = sum;
        squares[block][trial] = square;
    }

    /** Returns the number of trials. */
    public int trials() {
        return trials;
    }

    /** Returns the number of blocks. */
    public int blocks() {
        return lengths.length;
    }

    /** Returns the number of bars of a block. */
    public int length(int block) {
        return lengths[block];
    }

    /** Returns the number of bars of all blocks. */
    public int bars() {
        int bars = 0;
        for (int length : lengths) {
            bars += length;
        }
        return bars;
    }

    /** Returns the sum of a trial's returns in a block. */
    public double sum(int trial, int block) {
        return sums[block][trial];
    }

    /** Returns the sum of the squares of a trial's returns in a block. */
    public double square(int trial, int block) {
        return squares[block][trial];
    }

    /** Returns the sums of all trials in a block; not a copy. */
    double[] sums(int block) {
        return sums[block];
    }

    /** Returns the sums of squares of all trials in a block; not a copy. */
    double[] squares(int block) {
        return squares[block];
    }

    /** Returns the Sharpe ratio per bar of a trial over all blocks; 0 when the deviation is 0. */
    public double sharpe(int trial) {
        double sum = 0.0;
        double square = 0.0;
        for (int block = 0; block < lengths.length; block++) {
            sum += sums[block][trial];
            square += squares[block][trial];
        }
        int bars = bars();
        double mean = sum / bars;
        double variance = (square - sum * mean) / (bars - 1);
        return variance > 0 ? mean / Math.sqrt(variance) : 0.0;
    }

    /**
     * Returns how many trials behave differently: those whose sums and squares are equal in all blocks count once, as two stops that never fire do.
     */
    public int distinctTrials() {
        Set<Behaviour> seen = new HashSet<>();
        for (int trial = 0; trial < trials; trial++) {
            seen.add(behaviour(trial));
        }
        return seen.size();
    }

    private Behaviour behaviour(int trial) {
        var values = new double[2 * lengths.length];
        for (int block = 0; block < lengths.length; block++) {
            values[2 * block] = sums[block][trial];
            values[2 * block + 1] = squares[block][trial];
        }
        return new Behaviour(values);
    }

    private static final class Behaviour {
        private final double[] values;
        private final int hash;

        Behaviour(double[] values) {
            this.values = values;
            this.hash = Arrays.hashCode(values);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Behaviour that && Arrays.equals(values, that.values);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /**
     * Returns the number of independent trials that are as many as these: {@code 1 + (1 - rho)(N - 1)} with the mean correlation {@code rho} of the trials'
     * block means, never below 1 and never above N (Lopez de Prado, "Advances in Financial Machine Learning", 2018, ch. 8; {@code rho} below 0
     * counts as 0). The mean over all pairs needs no pair: it follows from the variance of the sum of the standardised trials.
     */
    public double effectiveTrials() {
        int blocks = lengths.length;
        double[] total = new double[blocks];
        int moving = 0;
        double[] means = new double[blocks];
        for (int trial = 0; trial < trials; trial++) {
            for (int block = 0; block < blocks; block++) {
                means[block] = sums[block][trial] / lengths[block];
            }
            double deviation = ReturnStatistics.populationDeviation(means);
            if (deviation > 0) {
                double mean = ReturnStatistics.mean(means);
                moving++;
                for (int block = 0; block < blocks; block++) {
                    total[block] += (means[block] - mean) / deviation;
                }
            }
        }
        if (moving < 2) {
            return 1.0;
        }
        double variance = 0.0;
        for (double value : total) {
            variance += value * value / blocks;
        }
        double correlation = Math.clamp((variance - moving) / ((double) moving * (moving - 1)), 0.0, 1.0);
        return 1 + (1 - correlation) * (moving - 1);
    }
}
