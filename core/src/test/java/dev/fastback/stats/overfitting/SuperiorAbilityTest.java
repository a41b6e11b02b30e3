package dev.fastback.stats.overfitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.stats.StationaryBootstrap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuperiorAbilityTest {
    private static final int BARS = 500;
    private static final int TRIALS = 40;
    private static final StationaryBootstrap BOOTSTRAP = new StationaryBootstrap(10, 5_000, 7);

    /** p-values of an independent implementation in NumPy, with other draws; "arch" agrees on the reality check. */
    @ParameterizedTest
    @CsvSource({"0.0, 0.260, 0.1136, 0.1932, 0.2018", "0.0005, 0.011, 0.0018, 0.0036, 0.0040"})
    void agreesWithAnIndependentImplementation(
            double edge, double reality, double lower, double consistent, double upper) {
        SuperiorAbility result = SuperiorAbility.of(returns(edge), BOOTSTRAP);
        assertThat(result.realityCheck()).isCloseTo(reality, within(0.02));
        assertThat(result.lower()).isCloseTo(lower, within(0.02));
        assertThat(result.consistent()).isCloseTo(consistent, within(0.02));
        assertThat(result.upper()).isCloseTo(upper, within(0.02));
    }

    @Test
    void statisticsNeedNoDraws() {
        SuperiorAbility result = SuperiorAbility.of(returns(0), BOOTSTRAP);
        assertThat(result.realityCheckStatistic()).isCloseTo(0.02318124014, within(1e-11));
        assertThat(result.statistic()).isCloseTo(2.5105963088, within(1e-9));
    }

    @Test
    void blocksAreItsPeriods() {
        double[][] returns = returns(0.002);
        var sums = new BlockSums(BARS, 50, TRIALS);
        double[][] means = new double[TRIALS][50];
        for (int trial = 0; trial < TRIALS; trial++) {
            sums.put(trial, returns[trial]);
            for (int block = 0; block < 50; block++) {
                means[trial][block] = sums.sum(trial, block) / 10;
            }
        }
        var bootstrap = new StationaryBootstrap(1, 500, 3);
        assertThat(SuperiorAbility.of(sums, bootstrap)).isEqualTo(SuperiorAbility.of(means, bootstrap));
        assertThat(SuperiorAbility.of(sums, bootstrap).consistent()).isLessThan(0.01);
    }

    @Test
    void refusesNothing() {
        assertThatThrownBy(() -> SuperiorAbility.of(new double[0][], BOOTSTRAP)).hasMessageContaining("at least 1");
    }

    private static double[][] returns(double edgeOfTrial23) {
        long state = 42;
        double[] uniform = new double[2 * BARS * TRIALS];
        for (int i = 0; i < uniform.length; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            uniform[i] = (state >>> 11) * 0x1p-53;
        }
        double[][] returns = new double[TRIALS][BARS];
        for (int t = 0; t < BARS; t++) {
            for (int k = 0; k < TRIALS; k++) {
                int i = 2 * (t * TRIALS + k);
                double z = Math.sqrt(-2 * Math.log(1 - uniform[i])) * Math.cos(2 * Math.PI * uniform[i + 1]);
                returns[k][t] = 0.01 * z + (k == 23 ? edgeOfTrial23 : 0);
            }
        }
        return returns;
    }
}
