package dev.fastback.bench;

import dev.fastback.stats.MeanEvidence;
import dev.fastback.stats.StationaryBootstrap;
import dev.fastback.stats.overfitting.BlockSums;
import dev.fastback.stats.overfitting.CrossValidation;
import dev.fastback.stats.overfitting.SuperiorAbility;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What do statistics of a search cost, in processor time of one thread? Prints a line for each work of docs/benchmarks.md: the first round in a new Java, and
 * the best of the rounds after that. Random returns; sizes are those of the targets: a grid of 4,851 pairs, and a million trials, for which {@code -Xmx512m} must do.
 *
 * <p>Run by {@code java -Xmx512m -cp ... dev.fastback.bench.StatisticsTimes}.
 */
public final class StatisticsTimes {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double DEVIATION = 0.01;
    private static volatile double sink;

    private StatisticsTimes() {}

    /** Runs all works. */
    public static void main(String[] args) {
        BlockSums pairs = sums(4_851, 16, 64);
        time("overfitting, 4,851 trials, 16 blocks", 5, () -> sink = CrossValidation.of(pairs).probabilityOfOverfitting());
        double[][] periods = new double[4_851][60];
        var random = new SplittableRandom(2);
        for (double[] row : periods) {
            Arrays.setAll(row, t -> DEVIATION * random.nextGaussian());
        }
        time(
                "reality check and superior ability, 4,851 trials, 60 periods, 1,000 draws",
                5,
                () -> sink = SuperiorAbility.of(periods, new StationaryBootstrap(2, 1_000, 1)).consistent());
        double[] path = new double[3_000];
        Arrays.setAll(path, t -> DEVIATION * random.nextGaussian());
        time("evidence of a path of 3,000 bars, 2,000 draws", 5, () -> sink = MeanEvidence.of(path, 1).high());
        BlockSums million = sums(1_000_000, 10, 100);
        time("overfitting, 1,000,000 trials, 10 blocks", 2, () -> sink = CrossValidation.of(million).probabilityOfOverfitting());
    }

    private static BlockSums sums(int trials, int blocks, int barsOfBlock) {
        var random = new SplittableRandom(1);
        var sums = new BlockSums(blocks * barsOfBlock, blocks, trials);
        for (int trial = 0; trial < trials; trial++) {
            for (int block = 0; block < blocks; block++) {
                double mean = DEVIATION / Math.sqrt(barsOfBlock) * random.nextGaussian();
                sums.put(trial, block, barsOfBlock * mean, barsOfBlock * (mean * mean + DEVIATION * DEVIATION));
            }
        }
        return sums;
    }

    private static void time(String what, int rounds, Runnable work) {
        double first = seconds(work);
        double best = Double.POSITIVE_INFINITY;
        for (int round = 0; round < rounds; round++) {
            best = Math.min(best, seconds(work));
        }
        System.out.printf(Locale.ROOT, "%-80s first %6.3f s, then %6.3f s%n", what, first, best);
    }

    private static double seconds(Runnable work) {
        long start = THREADS.getCurrentThreadCpuTime();
        work.run();
        return (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
    }
}
