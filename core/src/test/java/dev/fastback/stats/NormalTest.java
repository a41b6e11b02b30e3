package dev.fastback.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0.5",
        "1, 0.8413447460685429",
        "-0.3, 0.3820885778110474",
        "-4.9, 4.791832765903198e-07",
        "-5.1, 1.6982674071475937e-07",
        "-8, 6.220960574271785e-16",
        "-20, 2.7536241186062337e-89",
        "-37, 5.725571222524577e-300"
    })
    void cumulativeKeepsItsDigitsInTheTail(double x, double expected) {
        assertThat(Normal.cumulative(x)).isCloseTo(expected, within(expected * 1e-9));
        assertThat(Normal.cumulative(-x)).isCloseTo(1 - expected, within(1e-15));
    }

    @ParameterizedTest
    @CsvSource({
        "1e-300, -37.0471",
        "1e-10, -6.361340902404056",
        "0.025, -1.959963984540054",
        "0.3, -0.5244005127080409",
        "0.975, 1.959963984540054"
    })
    void quantileTurnsCumulativeRound(double p, double expected) {
        double tolerance = p < 1e-200 ? 1e-4 : 1e-9;
        assertThat(Normal.quantile(p)).isCloseTo(expected, within(tolerance));
        assertThat(Normal.cumulative(Normal.quantile(p))).isCloseTo(p, within(p * 1e-9));
    }

    @Test
    void endsAreInfiniteAndTheRestIsRefused() {
        assertThat(Normal.quantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Normal.quantile(1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Normal.quantile(0.5)).isCloseTo(0, within(1e-15));
        assertThat(Normal.cumulative(Double.NaN)).isNaN();
        assertThatThrownBy(() -> Normal.quantile(1.5)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> Normal.quantile(Double.NaN)).hasMessageContaining("NaN");
    }
}
