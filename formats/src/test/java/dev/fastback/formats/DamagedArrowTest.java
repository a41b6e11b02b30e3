package dev.fastback.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.fastback.data.BarSeries;
import dev.fastback.data.reading.TableOfBars;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.junit.jupiter.api.Test;

/**
 * Cuts files at many lengths and changes bytes of them: each gives bars or one line that says why not, never another exception and
 * never a hang. The system property {@code fastback.damages} sets how many changes are tried (default: 600).
 */
class DamagedArrowTest {
    private static final int DAMAGES = Integer.getInteger("fastback.damages", 600);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final BarSeries BARS = TestBars.of("X", 40, 11);

    private final List<byte[]> files = List.of(
            ArrowWriter.of(BARS).bytes(),
            ArrowWriter.of(BARS).codec(CodecType.LZ4_FRAME).batches(3).bytes(),
            ArrowWriter.of(BARS).codec(CodecType.ZSTD).stream().bytes(),
            new ArrowWriter(BARS.size()).coded("symbol", i -> "X").column("time", new ArrowType.Utf8View(), BARS::timeLabel).nested()
                    .prices(BARS).stream().bytes(),
            new ArrowWriter(BARS.size()).column("time", new ArrowType.Utf8(), BARS::timeLabel).coded("symbol", i -> "X").prices(BARS)
                    .codec(CodecType.ZSTD).bytes(),
            written());

    @Test
    void refusesFilesCutAnywhere() {
        for (byte[] file : files) {
            for (int length = 0; length < file.length; length += length < 40 || length > file.length - 40 ? 1 : 13) {
                byte[] cut = Arrays.copyOf(file, length);
                assertThat(hash(cut, "cut at " + length)).as("cut at " + length).isNull();
            }
        }
    }

    @Test
    void survivesChangedBytes() {
        long seed = Long.getLong("fastback.seed", 20261128);
        System.out.println("damaged Arrow files: seed " + seed);
        Random random = new Random(seed);
        int readable = 0;
        for (int i = 0; i < DAMAGES; i++) {
            byte[] file = files.get(i % files.size()).clone();
            int from = i % 2 == 0 ? 0 : Math.max(0, file.length - 700); // half of them where a file describes itself
            String what = "seed " + seed + ", damage " + i + ":" + TestBars.damage(file, from, random);
            readable += hash(file, what) != null ? 1 : 0;
        }
        assertThat(readable).isBetween(1, DAMAGES - 1);
    }

    @Test
    void seesEveryChangeOfPackedValues() {
        byte[] whole = written();
        Random random = new Random(5);
        for (int i = 0; i < DAMAGES; i++) {
            byte[] file = whole.clone();
            int place = bodyStart(whole) + random.nextInt(bodyLength(whole));
            file[place] ^= (byte) (1 << random.nextInt(8));
            String what = "byte " + place;
            assertThat(hash(file, what)).as(what).isIn(null, BARS.contentHash());
        }
    }

    // The body of the only batch stands between two descriptions; its length is that of all packed buffers.
    private static int bodyStart(byte[] file) {
        return file.length / 3;
    }

    private static int bodyLength(byte[] file) {
        return file.length / 4;
    }

    private static byte[] written() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new ArrowTableFormat().write(TableOfBars.of(List.of(BARS), true), bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static String hash(byte[] file, String what) {
        return assertTimeoutPreemptively(
                PATIENCE, () -> TestBars.hashOrComplaint(() -> TestBars.read(file, "x.feather"), "x.feather", what), what);
    }
}
