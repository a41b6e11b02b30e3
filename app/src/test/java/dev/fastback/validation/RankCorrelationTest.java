package dev.fastback.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankCorrelationTest {
    @Test
    void isThatOfTheRanks() {
        double[] rising = {0.1, 0.2, 5, 100};
        assertThat(RankCorrelation.of(rising, new double[] {1, 2, 3, 4})).isEqualTo(1, within(1e-15));
        assertThat(RankCorrelation.of(rising, new double[] {4, 3, 2, 1})).isEqualTo(-1, within(1e-15));
        // 1 - 6 sum d^2 / (n (n^2 - 1)) with d = 0, 0, 1, 1.
        assertThat(RankCorrelation.of(rising, new double[] {1, 2, 4, 3})).isEqualTo(0.8, within(1e-15));
    }

    @Test
    void equalValuesShareTheMeanOfTheirRanks() {
        // Ranks 1.5, 1.5, 3 and 1, 2, 3: covariance 1.5, variances 1.5 and 2.
        assertThat(RankCorrelation.of(new double[] {7, 7, 9}, new double[] {1, 2, 3})).isEqualTo(1.5 / Math.sqrt(3), within(1e-15));
    }

    @Test
    void isUndefinedWithoutDifferences() {
        assertThat(RankCorrelation.of(new double[] {1}, new double[] {2})).isNaN();
        assertThat(RankCorrelation.of(new double[] {1, 1}, new double[] {2, 3})).isNaN();
    }
}
