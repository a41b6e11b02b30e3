package dev.fastback.stats.overfitting;

import dev.fastback.stats.Histogram;

/**
 * The probability of backtest overfitting by combinatorially symmetric cross-validation: Bailey, Borwein, Lopez de Prado and Zhu, Journal of Computational
 * Finance 20 (2017). Each half of the blocks is once the sample that chooses the best trial, and the other half shows what the choice was worth.
 *
 * @param splits how many halves were tried
 * @param probabilityOfOverfitting share of splits whose best trial ranks at or below the median outside of its sample
 * @param meanLogit mean of {@code ln(w / (1 - w))}, {@code w} the relative rank outside of the sample
 * @param probabilityOfLoss share of splits whose best trial has a negative Sharpe ratio outside of its sample
 * @param slope slope of the line through (Sharpe ratio in the sample, outside of it) of the best trials; NaN when all are equal in the sample
 * @param intercept its value at 0
 * @param ranks the relative ranks {@code w} of all splits, in twenty classes
 */
public record CrossValidation(
        int splits,
        double probabilityOfOverfitting,
        double meanLogit,
        double probabilityOfLoss,
        double slope,
        double intercept,
        Histogram ranks) {
    private static final int CLASSES = 20;
    private static final double LEAST_VARIANCE = 1e-30;
    /** Sharpe ratios per bar that are nearer to each other are equal: the first is chosen, and they rank alike. */
    private static final double SAME_RATIO = 1e-9;

    /**
     * Splits the blocks in all ways.
     *
     * @throws IllegalArgumentException if the number of blocks is odd or above 20, or with fewer than two trials
     */
    public static CrossValidation of(BlockSums sums) {
        if (sums.blocks() % 2 != 0 || sums.blocks() > 20) {
            throw new IllegalArgumentException("an even number of blocks, at most 20, is needed, got " + sums.blocks());
        }
        if (sums.trials() < 2) {
            throw new IllegalArgumentException("at least 2 trials are needed, got " + sums.trials());
        }
        return new Splitter(sums).result();
    }

    // Walks the choices of half of the blocks in lexicographic order. What is chosen at depth d lies in sums[d], squares[d]: each split
    // is the sum of its own blocks in their order, so that nothing drifts.
    private static final class Splitter {
        private final BlockSums blocks;
        private final int half;
        private final int trials;
        private final double[][] sums;
        private final double[][] squares;
        private final double[] totalSums;
        private final double[] totalSquares;
        private final double[] inside;
        private final double[] outside;
        private final int bars;

        private final int[] ranks = new int[CLASSES];
        private int splits;
        private int below;
        private int losses;
        private double logits;
        private double sumX;
        private double sumY;
        private double sumXx;
        private double sumXy;

        Splitter(BlockSums blocks) {
            this.blocks = blocks;
            half = blocks.blocks() / 2;
            trials = blocks.trials();
            bars = blocks.bars();
            sums = new double[half + 1][trials];
            squares = new double[half + 1][trials];
            totalSums = new double[trials];
            totalSquares = new double[trials];
            inside = new double[trials];
            outside = new double[trials];
            for (int block = 0; block < blocks.blocks(); block++) {
                add(totalSums, blocks.sums(block), totalSums);
                add(totalSquares, blocks.squares(block), totalSquares);
            }
        }

        CrossValidation result() {
            choose(0, 0, 0);
            double covariance = sumXy - sumX * sumY / splits;
            double variance = sumXx - sumX * sumX / splits;
            double slope = covariance / variance;
            return new CrossValidation(
                    splits,
                    (double) below / splits,
                    logits / splits,
                    (double) losses / splits,
                    slope,
                    (sumY - slope * sumX) / splits,
                    new Histogram(0, 1, ranks));
        }

        private void choose(int depth, int from, int chosenBars) {
            if (depth == half) {
                judge(chosenBars);
                return;
            }
            for (int block = from; block <= blocks.blocks() - (half - depth); block++) {
                add(sums[depth], blocks.sums(block), sums[depth + 1]);
                add(squares[depth], blocks.squares(block), squares[depth + 1]);
                choose(depth + 1, block + 1, chosenBars + blocks.length(block));
            }
        }

        private void judge(int chosenBars) {
            double[] chosenSums = sums[half];
            double[] chosenSquares = squares[half];
            ratios(chosenSums, chosenSquares, chosenBars, inside);
            restRatios(totalSums, totalSquares, chosenSums, chosenSquares, bars - chosenBars, outside);
            int best = firstOfBest(inside);
            double rank = rank(outside, outside[best]);
            double logit = Math.log(rank / (1 - rank));
            splits++;
            ranks[Math.min(CLASSES - 1, (int) (rank * CLASSES))]++;
            below += logit <= 0 ? 1 : 0;
            losses += outside[best] < 0 ? 1 : 0;
            logits += logit;
            sumX += inside[best];
            sumY += outside[best];
            sumXx += inside[best] * inside[best];
            sumXy += inside[best] * outside[best];
        }

        // What is left of all blocks without those chosen is a difference, and rounds: trials that did the same there differ in their last bits.
        private double rank(double[] ratios, double value) {
            double low = value - SAME_RATIO;
            double high = value + SAME_RATIO;
            int less = 0;
            int notMore = 0;
            for (double ratio : ratios) {
                less += ratio < low ? 1 : 0;
                notMore += ratio <= high ? 1 : 0;
            }
            return (less + 1 + 0.5 * (notMore - less - 1)) / (trials + 1);
        }
    }

    // The equity before a bar rounds its return: trials that did the same there differ in their last bits, which must not choose.
    static int firstOfBest(double[] ratios) {
        double most = Double.NEGATIVE_INFINITY;
        for (double ratio : ratios) {
            if (ratio > most) {
                most = ratio;
            }
        }
        int first = 0;
        while (first < ratios.length - 1 && !(ratios[first] >= most - SAME_RATIO)) {
            first++;
        }
        return first;
    }

    private static void add(double[] a, double[] b, double[] to) {
        for (int k = 0; k < to.length; k++) {
            to[k] = a[k] + b[k];
        }
    }

    // A trial without variance has a mean of 0 in practice (it never traded) and so the ratio 0.
    private static void ratios(double[] sums, double[] squares, int bars, double[] to) {
        double perBar = 1.0 / bars;
        double perFreeBar = 1.0 / (bars - 1);
        for (int k = 0; k < to.length; k++) {
            double mean = sums[k] * perBar;
            double variance = (squares[k] - sums[k] * mean) * perFreeBar;
            to[k] = mean / Math.sqrt(Math.max(variance, LEAST_VARIANCE));
        }
    }

    private static void restRatios(
            double[] totalSums, double[] totalSquares, double[] sums, double[] squares, int bars, double[] to) {
        double perBar = 1.0 / bars;
        double perFreeBar = 1.0 / (bars - 1);
        for (int k = 0; k < to.length; k++) {
            double sum = totalSums[k] - sums[k];
            double mean = sum * perBar;
            double variance = (totalSquares[k] - squares[k] - sum * mean) * perFreeBar;
            to[k] = mean / Math.sqrt(Math.max(variance, LEAST_VARIANCE));
        }
    }
}
