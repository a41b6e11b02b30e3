package dev.fastback.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentTTest {
    /** Expected values are SciPy's {@code t.sf}. */
    @ParameterizedTest
    @CsvSource({
        "2.0, 10, 0.03669401738537018",
        "1.0, 1, 0.25",
        "-1.5, 7, 0.911350756505015",
        "3.3, 49, 0.000903653960933177",
        "0.2, 200, 0.4208418958792167",
        "8, 4, 0.0006619484546085836"
    })
    void upperTail(double t, int degreesOfFreedom, double expected) {
        assertThat(StudentT.upperTail(t, degreesOfFreedom)).isCloseTo(expected, within(1e-14));
    }

    @Test
    void comesNearTheNormalDistribution() {
        assertThat(StudentT.upperTail(1.5, 999_999)).isCloseTo(Normal.cumulative(-1.5), within(1e-6));
        assertThat(StudentT.upperTail(1.5, 1_000_000)).isEqualTo(Normal.cumulative(-1.5));
        assertThat(StudentT.upperTail(Double.POSITIVE_INFINITY, 3)).isZero();
        assertThat(StudentT.upperTail(Double.NEGATIVE_INFINITY, 3)).isEqualTo(1);
        assertThatThrownBy(() -> StudentT.upperTail(1, 0)).hasMessageContaining("got 0");
    }

    /** A run whose strategy lost on nearly every of 9,000 bars ended with p = 1.0000000000000004. */
    @Test
    void isAProbabilityHoweverManyTermsAreAdded() {
        for (int n = 1; n < 20_000; n += n < 300 ? 1 : 371) {
            for (double t : new double[] {0, 1e-300, 0.5, 5, 38, 47.7, 90, 1e3, 1e8, Double.POSITIVE_INFINITY}) {
                assertThat(StudentT.upperTail(t, n)).as("%s of %s", t, n).isBetween(0.0, 0.5);
                assertThat(StudentT.upperTail(-t, n)).as("-%s of %s", t, n).isBetween(0.5, 1.0);
            }
        }
    }
}
