package dev.fastback.forecast.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QuantileRegressionTest {
    private static final int ROWS = 20_000;

    /** Values whose spread grows with the second input: the quantiles are straight lines that are known. */
    @Test
    void findsTheLinesThatTheValuesWereDrawnFrom() {
        SplittableRandom random = new SplittableRandom(5);
        float[] inputs = new float[3 * ROWS];
        float[] values = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            double x = random.nextDouble();
            inputs[3 * row] = 1;
            inputs[3 * row + 1] = (float) x;
            inputs[3 * row + 2] = (float) random.nextGaussian();
            values[row] = (float) ((1 + 2 * x) * random.nextDouble(-1, 1));
        }
        for (double level : new double[] {0.1, 0.5, 0.9}) {
            double[] found = new QuantileRegression(inputs, values, ROWS, 3, level).fit(new double[3]);
            double quantile = 2 * level - 1;
            assertThat(found).as("seed 5, level " + level).containsExactly(new double[] {quantile, 2 * quantile, 0}, within(0.15));
            int below = 0;
            for (int row = 0; row < ROWS; row++) {
                double told = found[0] + found[1] * inputs[3 * row + 1] + found[2] * inputs[3 * row + 2];
                below += values[row] < told ? 1 : 0;
            }
            assertThat(below / (double) ROWS).as("seed 5, level " + level).isCloseTo(level, within(0.005));
        }
    }

    @Test
    void theStartDoesNotDecideTheAnswer() {
        SplittableRandom random = new SplittableRandom(6);
        float[] inputs = new float[2 * ROWS];
        float[] values = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            inputs[2 * row] = 1;
            inputs[2 * row + 1] = (float) random.nextGaussian();
            values[row] = (float) (inputs[2 * row + 1] + random.nextGaussian());
        }
        QuantileRegression regression = new QuantileRegression(inputs, values, ROWS, 2, 0.9);
        double[] one = regression.fit(new double[2]);
        double[] two = regression.fit(new double[] {40, -30});
        assertThat(two).containsExactly(one, within(1e-4));
    }

    @Test
    void inputsThatSayNothingApartAreHeldByThePenalty() {
        float[] inputs = new float[2 * ROWS];
        float[] values = new float[ROWS];
        Arrays.fill(inputs, 1);
        Arrays.fill(values, 0.5f);
        double[] found = new QuantileRegression(inputs, values, ROWS, 2, 0.5).fit(new double[2]);
        assertThat(found[0] + found[1]).isCloseTo(0.5, within(1e-3));
        assertThat(found[1]).isCloseTo(0, within(1e-3));
    }
}
