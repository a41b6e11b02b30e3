package dev.fastback.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.forecast.nano.NanoNetwork;
import dev.fastback.forecast.nano.NanoShape;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainedNetworkTest {
    private static final int ROWS = 13;

    private final Draws draws = new Draws(7);
    private final float[] x = new float[ROWS * NanoShape.INPUT];
    private final float[] y = new float[ROWS * TrainingMarket.TARGETS];

    TrainedNetworkTest() {
        for (int row = 0; row < ROWS; row++) {
            Process process = row % 2 == 0 ? new RichProcess(draws) : new GarchProcess(draws);
            TrainingMarket.Row drawn = TrainingMarket.rows(process, draws, 140, 130, 3).getFirst();
            drawn.moves().context(130, x, row);
            drawn.targets(y, row);
        }
    }

    private float[] parameters() {
        float[] parameters = new float[NanoShape.PARAMETERS];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float) (i < NanoShape.BASE_STEPS ? 0.03 * draws.gaussian() : draws.between(0.1, 0.5));
        }
        return parameters;
    }

    @Test
    void gradientIsTheSlopeOfTheLossInEveryBlockOfParameters() {
        float[] parameters = parameters();
        TrainedNetwork network = new TrainedNetwork(parameters, ROWS);
        float[] gradient = new float[parameters.length];
        float[] byQuantiles = new float[ROWS * NanoShape.OUTPUT];
        network.forward(x, ROWS);
        PinballLoss.of(network, y, ROWS, byQuantiles);
        network.backward(byQuantiles, ROWS, gradient);
        int[] blocks = {
            NanoShape.E, NanoShape.BE, NanoShape.W1, NanoShape.B1, NanoShape.W2, NanoShape.B2, NanoShape.W3,
            NanoShape.B3, NanoShape.BASE_MEDIAN, NanoShape.BASE_STEPS, NanoShape.PARAMETERS
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
        TrainedNetwork network = new TrainedNetwork(moved, ROWS);
        network.forward(x, ROWS);
        return PinballLoss.of(network, y, ROWS, null);
    }

    @Test
    void quantilesDoNotCrossAndDoNotDependOnTheOtherRows() {
        float[] parameters = parameters();
        TrainedNetwork together = new TrainedNetwork(parameters, ROWS);
        together.forward(x, ROWS);
        for (int row = 0; row < ROWS; row++) {
            float[] one = new float[NanoShape.INPUT];
            System.arraycopy(x, row * NanoShape.INPUT, one, 0, NanoShape.INPUT);
            TrainedNetwork alone = new TrainedNetwork(parameters, 1);
            alone.forward(one, 1);
            for (int i = 0; i < NanoShape.OUTPUT; i++) {
                assertThat(together.quantiles[row * NanoShape.OUTPUT + i]).isEqualTo(alone.quantiles[i]);
                if (i % NanoShape.LEVELS > 0) {
                    assertThat(alone.quantiles[i]).isGreaterThan(alone.quantiles[i - 1]);
                }
            }
        }
    }

    @Test
    void plainJavaComputesTheSameAndReadsWhatWasWritten() {
        float[] parameters = parameters();
        TrainedNetwork trained = new TrainedNetwork(parameters, ROWS);
        trained.forward(x, ROWS);
        NanoNetwork plain = NanoNetwork.of(NanoFile.of(parameters, Map.of("seed", "7")));
        assertThat(plain.parameters()).isEqualTo(parameters);
        float[] quantiles = new float[NanoShape.OUTPUT];
        for (int row = 0; row < ROWS; row++) {
            plain.compute(x, row * NanoShape.INPUT, quantiles, 0, NanoShape.CELLS, new NanoNetwork.Workspace());
            for (int i = 0; i < NanoShape.OUTPUT; i++) {
                float expected = trained.quantiles[row * NanoShape.OUTPUT + i];
                assertThat(quantiles[i]).isCloseTo(expected, within(1e-5f * trained.scale[row] * 10));
            }
        }
    }

    @Test
    void aRowOfTheMarketEndsBeforeItsTargets() {
        Process process = new RichProcess(draws);
        for (TrainingMarket.Row row : TrainingMarket.rows(process, draws, 200, 131, 5)) {
            assertThat(row.last() + NanoShape.HORIZON).isLessThan(200);
            for (int i = 0; i < row.next().length; i += NanoShape.COLUMNS) {
                assertThat(row.next()[i + 1]).isGreaterThanOrEqualTo(row.next()[i]);
                assertThat(row.next()[i + 2]).isLessThanOrEqualTo(row.next()[i]);
            }
        }
    }

    @Test
    void trainingAgainGivesTheSameBytes() {
        assertThat(new NanoTraining(5, 1, line -> {}).train()).isEqualTo(new NanoTraining(5, 1, line -> {}).train());
    }
}
