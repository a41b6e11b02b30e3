package dev.fastback.workers.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FrameTest {
    private static final byte[] BYTES = FrameWriter.bytes(Frame.result(17, new byte[] {1, 2, 3, 4, 5}));

    @Test
    void aFrameReadsBackEqual() throws IOException {
        FrameReader reader = reader(BYTES);
        Frame frame = reader.read();
        assertThat(frame).isNotNull();
        assertThat(frame.type()).isEqualTo(Frame.Type.RESULT);
        assertThat(frame.results()).hasSize(1);
        assertThat(frame.results().getFirst().getKey()).isEqualTo(17);
        assertThat(frame.results().getFirst().getValue()).containsExactly(1, 2, 3, 4, 5);
        assertThat(reader.read()).isNull();
        Frame batch = reader(FrameWriter.bytes(Frame.batch(new int[] {5, -1, 1 << 30}))).read();
        assertThat(batch.indices()).containsExactly(5, -1, 1 << 30);
    }

    @Test
    void aCutFrameIsTheEnd() throws IOException {
        for (int length = 0; length < BYTES.length; length++) {
            assertThat(reader(Arrays.copyOf(BYTES, length)).read()).as("%d bytes", length).isNull();
        }
    }

    @Test
    void aFlippedBitIsNeverBelieved() {
        for (int bit = 0; bit < 8 * BYTES.length; bit++) {
            byte[] flipped = BYTES.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Frame frame;
            try {
                frame = reader(flipped).read();
            } catch (IOException e) {
                assertThat(e).isInstanceOf(FrameException.class);
                continue;
            }
            assertThat(frame).as("bit %d", bit).isNull();
        }
    }

    private static FrameReader reader(byte[] bytes) {
        return new FrameReader(new ByteArrayInputStream(bytes));
    }
}
