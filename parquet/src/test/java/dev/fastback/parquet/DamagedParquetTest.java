package dev.fastback.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.fastback.data.BarSeries;
import dev.fastback.data.findings.BarDataException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Cuts files at many lengths and changes bytes of them: each gives bars or one line that says why not, never another exception and
 * never a hang. The system property {@code fastback.damages} sets how many changes are tried (default: 600).
 */
class DamagedParquetTest {
    private static final int DAMAGES = Integer.getInteger("fastback.damages", 600);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SampleBars bars = SampleBars.of(40);

    @Test
    void refusesFilesCutAnywhere() {
        for (byte[] file : files()) {
            for (int length = 0; length < file.length; length += length < 40 || length > file.length - 40 ? 1 : 13) {
                byte[] cut = Arrays.copyOf(file, length);
                assertThat(survives(cut, "cut at " + length)).as("cut at " + length).isFalse();
            }
        }
    }

    @Test
    void survivesChangedBytes() {
        long seed = Long.getLong("fastback.seed", 20261123);
        System.out.println("damaged Parquet files: seed " + seed);
        Random random = new Random(seed);
        int readable = 0;
        byte[][] files = files();
        for (int i = 0; i < DAMAGES; i++) {
            byte[] file = files[i % files.length].clone();
            int changes = 1 + random.nextInt(3);
            int footer = i % 2 == 0 ? 0 : Math.max(0, file.length - 700); // half of them where the file describes itself
            StringBuilder what = new StringBuilder("seed " + seed + ", damage " + i + ":");
            for (int k = 0; k < changes; k++) {
                int place = footer + random.nextInt(file.length - footer);
                file[place] = (byte) (random.nextBoolean() ? file[place] ^ 1 << random.nextInt(8) : random.nextInt(256));
                what.append(" byte ").append(place).append(" = ").append(file[place]);
            }
            readable += survives(file, what.toString()) ? 1 : 0;
        }
        assertThat(readable).isBetween(1, DAMAGES - 1);
    }

    private byte[][] files() {
        return new byte[][] {
            bars.table().bytes(),
            bars.table().codec(TableFile.GZIP).groupRows(9).bytes(),
            bars.table().codec(TableFile.SNAPPY).groupRows(9).bytes(),
            bars.table().codec(TableFile.ZSTD).groupRows(9).bytes(),
            bars.table().codec(TableFile.LZ4_RAW).groupRows(9).bytes(),
            bars.table().codec(TableFile.BROTLI).groupRows(9).bytes(),
            bars.prices(new TableFile().column("date", TableFile.Kind.TEXT, bars.times().stream().map(Object::toString).toList()))
                    .column("note", TableFile.Kind.TEXT, java.util.Collections.nCopies(40, null)).bytes()
        };
    }

    private static boolean survives(byte[] file, String what) {
        return assertTimeoutPreemptively(PATIENCE, () -> {
            try {
                BarSeries read = SampleBars.read(file);
                return read.size() > 0;
            } catch (BarDataException e) {
                assertThat(e.getMessage().lines()).as(what).hasSize(1);
                return false;
            } catch (Throwable e) {
                throw new AssertionError(what, e);
            }
        }, what);
    }
}
