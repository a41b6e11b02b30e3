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
