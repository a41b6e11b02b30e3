package dev.fastback.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Figures against values made by hand, and by the formulas of empyrical, which vectorbt shares. */
class ReturnsTest {
    private static final Offset<Double> CLOSE = within(1e-12);
    private static final double[] R = {0.1, -0.2, 0.05, 0.3, -0.1};
    private static final double[] NONE = {};

    @Test
    void compoundReturnAYear() {
        assertThat(Returns.cagr(new double[] {0.1, 0.1}, 4)).isEqualTo(Math.pow(1.21, 2) - 1, CLOSE);
        assertThat(Returns.cagr(new double[] {0.1, -1}, 4)).isEqualTo(-1);
        assertThat(Returns.cagr(NONE, 4)).isZero();
    }

    @Test
    void sortinoDividesByTheRootOfSquaredLosses() {
        double downside = Math.sqrt((0.04 + 0.01) / 5);
        assertThat(Returns.sortino(R, 252)).isEqualTo(0.03 / downside * Math.sqrt(252), CLOSE);
        assertThat(Returns.sortino(new double[] {0, 0}, 252)).isZero();
        assertThat(Returns.sortino(new double[] {0.1}, 252)).isInfinite();
    }

    @Test
    void drawdownIsFromThePeakTheStartIncluded() {
        assertThat(Returns.maxDrawdown(R)).isEqualTo(0.2, CLOSE);
        assertThat(Returns.maxDrawdown(new double[] {-0.1, -0.1})).isEqualTo(0.19, CLOSE);
        assertThat(Returns.maxDrawdown(new double[] {0.1})).isZero();
        assertThat(Returns.calmar(R, 5)).isEqualTo(Returns.cagr(R, 5) / 0.2, within(1e-10));
    }

    @Test
    void ulcerIsTheRootOfTheMeanSquaredDrawdown() {
        assertThat(Returns.ulcer(new double[] {0.1, -0.1, 0})).isEqualTo(Math.sqrt((0.01 + 0.01) / 3), CLOSE);
    }

    @Test
    void omegaAndTheTails() {
        assertThat(Returns.omega(R)).isEqualTo(0.45 / 0.3, CLOSE);
        double[] x = {5, 1, 2, 3, 4};
        assertThat(Returns.quantile(x, 0.5)).isEqualTo(3);
        assertThat(Returns.quantile(x, 0.05)).isEqualTo(1.2, CLOSE);
        assertThat(Returns.quantile(x, 1)).isEqualTo(5);
        assertThat(Returns.meanOfWorst(x, 0.3)).isEqualTo(1.5, CLOSE);
        assertThat(Returns.tailRatio(x)).isEqualTo(4.8 / 1.2, CLOSE);
        assertThat(Returns.quantile(NONE, 0.5)).isZero();
        assertThat(Returns.meanOfWorst(NONE, 0.05)).isZero();
    }

    /** On 100 bars of which 97 are flat the worst five are the three losses and two flat ones: the mean of all that are at most the quantile, 0, were a hundredth. */
    @Test
    void worstBarsOfAnAccountThatIsMostlyFlatAreAsManyAsOfAnyOther() {
        double[] r = new double[100];
        r[7] = -0.1;
        r[50] = -0.05;
        r[99] = -0.05;
        assertThat(Returns.meanOfWorst(r, 0.05)).isEqualTo(-0.2 / 5, CLOSE);
    }
}
