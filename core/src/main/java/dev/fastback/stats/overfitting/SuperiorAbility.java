package dev.fastback.stats.overfitting;

import dev.fastback.stats.Histogram;
import dev.fastback.stats.ReturnStatistics;
import dev.fastback.stats.StationaryBootstrap;
import java.util.Arrays;

/**
 * Whether the best of many trials is better than nothing, the choice among all of them accounted for: White, "A reality check for data snooping", Econometrica
 * 68 (2000), and Hansen, "A test for superior predictive ability", Journal of Business and Economic Statistics 23 (2005).
 *
 * @param realityCheck White's p-value
 * @param lower Hansen's p-value with the worst trials recentred as far as they may be; the lowest of the three
 * @param consistent Hansen's p-value
 * @param upper Hansen's p-value with every trial recentred fully
 * @param realityCheckStatistic {@code sqrt(n) max mean}
 * @param statistic {@code max(0, sqrt(n) max(mean / deviation))}
 * @param resampled what the statistic is in the resamples of the consistent test, in forty classes
 */
public record SuperiorAbility(
        double realityCheck,
        double lower,
        double consistent,
        double upper,
        double realityCheckStatistic,
        double statistic,
        Histogram resampled) {
    private static final int CLASSES = 40;

    /**
     * Tests the returns of trials against 0, or their returns less a benchmark's.
     *
     * @param returns {@code returns[trial][period]}; a period is a bar or a block of bars of equal lengths, whose mean return it holds
     * @param bootstrap how periods are resampled; its mean block is in periods
     * @throws IllegalArgumentException without a trial, or with fewer than three periods
     */
    public static SuperiorAbility of(double[][] returns, StationaryBootstrap bootstrap) {
        if (returns.length == 0 || returns[0].length < 3) {
            throw new IllegalArgumentException("at least 1 trial of 3 periods is needed");
        }
        return new Test(returns[0].length, bootstrap).of(returns);
    }

    /** Tests the returns of trials of which the means of blocks are known; the blocks are the periods. */
    public static SuperiorAbility of(BlockSums sums, StationaryBootstrap bootstrap) {
        double[][] returns = new double[sums.trials()][sums.blocks()];
        for (int trial = 0; trial < returns.length; trial++) {
            for (int block = 0; block < sums.blocks(); block++) {
                returns[trial][block] = sums.sum(trial, block) / sums.length(block);
            }
        }
        return of(returns, bootstrap);
    }

    // counts[period][draw] is how often a period stands in a resample, so that the means of one trial in all draws are a sum of rows.
    private static final class Test {
        private final int periods;
        private final int draws;
        private final double root;
        private final double restart;
        private final double[][] counts;

        Test(int periods, StationaryBootstrap bootstrap) {
            this.periods = periods;
            draws = bootstrap.draws();
            root = Math.sqrt(periods);
            restart = 1 / bootstrap.meanBlock();
            counts = new double[periods][draws];
            int[] drawn = new int[periods];
            for (int draw = 0; draw < draws; draw++) {
                bootstrap.countsInto(draw, drawn);
                for (int t = 0; t < periods; t++) {
                    counts[t][draw] = drawn[t];
                }
            }
        }

        SuperiorAbility of(double[][] returns) {
            double[] raised = filled(Double.NEGATIVE_INFINITY);
            double[] lower = new double[draws];
            double[] consistent = new double[draws];
            double[] upper = new double[draws];
            double[] means = new double[draws];
            double reality = Double.NEGATIVE_INFINITY;
            double statistic = 0.0;
            double bound = Math.sqrt(2 * Math.log(Math.log(periods)));
            for (double[] row : returns) {
                double mean = ReturnStatistics.mean(row);
                meansInto(row, means);
                reality = Math.max(reality, root * mean);
                raise(raised, means, mean, root);
                double deviation = Math.sqrt(StationaryBootstrap.kernelVariance(row, restart));
                if (deviation > 0) {
                    statistic = Math.max(statistic, root * mean / deviation);
                    double scale = root / deviation;
                    raise(lower, means, Math.max(mean, 0.0), scale);
                    raise(consistent, means, root * mean / deviation >= -bound ? mean : 0.0, scale);
                    raise(upper, means, mean, scale);
                }
            }
            return new SuperiorAbility(
                    shareAtLeast(raised, reality),
                    shareAtLeast(lower, statistic),
                    shareAtLeast(consistent, statistic),
                    shareAtLeast(upper, statistic),
                    reality,
                    statistic,
                    Histogram.of(consistent, CLASSES));
        }

        private void meansInto(double[] row, double[] means) {
            Arrays.fill(means, 0.0);
            for (int t = 0; t < periods; t++) {
                double value = row[t] / periods;
                double[] times = counts[t];
                for (int draw = 0; draw < means.length; draw++) {
                    means[draw] += value * times[draw];
                }
            }
        }

        private double[] filled(double value) {
            double[] values = new double[draws];
            Arrays.fill(values, value);
            return values;
        }

        private static void raise(double[] highest, double[] means, double centre, double scale) {
            for (int draw = 0; draw < highest.length; draw++) {
                highest[draw] = Math.max(highest[draw], (means[draw] - centre) * scale);
            }
        }

        private double shareAtLeast(double[] values, double limit) {
            int count = 0;
            for (double value : values) {
                count += value >= limit ? 1 : 0;
            }
            return (double) count / draws;
        }
    }
}
