package dev.fastback.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BlockLengthTest {
    /**
     * For an autoregression with coefficient rho the best length is {@code (G^2 / g^2 n)^(1/3)}, {@code G = 2 sum k rho^k} and {@code g = sum rho^|k|} in units of the
     * variance: 10.2 for 0.6 and 500 bars.
     */
    @Test
    void growsWithDependence() {
        double rho = 0.6;
        double slope = 2 * rho / ((1 - rho) * (1 - rho));
        double spectrum = (1 + rho) / (1 - rho);
        double best = Math.cbrt(slope * slope / (spectrum * spectrum) * 500);
        double[] lengths = new double[40];
        double[] ofNoise = new double[40];
        for (int seed = 0; seed < 40; seed++) {
            lengths[seed] = BlockLength.of(StationaryBootstrapTest.autoregressive(seed, 500, rho));
            ofNoise[seed] = BlockLength.of(StationaryBootstrapTest.autoregressive(seed, 500, 0));
        }
        assertThat(ReturnStatistics.mean(lengths)).isCloseTo(best, within(0.25 * best));
        assertThat(ReturnStatistics.mean(ofNoise)).isBetween(1.0, 4.0);
    }

    @Test
    void staysInItsBounds() {
        assertThat(BlockLength.of(new double[] {1, 2, 3})).isEqualTo(1);
        assertThat(BlockLength.of(new double[100])).isEqualTo(1);
        double[] trend = new double[90];
        for (int t = 0; t < trend.length; t++) {
            trend[t] = t;
        }
        assertThat(BlockLength.of(trend)).isBetween(10.0, 3 * Math.sqrt(90));
    }
}
