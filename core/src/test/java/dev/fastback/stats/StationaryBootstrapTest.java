package dev.fastback.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StationaryBootstrapTest {
    @Test
    void aDrawDependsOnSeedAndNumberAlone() {
        int[] first = new int[40];
        int[] again = new int[40];
        int[] other = new int[40];
        new StationaryBootstrap(4, 10, 1).countsInto(3, first);
        new StationaryBootstrap(4, 99, 1).countsInto(3, again);
        new StationaryBootstrap(4, 10, 1).countsInto(4, other);
        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
        assertThat(IntStream.of(first).sum()).isEqualTo(40);
    }

    @Test
    void resamplesHaveTheVarianceThatTheKernelSays() {
        double[] values = autoregressive(5, 300, 0.5);
        var bootstrap = new StationaryBootstrap(8, 20_000, 2);
        double[] means = bootstrap.means(values);
        double drawn = Math.pow(ReturnStatistics.populationDeviation(means), 2) * values.length;
        double computed = bootstrap.varianceOfMeanTimesCount(values);
        assertThat(drawn).isCloseTo(computed, within(0.05 * computed));
        assertThat(ReturnStatistics.mean(means)).isCloseTo(ReturnStatistics.mean(values), within(0.01));
    }

    /** Of 300 samples whose true mean is 0, the 95 % interval holds it in 91 to 98 %. */
    @Test
    void intervalsCoverTheMean() {
        int percentile = 0;
        int accelerated = 0;
        for (int seed = 0; seed < 300; seed++) {
            double[] values = autoregressive(seed, 200, 0.0);
            var bootstrap = new StationaryBootstrap(1, 400, seed);
            percentile += holdsZero(bootstrap.percentileInterval(values, 0.95)) ? 1 : 0;
            accelerated += holdsZero(bootstrap.acceleratedInterval(values, 0.95)) ? 1 : 0;
        }
        assertThat(percentile / 300.0).isBetween(0.91, 0.98);
        assertThat(accelerated / 300.0).isBetween(0.91, 0.98);
    }

    @Test
    void equalValuesHaveAnIntervalOfOnePoint() {
        var bootstrap = new StationaryBootstrap(2, 50, 1);
        double[] values = {0.5, 0.5, 0.5};
        assertThat(bootstrap.acceleratedInterval(values, 0.9)).isEqualTo(new StationaryBootstrap.Interval(0.5, 0.5));
    }

    @Test
    void refusesBlocksBelowOneBar() {
        assertThatThrownBy(() -> new StationaryBootstrap(0.5, 10, 1)).hasMessageContaining("0.5");
        assertThatThrownBy(() -> new StationaryBootstrap(1, 0, 1)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> new StationaryBootstrap(1, 5, 1).percentileInterval(new double[0], 0.9))
                .hasMessageContaining("needs values");
    }

    private static boolean holdsZero(StationaryBootstrap.Interval interval) {
        return interval.low() <= 0 && 0 <= interval.high();
    }

    static double[] autoregressive(int seed, int count, double rho) {
        var random = new SplittableRandom(seed);
        double[] values = new double[count];
        double value = random.nextGaussian() / Math.sqrt(1 - rho * rho);
        for (int t = 0; t < count; t++) {
            values[t] = value;
            value = rho * value + random.nextGaussian();
        }
        return values;
    }

    @Test
    void theVarianceInOnePassIsThatOfTheSumOverAllLags() {
        long seed = 99;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            int n = 1 + random.nextInt(300);
            double[] values = random.doubles(n, -0.02, 0.021).toArray();
            double restart = round % 10 == 0 ? 1 : 1 / (1 + 20 * random.nextDouble());
            double[] covariances = BlockLength.autocovariances(values, n - 1);
            double variance = covariances[0];
            for (int lag = 1; lag < n; lag++) {
                double kernel = (double) (n - lag) / n * Math.pow(1 - restart, lag) + (double) lag / n * Math.pow(1 - restart, n - lag);
                variance += 2 * kernel * covariances[lag];
            }
            assertThat(StationaryBootstrap.kernelVariance(values, restart))
                    .as("round " + round + ", seed " + seed)
                    .isCloseTo(Math.max(variance, 0.0), within(1e-12 * covariances[0]));
        }
    }
}
