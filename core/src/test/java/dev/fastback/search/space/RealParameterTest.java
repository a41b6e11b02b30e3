package dev.fastback.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RealParameterTest {
    @Test
    void stepsAreCountedInDecimalArithmetic() {
        RealParameter stop = new RealParameter("stop", 0.0, 1.0, 0.1, false);
        assertThat(stop.count()).isEqualTo(11);
        assertThat(stop.at(3)).isEqualTo(0.3);
        for (int i = 0; i <= 10; i++) {
            assertThat(stop.at(i)).isEqualTo(Double.parseDouble("0." + i % 10) + i / 10);
            assertThat(stop.permits(stop.at(i))).isTrue();
        }
        assertThat(stop.permits(0.1 + 0.2)).isFalse();
        assertThat(stop.nearest(0.1 + 0.2)).isEqualTo(0.3);
        assertThat(stop.coordinate(0.7)).isEqualTo(0.7);
        assertThatIllegalArgumentException().isThrownBy(() -> stop.coordinate(0.75)).withMessageContaining("steps of 0.1");
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> stop.at(11));
    }

    @Test
    void theLargestValueIsAWholeNumberOfStepsAway() {
        RealParameter target = new RealParameter("target", 0.01, 0.3, 0.02, false);
        assertThat(target.max()).isEqualTo(0.29);
        assertThat(target.count()).isEqualTo(15);
        assertThat(target.nearest(5)).isEqualTo(0.29);
        assertThat(target.nearest(Double.NaN)).isEqualTo(0.01);
    }

    @Test
    void withoutAStepAnyValueIsPermitted() {
        RealParameter any = new RealParameter("x", -1, 1);
        assertThat(any.count()).isZero();
        assertThat(any.permits(0.1 + 0.2)).isTrue();
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> any.at(0));
    }

    @Test
    void refusesWhatMakesNoScale() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RealParameter("x", 0, 1, -0.1, false)).withMessageContaining("-0.1");
        assertThatIllegalArgumentException().isThrownBy(() -> new RealParameter("x", 0, 1, Double.NaN, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new RealParameter("x", 0, 1, 0, true)).withMessageContaining("logarithmic");
        assertThatIllegalArgumentException().isThrownBy(() -> new RealParameter("x", 0, 1e300, 1e-300, false)).withMessageContaining("2^53");
    }
}
