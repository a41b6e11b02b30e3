package dev.fastback.stats.overfitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.stats.FalseDiscovery;
import dev.fastback.stats.Plateau;
import dev.fastback.stats.ReturnStatistics;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** False discovery, plateaus, splits, and numbers of trials. */
class SelectionStatisticsTest {
    /** R: {@code p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.5), "BH")}. */
    @Test
    void adjustsTogether() {
        assertThat(FalseDiscovery.adjusted(new double[] {0.01, 0.04, 0.03, 0.005, 0.5}))
                .containsExactly(new double[] {0.025, 0.05, 0.05, 0.025, 0.5}, within(1e-15));
        assertThat(FalseDiscovery.adjusted(new double[0])).isEmpty();
        assertThatThrownBy(() -> FalseDiscovery.adjusted(new double[] {Double.NaN})).hasMessageContaining("NaN");
    }

    @Test
    void tellsAPlateauFromASpike() {
        double[] plateau = new double[49];
        double[] spike = new double[49];
        for (int i = 0; i < 49; i++) {
            double distance = Math.hypot(i / 7 - 3, i % 7 - 3);
            plateau[i] = 1 - distance * distance / 20;
            spike[i] = i == 24 ? 1 : 0.001 * i;
        }
        assertThat(Plateau.ofGrid(plateau, new int[] {7, 7}, 24).isSpike()).isFalse();
        assertThat(Plateau.ofGrid(plateau, new int[] {7, 7}, 24).neighbours()).isEqualTo(8);
        assertThat(Plateau.ofGrid(spike, new int[] {7, 7}, 24).isSpike()).isTrue();
        assertThatThrownBy(() -> Plateau.ofGrid(spike, new int[] {7, 8}, 24)).hasMessageContaining("[7, 8]");
    }

    @Test
    void aCornerHasFewerNeighboursAndInvalidOnesDoNotCount() {
        double[] values = {5, Double.NaN, 3, 1};
        Plateau plateau = Plateau.ofGrid(values, new int[] {2, 2}, 0);
        assertThat(plateau.neighbours()).isEqualTo(2);
        assertThat(plateau.score()).isCloseTo((2.0 - 3) / (5 - 3), within(1e-15));
    }

    @Test
    void nearestTrialsAreNeighboursWithoutAGrid() {
        double[][] points = {{0.5, 0.5}, {0.52, 0.47}, {0.54, 0.5}, {0.9, 0.5}, {0.5, 0.1}};
        Plateau plateau = Plateau.ofPoints(points, new double[] {1, 0.9, 0.8, 0, 0}, 0, 0.05);
        assertThat(plateau.neighbours()).isEqualTo(2);
        assertThat(plateau.score()).isCloseTo((0.85 - 0.8) / (1 - 0.8), within(1e-12));
    }

    @Test
    void splitsLeaveOutWhatIsNearATest() {
        List<CombinatorialSplits.Split> splits = CombinatorialSplits.of(60, 6, 2, 2, 3);
        assertThat(splits).hasSize(15);
        assertThat(CombinatorialSplits.paths(6, 2)).isEqualTo(5);
        assertThat(splits.getFirst().testGroups()).containsExactly(0, 1);
        boolean[] fitted = splits.get(1).isFitted();
        assertThat(splits.get(1).testGroups()).containsExactly(0, 2);
        for (int bar = 0; bar < 60; bar++) {
            boolean isExpected = bar >= 13 && bar < 18 || bar >= 33;
            assertThat(fitted[bar]).as("bar " + bar).isEqualTo(isExpected);
        }
        assertThatThrownBy(() -> CombinatorialSplits.of(60, 6, 6, 0, 0)).hasMessageContaining("6 of 6 groups");
    }

    @Test
    void eachGroupIsTestedEquallyOften() {
        int[] tested = new int[8];
        for (CombinatorialSplits.Split split : CombinatorialSplits.of(83, 8, 3, 1, 1)) {
            for (int group : split.testGroups()) {
                tested[group]++;
            }
        }
        assertThat(Arrays.stream(tested).distinct().toArray()).containsExactly(21);
        assertThat(CombinatorialSplits.paths(8, 3)).isEqualTo(21);
    }

    @Test
    void countsTrialsThatBehaveAlikeOnce() {
        var random = new SplittableRandom(1);
        var sums = new BlockSums(160, 16, 12);
        double[] common = new double[160];
        for (int trial = 0; trial < 12; trial++) {
            if (trial % 3 == 0) {
                common = random.doubles(160, -0.01, 0.01).toArray();
            }
            sums.put(trial, common);
        }
        assertThat(sums.distinctTrials()).isEqualTo(4);
        assertThat(sums.effectiveTrials()).isBetween(1.0, 12.0);
    }

    @Test
    void effectiveTrialsFollowFromTheMeanCorrelationOfPairs() {
        var random = new SplittableRandom(2);
        var sums = new BlockSums(200, 20, 6);
        double[] market = random.doubles(200, -0.01, 0.01).toArray();
        double[][] means = new double[6][20];
        for (int trial = 0; trial < 6; trial++) {
            double[] own = random.doubles(200, -0.01, 0.01).toArray();
            for (int t = 0; t < 200; t++) {
                own[t] += market[t];
            }
            sums.put(trial, own);
            for (int block = 0; block < 20; block++) {
                means[trial][block] = sums.sum(trial, block) / 10;
            }
        }
        double total = 0.0;
        for (int a = 0; a < 6; a++) {
            for (int b = 0; b < a; b++) {
                total += correlation(means[a], means[b]);
            }
        }
        double rho = total / 15;
        assertThat(sums.effectiveTrials()).isCloseTo(1 + (1 - rho) * 5, within(1e-9));
    }

    private static double correlation(double[] a, double[] b) {
        double meanA = ReturnStatistics.mean(a);
        double meanB = ReturnStatistics.mean(b);
        double sum = 0.0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - meanA) * (b[i] - meanB);
        }
        return sum / a.length / ReturnStatistics.populationDeviation(a) / ReturnStatistics.populationDeviation(b);
    }
}
