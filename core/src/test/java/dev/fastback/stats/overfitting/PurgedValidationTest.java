package dev.fastback.stats.overfitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.stats.ReturnStatistics;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PurgedValidationTest {
    private static PurgedSums sums(double[][] returns, int groups, int purge, int embargo) {
        PurgedSums sums = new PurgedSums(returns[0].length, groups, returns.length, purge, embargo);
        for (int trial = 0; trial < returns.length; trial++) {
            sums.put(trial, returns[trial]);
        }
        return sums;
    }

    private static double[][] noise(SplittableRandom random, int trials, int bars) {
        double[][] returns = new double[trials][];
        for (int trial = 0; trial < trials; trial++) {
            returns[trial] = random.doubles(bars, -0.01, 0.0101).toArray();
        }
        return returns;
    }

    /** Where the best trials did the same on all fitted bars, the first is chosen, whatever the last bits of their returns say. */
    @Test
    void lastBitsDoNotChoose() {
        double[] first = new SplittableRandom(3).doubles(60, -0.01, 0.012).toArray();
        double[] second = new double[60];
        for (int t = 0; t < 60; t++) {
            second[t] = t < 20 ? -first[t] : first[t] + 1e-17;
        }
        PurgedValidation found = PurgedValidation.of(sums(new double[][] {first, second}, 3, 0, 0), 1);
        boolean worse = Arrays.stream(second).sum() < Arrays.stream(first).sum();
        assertThat(worse).as("the first is the better one where they differ").isTrue();
        assertThat(found.perBar()).isCloseTo(ReturnStatistics.mean(first), within(1e-15));
    }

    @Test
    void isWhatChoosingOnTheFittedBarsOfEverySplitGives() {
        long seed = 124;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 40; round++) {
            int groups = 3 + random.nextInt(5);
            int tested = 1 + random.nextInt(groups - 1);
            int bars = groups * (6 + random.nextInt(9)) + random.nextInt(groups);
            int purge = random.nextInt(3);
            int embargo = random.nextInt(3);
            double[][] returns = noise(random, 1 + random.nextInt(8), bars);
            PurgedValidation found = PurgedValidation.of(sums(returns, groups, purge, embargo), tested);
            List<CombinatorialSplits.Split> splits = CombinatorialSplits.of(bars, groups, tested, purge, embargo);
            double[][] paths = new double[(int) CombinatorialSplits.paths(groups, tested)][bars];
            int[] used = new int[groups];
            double fitted = 0;
            for (CombinatorialSplits.Split split : splits) {
                double[] best = returns[chosen(returns, split.isFitted())];
                fitted += ReturnStatistics.mean(kept(best, split.isFitted()));
                for (int group : split.testGroups()) {
                    int from = start(bars, groups, group);
                    System.arraycopy(best, from, paths[used[group]++], from, start(bars, groups, group + 1) - from);
                }
            }
            String what = "round " + round + ", seed " + seed;
            assertThat(found.splits()).as(what).isEqualTo(splits.size());
            assertThat(found.paths()).as(what).isEqualTo(paths.length);
            assertThat(found.fitPerBar()).as(what).isCloseTo(fitted / splits.size(), within(1e-12));
            assertThat(found.perBar()).as(what)
                    .isCloseTo(Arrays.stream(paths).mapToDouble(ReturnStatistics::mean).average().orElseThrow(), within(1e-12));
            for (int path = 0; path < paths.length; path++) {
                assertThat(found.sharpes()[path]).as(what).isCloseTo(sharpe(paths[path]), within(1e-9));
            }
        }
    }

    private static int start(int bars, int groups, int group) {
        return group * (bars / groups) + Math.min(group, bars % groups);
    }

    private static int chosen(double[][] returns, boolean[] isFitted) {
        int best = 0;
        for (int trial = 1; trial < returns.length; trial++) {
            best = sharpe(kept(returns[trial], isFitted)) > sharpe(kept(returns[best], isFitted)) ? trial : best;
        }
        return best;
    }

    private static double[] kept(double[] returns, boolean[] isKept) {
        double[] kept = new double[returns.length];
        int count = 0;
        for (int bar = 0; bar < returns.length; bar++) {
            if (isKept[bar]) {
                kept[count++] = returns[bar];
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private static double sharpe(double[] returns) {
        return ReturnStatistics.mean(returns) / ReturnStatistics.sampleDeviation(returns);
    }

    @Test
    void whatIsPurgedOrUnderEmbargoDecidesNothing() {
        SplittableRandom random = new SplittableRandom(125);
        int bars = 60;
        double[][] returns = noise(random, 2, bars);
        // The second trial is worse everywhere but on the two bars before and the three after the only tested group, bars 20 to 39.
        double[][] tempting = {returns[0], returns[0].clone()};
        for (int bar = 0; bar < bars; bar++) {
            boolean beside = bar >= 18 && bar < 20 || bar >= 40 && bar < 43;
            tempting[1][bar] += beside ? 1.0 : bar >= 20 && bar < 40 ? -0.5 : -0.001;
        }
        assertThat(middle(tempting, 2, 3)).isEqualTo(0);
        assertThat(middle(tempting, 1, 3)).isEqualTo(1);
        assertThat(middle(tempting, 2, 2)).isEqualTo(1);
        PurgedValidation guarded = PurgedValidation.of(sums(tempting, 3, 2, 3), 1);
        PurgedValidation open = PurgedValidation.of(sums(tempting, 3, 0, 0), 1);
        assertThat(guarded.perBar()).isGreaterThan(open.perBar());
    }

    /** Returns which trial earned more on the fitted bars where the middle one of three groups is tested. */
    private static int middle(double[][] returns, int purge, int embargo) {
        PurgedSums sums = sums(returns, 3, purge, embargo);
        double[] sum = new double[returns.length];
        double[] square = new double[returns.length];
        int bars = sums.addFitted(0, false, true, sum, square) + sums.addFitted(2, true, false, sum, square);
        assertThat(bars).isEqualTo(40 - purge - embargo);
        return sum[1] > sum[0] ? 1 : 0;
    }

    @Test
    void noSkillEarnsNothingOnBarsItWasNotChosenOn() {
        long seed = 126;
        SplittableRandom random = new SplittableRandom(seed);
        double unseen = 0;
        double fitted = 0;
        int rounds = 60;
        for (int round = 0; round < rounds; round++) {
            double[][] returns = new double[50][];
            for (int trial = 0; trial < returns.length; trial++) {
                returns[trial] = random.doubles(200, -0.01, 0.01).toArray();
            }
            PurgedValidation found = PurgedValidation.of(sums(returns, 10, 1, 2), 2);
            unseen += found.perBar() / rounds;
            fitted += found.fitPerBar() / rounds;
        }
        assertThat(unseen).as("seed " + seed).isBetween(-1.5e-4, 1.5e-4);
        assertThat(fitted).as("seed " + seed).isGreaterThan(5e-4);
    }

    @Test
    void isAskedBeforeEachSplitWhetherToGoOn() {
        PurgedSums sums = sums(noise(new SplittableRandom(127), 3, 60), 6, 1, 1);
        int[] asked = {0};
        assertThat(PurgedValidation.of(sums, 3, () -> asked[0]++).splits()).isEqualTo(20);
        assertThat(asked[0]).isEqualTo(20);
        assertThatIllegalStateException().isThrownBy(() -> PurgedValidation.of(sums, 3, () -> {
            if (++asked[0] == 25) {
                throw new IllegalStateException("stop");
            }
        }));
        assertThat(asked[0]).isEqualTo(25);
    }

    @Test
    void whatLeavesNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PurgedSums(40, 10, 1, 2, 2)).withMessageContaining("leave nothing");
        assertThatIllegalArgumentException().isThrownBy(() -> new PurgedSums(40, 10, 1, -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> PurgedValidation.of(new PurgedSums(40, 10, 1, 1, 1), 10));
    }
}
