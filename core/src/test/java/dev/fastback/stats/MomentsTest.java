package dev.fastback.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MomentsTest {
    /** SciPy: skew and kurtosis (fisher=False) of the same values. */
    @Test
    void followTheDefinitions() {
        Moments moments = Moments.of(new double[] {1, 2, 3, 4, 10});
        assertThat(moments.count()).isEqualTo(5);
        assertThat(moments.mean()).isEqualTo(4);
        assertThat(moments.deviation()).isCloseTo(3.5355339059327378, within(1e-14));
        assertThat(moments.skewness()).isCloseTo(1.1384199576606167, within(1e-14));
        assertThat(moments.kurtosis()).isCloseTo(2.788, within(1e-14));
        assertThat(moments.sharpe()).isCloseTo(4 / 3.5355339059327378, within(1e-14));
    }

    @Test
    void equalValuesHaveNoShape() {
        Moments moments = Moments.of(new double[] {0.1, 0.1, 0.1});
        assertThat(moments).isEqualTo(new Moments(3, moments.mean(), 0, 0, 3));
        assertThat(moments.sharpe()).isZero();
        assertThatThrownBy(() -> Moments.of(new double[1])).hasMessageContaining("got 1");
    }
}
