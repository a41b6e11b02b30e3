package dev.fastback.stats.overfitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CrossValidationTest {
    /** The deterministic example whose values an independent implementation in NumPy gave. */
    @Test
    void agreesWithAnIndependentImplementation() {
        var sums = new BlockSums(64, 8, 9);
        for (int n = 0; n < 9; n++) {
            double[] returns = new double[64];
            for (int t = 0; t < 64; t++) {
                returns[t] = ((t * 7 + n * 13) % 11 - 5) / 1000.0
                        + (n * t % 3) / 2000.0
                        + (n - 4) * (t < 32 ? 1 : -1) / 5000.0;
            }
            sums.put(n, returns);
        }
        CrossValidation result = CrossValidation.of(sums);
        assertThat(result.splits()).isEqualTo(70);
        assertThat(result.probabilityOfOverfitting()).isCloseTo(0.957142857143, within(1e-9));
        assertThat(result.meanLogit()).isCloseTo(-0.498019351092, within(1e-9));
        assertThat(result.probabilityOfLoss()).isCloseTo(0.1, within(1e-9));
        assertThat(result.slope()).isCloseTo(-1.013988002087, within(1e-9));
        assertThat(result.intercept()).isCloseTo(0.309230350841, within(1e-9));
    }

    @Test
    void aDominantTrialIsNotOverfitted() {
        BlockSums sums = noise(11, 50, 800, 8, 0.004);
        assertThat(CrossValidation.of(sums).probabilityOfOverfitting()).isLessThan(0.05);
    }

    /** Over many data sets, the best of trials without skill is as often above as below the median. */
    @Test
    void noiseIsOverfittedInHalfOfTheSplits() {
        double total = 0.0;
        for (int seed = 0; seed < 60; seed++) {
            total += CrossValidation.of(noise(seed, 40, 320, 8, 0)).probabilityOfOverfitting();
        }
        assertThat(total / 60).isBetween(0.4, 0.6);
    }

    /**
     * Averages over nearly as many bars hold the same positions in many blocks: there their trials are equal, whatever sums of other blocks leave in the last bits. So a trial that
     * stands three times ranks in the middle of its three places, and where all trials are equal none is above the median.
     */
    @Test
    void trialsThatDidTheSameOutsideRankAlike() {
        CrossValidation result = CrossValidation.of(differInTheFirstBlock(0));
        // In the 35 splits that chose on the first block the best is the last trial, and outside the three are one: rank 2 of 4. In the other 35 all are equal inside, the first is
        // chosen, and outside it is the worst: rank 1 of 4.
        assertThat(result.probabilityOfOverfitting()).isEqualTo(1.0);
        assertThat(result.meanLogit()).isCloseTo((0 + Math.log(0.25 / 0.75)) / 2, within(1e-12));
    }

    /** Two trials with different pasts have other last bits on bars that they spent alike: the first is chosen all the same. */
    @Test
    void lastBitsDoNotChoose() {
        CrossValidation result = CrossValidation.of(differInTheFirstBlock(1e-17));
        assertThat(result.probabilityOfOverfitting()).isEqualTo(1.0);
        assertThat(result.meanLogit()).isCloseTo((0 + Math.log(0.25 / 0.75)) / 2, within(1e-12));
    }

    /** Returns three trials that differ in the first of eight blocks, and in the others by so much each. */
    private static BlockSums differInTheFirstBlock(double elsewhere) {
        int bars = 160;
        int blocks = 8;
        var sums = new BlockSums(bars, blocks, 3);
        double[] same = new SplittableRandom(7).doubles(bars, -0.03, 0.031).toArray();
        for (int trial = 0; trial < 3; trial++) {
            double[] returns = same.clone();
            for (int t = 0; t < bars; t++) {
                returns[t] += (t < bars / blocks ? 0.001 : elsewhere) * trial;
            }
            sums.put(trial, returns);
        }
        return sums;
    }

    @Test
    void refusesWhatCannotBeHalved() {
        assertThatThrownBy(() -> CrossValidation.of(new BlockSums(30, 5, 3))).hasMessageContaining("got 5");
        assertThatThrownBy(() -> CrossValidation.of(new BlockSums(30, 4, 1))).hasMessageContaining("got 1");
        assertThatThrownBy(() -> new BlockSums(7, 4, 2)).hasMessageContaining("4 of 7 bars");
    }

    private static BlockSums noise(int seed, int trials, int bars, int blocks, double edgeOfFirst) {
        var random = new SplittableRandom(seed);
        var sums = new BlockSums(bars, blocks, trials);
        for (int trial = 0; trial < trials; trial++) {
            double[] returns = new double[bars];
            for (int t = 0; t < bars; t++) {
                returns[t] = 0.01 * random.nextGaussian() + (trial == 0 ? edgeOfFirst : 0);
            }
            sums.put(trial, returns);
        }
        return sums;
    }
}
