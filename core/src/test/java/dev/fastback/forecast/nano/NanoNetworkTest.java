package dev.fastback.forecast.nano;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NanoNetworkTest {
    private static byte[] file() throws IOException {
        try (InputStream in = NanoNetwork.class.getResourceAsStream("nano.onnx")) {
            return in.readAllBytes();
        }
    }

    @Test
    void theFileIsSmallAndHoldsAllParameters() throws IOException {
        assertThat(file().length).isLessThan(500_000);
        NanoNetwork network = NanoNetwork.of(file());
        assertThat(network).isEqualTo(NanoNetwork.shipped()).isEqualTo(NanoNetwork.of(network.parameters()));
        assertThat(NanoShape.PARAMETERS).isBetween(90_000, 110_000);
        for (NanoShape.Block block : NanoShape.BLOCKS) {
            float[] values = Arrays.copyOfRange(network.parameters(), block.from(), block.from() + block.size());
            assertThat(values).as(block.name()).doesNotContain(Float.NaN).isNotEqualTo(new float[block.size()]);
        }
    }

    @Test
    void quantilesRiseWhateverTheInput() {
        Random random = new Random(2);
        float[] x = new float[NanoShape.INPUT];
        float[] quantiles = new float[NanoShape.OUTPUT];
        for (double scale : new double[] {0, 1e-30, 1e-9, 1e-4, 0.02, 1, 30}) {
            for (int i = 0; i < x.length; i++) {
                x[i] = (float) (scale * random.nextGaussian());
            }
            NanoNetwork.shipped().compute(x, 0, quantiles, 0, NanoShape.CELLS, new NanoNetwork.Workspace());
            for (int i = 0; i < quantiles.length; i++) {
                assertThat(quantiles[i]).as("seed 2, scale " + scale).isFinite();
                if (i % NanoShape.LEVELS > 0) {
                    assertThat(quantiles[i]).as("seed 2, scale " + scale).isGreaterThan(quantiles[i - 1]);
                }
            }
        }
    }

    @Test
    void fewerCellsAreTheFirstOfAll() {
        Random random = new Random(3);
        float[] x = new float[NanoShape.INPUT];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (0.02 * random.nextGaussian());
        }
        float[] all = new float[NanoShape.OUTPUT];
        float[] some = new float[NanoShape.OUTPUT];
        NanoNetwork.shipped().compute(x, 0, all, 0, NanoShape.CELLS, new NanoNetwork.Workspace());
        NanoNetwork.shipped().compute(x, 0, some, 0, 3, new NanoNetwork.Workspace());
        assertThat(Arrays.copyOf(some, 27)).isEqualTo(Arrays.copyOf(all, 27));
        assertThat(some[27]).isZero();
    }

    /** Many rows at a time give what one at a time gives, to the bit: ordinary, flat, tiny and huge moves, and blocks that are not full. */
    @Test
    void rowsThatFollowEachOtherHaveTheBitsOfEachAlone() {
        Random random = new Random(4);
        int bars = NanoShape.BARS + 100;
        for (double scale : new double[] {0, 1e-30, 1e-9, 1e-4, 0.02, 1, 30}) {
            double[][] logs = new double[NanoShape.PRICES][bars];
            double close = 0;
            for (int t = 0; t < bars; t++) {
                double open = close + (t % 3 == 0 ? 0 : 0.1 * scale * random.nextGaussian());
                double next = t % 17 == 5 ? close : open + scale * random.nextGaussian();
                logs[0][t] = open;
                logs[1][t] = Math.max(open, next) + scale * random.nextDouble();
                logs[2][t] = Math.min(open, next) - (t % 11 == 0 ? 5 : 1) * scale * random.nextDouble();
                logs[3][t] = next;
                close = next;
            }
            float[] moves = NanoInput.moves(logs[0], logs[1], logs[2], logs[3]);
            for (int rows : new int[] {0, 1, 2, 31, 32, 33, 65, 99}) {
                int last = bars - 1 - rows;
                float[] each = new float[rows * 27];
                for (int row = 0; row < rows; row++) {
                    NanoNetwork.shipped().compute(moves, NanoInput.rowOf(last + row), each, row * 27, NanoShape.COLUMNS, new NanoNetwork.Workspace());
                }
                assertThat(NanoNetwork.shipped().computeNext(moves, last, rows)).as("seed 4, scale " + scale + ", rows " + rows).isEqualTo(each);
            }
        }
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        byte[] file = file();
        assertThatIllegalArgumentException().isThrownBy(() -> NanoNetwork.of(new byte[0])).withMessageContaining("no weights E of 768");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NanoNetwork.of(Arrays.copyOf(file, file.length / 2)))
                .withMessageContaining("no ONNX file");
        assertThatIllegalArgumentException().isThrownBy(() -> NanoNetwork.of(new byte[] {7, 7, 7})).withMessageContaining("no ONNX file");
        assertThatIllegalArgumentException().isThrownBy(() -> NanoNetwork.of(new float[3])).withMessageContaining("parameters must be");
    }
}
