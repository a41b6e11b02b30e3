package dev.fastback.data.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.data.findings.BadBarPolicy;
import dev.fastback.data.reading.BarCollector;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.reading.LoadedBars;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The reading from the first line to the last is the oracle: two parts give the same bars, lines and findings, or leave the file to it. */
class TwoPartsTest {
    private static final long START = 1_704_153_600_000L;
    private static final String HEADER = "time,open,high,low,close,volume";

    private record Bytes(byte[] text) implements CsvFormat.Text {
        @Override
        public InputStream open() {
            return new ByteArrayInputStream(text);
        }

        @Override
        public InputStream part(long from, long to, boolean first) {
            return new ByteArrayInputStream(Arrays.copyOfRange(text, (int) from, (int) to));
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Lines as files have them: blank ones, ends of both kinds, gaps, bars without volume; {@code faults} in a thousand rows are wrong in some way. */
    private static byte[] text(Random random, int rows, int faults) {
        String end = random.nextBoolean() ? "\n" : "\r\n";
        StringBuilder text = new StringBuilder(HEADER).append(end);
        long time = START;
        for (int i = 0; i < rows; i++) {
            time += random.nextInt(40) == 0 ? 7_200_000 : 60_000;
            double price = 100 + random.nextInt(500) / 100.0;
            String row = String.format(Locale.ROOT, "%d,%.2f,%.2f,%.2f,%.2f,%d", time, price, price + 1, price - 1, price + 0.5, random.nextInt(9));
            if (random.nextInt(1000) < faults) {
                row = switch (random.nextInt(10)) {
                    case 0 -> row.replace(",1", ",-1");
                    case 1 -> row + ",1";
                    case 2 -> row.replaceFirst(",", ",x");
                    case 3 -> row.replaceFirst("^\\d+", Long.toString(time - 60_000));
                    case 4 -> row.replaceFirst("^\\d+", Long.toString(START));
                    case 5 -> "# remark";
                    case 6 -> "\ufeff" + row;
                    case 7 -> row.replaceFirst(",", ",\"");
                    case 8 -> row.replaceFirst("^\\d+", "2024-01-02T00:00:00");
                    default -> row.replaceFirst(",", ",\0");
                };
            }
            text.append(row).append(random.nextInt(30) == 0 ? end + end : end);
        }
        return utf8(random.nextInt(4) == 0 ? text.toString().stripTrailing() : text.toString());
    }

    private static @Nullable LoadedBars twoParts(byte[] bytes, long cut, BarReadOptions options) throws IOException {
        CsvLayout layout = CsvLayout.look(new String(bytes, StandardCharsets.UTF_8), true, "x.csv", options.reading());
        if (!layout.isPlain()) {
            return null;
        }
        @Nullable BarCollector rows = new TwoParts(new Bytes(bytes), layout, "x.csv", "x", options).read(bytes.length, cut);
        return rows == null ? null : rows.checked();
    }

    private static LoadedBars onePart(byte[] bytes, BarReadOptions options) throws IOException {
        return CsvFormat.read(new Bytes(bytes), "x.csv", "x", options).checked("x.csv").series().getFirst();
    }

    private static void assertSame(LoadedBars found, LoadedBars wanted, String where) {
        assertThat(found.bars().contentHash()).as(where).isEqualTo(wanted.bars().contentHash());
        assertThat(found.report()).as(where).isEqualTo(wanted.report());
    }

    @Test
    void anyCutGivesTheSameBarsLinesAndFindings() throws IOException {
        long seed = Long.getLong("fastback.seed", 20_261_129);
        for (int round = 0; round < 60; round++) {
            Random random = new Random(seed + round);
            byte[] bytes = text(random, 2 + random.nextInt(120), 0);
            LoadedBars wanted = onePart(bytes, BarReadOptions.DEFAULT);
            int taken = 0;
            for (int cut = HEADER.length(); cut < bytes.length; cut += 1 + random.nextInt(40)) {
                @Nullable LoadedBars found = twoParts(bytes, cut, BarReadOptions.DEFAULT);
                if (found != null) {
                    assertSame(found, wanted, "seed " + (seed + round) + ", cut " + cut);
                    taken++;
                }
            }
            assertThat(taken).as("seed " + (seed + round)).isPositive();
        }
    }

    @Test
    void whatIsWrongIsLeftToTheReadingOfTheWhole() throws IOException {
        long seed = Long.getLong("fastback.seed", 20_261_130);
        int left = 0;
        for (int round = 0; round < 150; round++) {
            Random random = new Random(seed + round);
            byte[] bytes = text(random, 10 + random.nextInt(100), 40);
            for (BadBarPolicy policy : BadBarPolicy.values()) {
                BarReadOptions options = BarReadOptions.DEFAULT.withPolicy(policy);
                @Nullable LoadedBars found = twoParts(bytes, random.nextInt(bytes.length), options);
                if (found == null) {
                    left++;
                } else {
                    assertSame(found, onePart(bytes, options), "seed " + (seed + round));
                }
            }
        }
        assertThat(left).isGreaterThan(200);
    }

    @Test
    void partsThatDoNotFollowOnEachOtherAreNoTwoParts() throws IOException {
        String row = ",1,2,1,2,3\n";
        for (String times : List.of("1704153600,1704153660,1704153600,1704153720", "1704153600,1704153660,1704153660,1704153720")) {
            byte[] bytes = utf8(HEADER + "\n" + String.join(row, times.split(",")) + row);
            int cut = HEADER.length() + 1 + 10 + row.length() + 5; // within the second row
            assertThat(twoParts(bytes, cut, BarReadOptions.DEFAULT)).isNull();
        }
        byte[] good = utf8(HEADER + "\n" + String.join(row, "1704153600", "1704153660", "1704153720") + row);
        assertThat(twoParts(good, HEADER.length() + 20, BarReadOptions.DEFAULT)).isNotNull();
        assertThat(twoParts(good, good.length - 3, BarReadOptions.DEFAULT)).as("no line begins behind the cut").isNull();
        assertThat(twoParts(utf8(new String(good, StandardCharsets.UTF_8).replace('\n', '\r')), 40, BarReadOptions.DEFAULT)).isNull();
    }
}
