package dev.fastback.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
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

    /** The definition, step by step in doubles, for blocks of a bar, of a few bars, and of any length. */
    @Test
    void drawsAreThoseOfTheDefinition() {
        for (double block : new double[] {1, 1.0000001, 1.5, 2, 3.7, 12, 1e9}) {
            for (int n : new int[] {1, 2, 50, 333}) {
                double[] values = autoregressive(9, n, 0.2);
                var bootstrap = new StationaryBootstrap(block, 7, -5);
                double[] means = bootstrap.means(values);
                for (int draw = 0; draw < 7; draw++) {
                    int[] expected = defined(block, draw, n, -5);
                    int[] counts = new int[n];
                    bootstrap.countsInto(draw, counts);
                    assertThat(counts).as("block %s, %d bars", block, n).isEqualTo(expected);
                    double sum = 0;
                    for (int t = 0; t < n; t++) {
                        sum += expected[t] * values[t];
                    }
                    assertThat(means[draw]).isEqualTo(sum / n);
                }
            }
        }
    }

    private static int[] defined(double block, int draw, int n, long seed) {
        long gamma = 0x9E3779B97F4A7C15L;
        long state = mixed(seed + gamma * (draw + 1L));
        int[] counts = new int[n];
        int bar = 0;
        for (int t = 0; t < n; t++) {
            state += gamma;
            bar = t == 0 || unit(mixed(state)) < 1 / block ? (int) (unit(mixed(state ^ gamma)) * n) : (bar + 1) % n;
            counts[bar]++;
        }
        return counts;
    }

    private static double unit(long bits) {
        return (bits >>> 11) * 0x1p-53;
    }

    private static long mixed(long key) {
        long z = (key ^ (key >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
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

    /** Ranks come from approximate means and a few exact ones; they are those of sorting all of them, whatever the values are. */
    @Test
    void intervalsAreThoseOfAllMeansSorted() {
        long seed = 4711;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 400; round++) {
            int n = round % 50 == 0 ? 1 + random.nextInt(3) : 1 + random.nextInt(400);
            double[] values = values(random, n, round % 8);
            var bootstrap = new StationaryBootstrap(round % 5 == 0 ? 1 : 1 + 30 * random.nextDouble(), 1 + random.nextInt(300), random.nextLong());
            double[] sorted = bootstrap.means(values);
            Arrays.sort(sorted);
            double[] longer = random.doubles(n + round % 3, -1, 1).toArray();
            var other = new StationaryBootstrap(1 + 10 * random.nextDouble(), bootstrap.draws(), bootstrap.seed());
            OrderedMeans ordered = OrderedMeans.of(List.of(other, bootstrap), List.of(longer, values), Parts.IN_TURN).getLast();
            for (int rank = 0; rank < sorted.length; rank += 1 + random.nextInt(20)) {
                assertThat(Double.doubleToLongBits(ordered.at(rank)))
                        .as("rank %d of round %d, seed %d", rank, round, seed)
                        .isEqualTo(Double.doubleToLongBits(sorted[rank]));
            }
            assertThat(bootstrap.percentileInterval(values, 0.95)).isEqualTo(new StationaryBootstrap.Interval(
                    Returns.quantileOfSorted(sorted, (1 - 0.95) / 2), Returns.quantileOfSorted(sorted, 1 - (1 - 0.95) / 2)));
        }
    }

    private static double[] values(SplittableRandom random, int n, int kind) {
        return switch (kind) {
            case 0 -> new double[n];
            case 1 -> random.doubles(n).map(x -> x < 0.95 ? 0 : 0.01).toArray(); // many resamples add up to the same
            case 2 -> random.doubles(n).map(x -> x < 0.5 ? -0.0 : 1e-3 * Math.rint(8 * x - 6)).toArray();
            case 3 -> random.doubles(n, -1e-300, 1e-300).toArray();
            case 4 -> random.doubles(n).map(x -> x < 0.01 ? 1e12 : x - 0.5).toArray();
            case 5 -> random.doubles(n).map(x -> x < 0.01 ? Double.POSITIVE_INFINITY : x < 0.02 ? Double.NaN : x).toArray();
            case 6 -> random.doubles(n, 0.25, 0.2500000000000001).toArray();
            default -> random.doubles(n, -0.05, 0.05).toArray();
        };
    }

    @Test
    void aBlockBeginsWhereADrawSaysItDoes() {
        for (int seed = 0; seed < 50; seed++) {
            int n = 1 + 7 * seed;
            long[] values = new SplittableRandom(seed).longs(n, -1000, 1000).toArray();
            long[] sums = new long[n + 1];
            for (int t = 0; t < n; t++) {
                sums[t + 1] = sums[t] + values[t];
            }
            var bootstrap = new StationaryBootstrap(1 + 0.37 * seed, 20, seed);
            int[] counts = new int[n];
            Resample resample = new Resample(n);
            var shorter = new StationaryBootstrap(1 + 0.3 * seed * (seed % 3 / 2.0), 20, seed); // from one bar to nearly as long
            for (int draw = 0; draw < 20; draw++) {
                bootstrap.countsInto(draw, counts);
                if (draw % 2 == 0) {
                    resample.draw(bootstrap.start(draw), bootstrap.restart());
                } else {
                    resample.draw(shorter.start(draw), shorter.restart());
                    resample.keep(bootstrap.restart());
                }
                assertThat(resample.sum(sums))
                        .as("draw " + draw + ", seed " + seed)
                        .isEqualTo(IntStream.range(0, n).mapToLong(t -> counts[t] * values[t]).sum());
            }
        }
    }

    /** The first series of a length draws for itself, the second one keeps its draws, later ones take them; so do threads. */
    @Test
    void seriesOfOneLengthShareTheirDraws() {
        List<double[]> series = IntStream.range(0, 12).mapToObj(i -> autoregressive(i, 40, 0.2)).toList();
        List<List<Long>> expected = series.stream().map(values -> ranks(values, true)).toList();
        for (int round = 0; round < 3; round++) {
            assertThat(series.stream().map(values -> ranks(values, false)).toList()).isEqualTo(expected);
            assertThat(series.parallelStream().map(values -> ranks(values, false)).toList()).isEqualTo(expected);
        }
    }

    /** Returns the bits of some means by rank: of all sorted, or of ranks alone. */
    private static List<Long> ranks(double[] values, boolean sorts) {
        var bootstrap = new StationaryBootstrap(3, 200, 77);
        double[] sorted = bootstrap.means(values);
        Arrays.sort(sorted);
        OrderedMeans ordered = OrderedMeans.of(List.of(bootstrap), List.of(values), Parts.IN_TURN).getLast();
        return IntStream.of(0, 1, 50, 100, 199).mapToObj(rank -> Double.doubleToLongBits(sorts ? sorted[rank] : ordered.at(rank))).toList();
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
