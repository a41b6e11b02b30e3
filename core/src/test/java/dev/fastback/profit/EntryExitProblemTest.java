package dev.fastback.profit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class EntryExitProblemTest {
    @Test
    void numbersThatAreNotFiniteAreRefusedAndTheLargestOnesAreNot() {
        double[] fine = {0, -0.0, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_NORMAL};
        double[] zeros = new double[fine.length];
        assertThat(EntryExitProblem.builder().moves(fine, fine, fine).forecasts(fine, fine).legs(zeros).build().bars()).isEqualTo(fine.length);
        double signalling = Double.longBitsToDouble(0x7ff0000000000001L);
        for (double odd : new double[] {Double.NaN, -Double.NaN, signalling, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            double[] bad = fine.clone();
            bad[4] = odd;
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> EntryExitProblem.builder().moves(fine, bad, fine).forecasts(fine, fine).legs(zeros).build())
                    .withMessage("high must be finite: bar 4 is " + odd);
        }
    }
}
