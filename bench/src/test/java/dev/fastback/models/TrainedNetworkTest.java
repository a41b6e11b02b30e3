package dev.fastback.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NanoNetworkTest {
    private static final int ROWS = 13;

    private final Draws draws = new Draws(7);
    private final float[] x = new float[ROWS * NanoNetwork.INPUT];
    private final float[] y = new float[ROWS * NanoNetwork.CELLS];

    NanoNetworkTest() {
        for (int row = 0; row < ROWS; row++) {
            Moves moves = TrainingMarket.rich(draws, 140);
            moves.context(130, x, row);
            for (int cell = 0; cell < NanoNetwork.CELLS; cell++) {
                y[row * NanoNetwork.CELLS + cell] =
                        (float) moves.target(130, 1 + cell / NanoNetwork.COLUMNS, cell % NanoNetwork.COLUMNS);
            }
        }
    }

    private float[] parameters() {
        float[] parameters = new float[NanoNetwork.PARAMETERS];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float) (i < NanoNetwork.BASE_STEPS ? 0.03 * draws.gaussian() : draws.between(0.1, 0.5));
        }
        return parameters;
    }

    @Test
    void gradientIsTheSlopeOfTheLossInEveryBlockOfParameters() {
        float[] parameters = parameters();
        NanoNetwork network = new NanoNetwork(parameters, ROWS);
        float[] gradient = new float[parameters.length];
        float[] byQuantiles = new float[ROWS * NanoNetwork.OUTPUT];
        network.forward(x, ROWS);
        PinballLoss.of(network, y, ROWS, byQuantiles);
        network.backward(byQuantiles, ROWS, gradient);
        int[] blocks = {
            NanoNetwork.E, NanoNetwork.BE, NanoNetwork.W1, NanoNetwork.B1, NanoNetwork.W2, NanoNetwork.B2, NanoNetwork.W3,
            NanoNetwork.B3, NanoNetwork.BASE_MEDIAN, NanoNetwork.BASE_STEPS, NanoNetwork.PARAMETERS
        };
        for (int block = 0; block + 1 < blocks.length; block++) {
            double length = 0;
            for (int i = blocks[block]; i < blocks[block + 1]; i++) {
                length += (double) gradient[i] * gradient[i];
            }
            length = Math.sqrt(length);
            double step = 0.004;
            double rise = moved(parameters, gradient, blocks[block], blocks[block + 1], step / length)
                    - moved(parameters, gradient, blocks[block], blocks[block + 1], -step / length);
            assertThat(rise / (2 * step)).as("block " + block).isCloseTo(length, within(0.03 * length));
        }
    }

    private double moved(float[] parameters, float[] gradient, int from, int to, double by) {
        float[] moved = parameters.clone();
        for (int i = from; i < to; i++) {
            moved[i] += (float) (by * gradient[i]);
        }
        NanoNetwork network = new NanoNetwork(moved, ROWS);
        network.forward(x, ROWS);
        return PinballLoss.of(network, y, ROWS, null);
    }

    @Test
    void quantilesDoNotCrossAndDoNotDependOnTheOtherRows() {
        float[] parameters = parameters();
        NanoNetwork together = new NanoNetwork(parameters, ROWS);
        together.forward(x, ROWS);
        for (int row = 0; row < ROWS; row++) {
            float[] one = new float[NanoNetwork.INPUT];
            System.arraycopy(x, row * NanoNetwork.INPUT, one, 0, NanoNetwork.INPUT);
            NanoNetwork alone = new NanoNetwork(parameters, 1);
            alone.forward(one, 1);
            for (int i = 0; i < NanoNetwork.OUTPUT; i++) {
                assertThat(together.quantiles[row * NanoNetwork.OUTPUT + i]).isEqualTo(alone.quantiles[i]);
                if (i % NanoNetwork.LEVELS > 0) {
                    assertThat(alone.quantiles[i]).isGreaterThan(alone.quantiles[i - 1]);
                }
            }
        }
    }

    @Test
    void trainingAgainGivesTheSameBytes() {
        assertThat(new NanoTraining(5, 1, line -> {}).train()).isEqualTo(new NanoTraining(5, 1, line -> {}).train());
    }
}
