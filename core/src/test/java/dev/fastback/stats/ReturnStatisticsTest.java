package dev.fastback.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReturnStatisticsTest {
    private static final double[] NONE = {};

    @Test
    void followsTheFormulas() {
        double[] x = {0.01, -0.02, 0.03};
        assertThat(ReturnStatistics.sum(x)).isEqualTo(0.01 - 0.02 + 0.03);
        assertThat(ReturnStatistics.mean(x)).isEqualTo((0.01 - 0.02 + 0.03) / 3);
        assertThat(ReturnStatistics.populationDeviation(new double[] {1, 3})).isEqualTo(1);
        assertThat(ReturnStatistics.sampleDeviation(x) / ReturnStatistics.populationDeviation(x))
                .isCloseTo(Math.sqrt(1.5), within(1e-15));
        assertThat(ReturnStatistics.populationSharpe(x, 252)).isCloseTo(5.150370451673711, within(1e-14));
        assertThat(ReturnStatistics.compounded(x)).isCloseTo(1.01 * 0.98 * 1.03 - 1, within(1e-16));
    }

    @Test
    void definesWhatHappensWithoutValues() {
        assertThat(ReturnStatistics.sum(NONE)).isZero();
        assertThat(ReturnStatistics.mean(NONE)).isNaN();
        assertThat(ReturnStatistics.finiteMean(NONE)).isZero();
        assertThat(ReturnStatistics.populationDeviation(NONE)).isNaN();
        assertThat(ReturnStatistics.sampleDeviation(new double[] {1})).isNaN();
        assertThat(ReturnStatistics.populationSharpe(NONE, 252)).isZero();
        assertThat(ReturnStatistics.sampleSharpe(new double[] {1}, 252)).isZero();
        assertThat(ReturnStatistics.compounded(NONE)).isZero();
        assertThat(ReturnStatistics.maxDrawdown(NONE)).isZero();
    }

    @Test
    void hasNoSharpeRatioForEqualReturnsWhateverTheirMeanRoundsTo() {
        double[] x = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1};
        assertThat(ReturnStatistics.mean(x)).isNotEqualTo(0.1);
        assertThat(ReturnStatistics.populationSharpe(x, 252)).isZero();
        assertThat(ReturnStatistics.sampleSharpe(x, 252)).isZero();
    }

    @Test
    void skipsNaNWhereTheReferenceDoes() {
        double nan = Double.NaN;
        assertThat(ReturnStatistics.finiteMean(new double[] {1, nan, Double.POSITIVE_INFINITY, 3})).isEqualTo(2);
        assertThat(ReturnStatistics.compounded(new double[] {0.5, nan, 1.0})).isEqualTo(2.0);
        assertThat(ReturnStatistics.compounded(new double[] {0.5, nan})).isNaN();
        assertThat(ReturnStatistics.sampleSharpe(new double[] {0.1, nan, 0.3}, 1))
                .isEqualTo(ReturnStatistics.sampleSharpe(new double[] {0.1, 0.3}, 1));
        assertThat(ReturnStatistics.populationSharpe(new double[] {0.1, nan, 0.3}, 1)).isZero();
        assertThat(ReturnStatistics.maxDrawdown(new double[] {0.5, nan, -0.25})).isEqualTo(0.25);
    }

    @Test
    void measuresTheDeepestFallFromAPeakOrTheStart() {
        assertThat(ReturnStatistics.maxDrawdown(new double[] {-0.25, 0.5, -0.125})).isEqualTo(0.25);
        assertThat(ReturnStatistics.maxDrawdown(new double[] {0.5, -0.25, 0.125, -0.25})).isEqualTo(0.375);
        assertThat(ReturnStatistics.maxDrawdown(new double[] {0.5, 0.25})).isZero();
    }

    @Test
    void theDeepestFallIsThatOfTheDefinitionAlsoWhereSumsOverflow() {
        SplittableRandom random = new SplittableRandom(11);
        double[] odd = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MAX_VALUE, -Double.MAX_VALUE, -0.0};
        for (int round = 0; round < 2_000; round++) {
            double[] x = new double[random.nextInt(20)];
            for (int i = 0; i < x.length; i++) {
                x[i] = round % 2 == 0 || random.nextInt(8) > 0 ? random.nextDouble(-1, 1) : odd[random.nextInt(odd.length)];
            }
            double sum = 0.0;
            double peak = 0.0;
            double deepest = 0.0;
            for (double value : x) {
                sum += Double.isNaN(value) ? 0.0 : value;
                peak = Math.max(peak, sum);
                deepest = Math.max(deepest, peak - sum);
            }
            assertThat(ReturnStatistics.maxDrawdown(x)).as(Arrays.toString(x)).isEqualTo(Double.valueOf(deepest));
        }
    }
}
