package dev.fastback.data.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.data.findings.BadBarPolicy;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.reading.BarCheck;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.reading.LoadedBars;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Whatever bytes come in, only a {@link BarDataException} of one line comes out, and bars that are accepted satisfy every
 * check.
 *
 * <p>In a build, {@link #survivesAnyBytes} runs on nothing and on the inputs kept in the test resources; {@code JAZZER_FUZZ=1
 * mvn -pl core test -Dtest=BarReaderFuzzTest -Djazzer.hooks=true} lets Jazzer search for new ones, for a minute.
 * {@link #survivesManyMutations} mutates in every build.
 */
class BarReaderFuzzTest {
    private static final int MUTATED_FILES = 20_000;

    private static final List<byte[]> SEEDS = List.of(
            CsvTexts.utf8(CsvTexts.THREE_DAYS),
            CsvTexts.utf8(CsvTexts.THREE_DAYS.replace(',', ';').replace("\n", "\r\n")),
            CsvTexts.utf8("\ufeffTime\tOpen\tHigh\tLow\tClose\n1704067200\t1.5\t2\t1\t1.25\n1704070800\t1.25\t2e0\t1\t1.75\n"),
            CsvTexts.utf8("\"timestamp\",\"close\",\"open\",\"low\",\"high\",\"note\"\n"
                    + "\"2024-01-01T00:00:00Z\",\"1.0000000000000002\",\"1\",\".5\",\"3\",\"a, \"\"b\"\"\"\n"
                    + "\"2024-01-01 04:00:00+00:00\",\"2\",\"1\",\"0.25\",\"2\",\"\"\n"),
            CsvTexts.gzip(CsvTexts.utf8(CsvTexts.THREE_DAYS)),
            CsvTexts.utf8("1704153600000,1.5,2,1,1.25,7,0,1,2\n1704157200000,1.25,2,1,1.75,9,0,1,2\n1704160800000,1.75,2,1,1.5,3,0,1,2\n"),
            CsvTexts.utf8("sep=;\nDatum;Open;High;Low;Close;Volume\n13.01.2024;1.000,5;1.100,25;999,5;1.001;3\n12.01.2024;1.001;1.002;1.000,5;1.001,5;4\n"),
            CsvTexts.utf8("# by hand\nsymbol|date|time|o|h|l|c|v\nA|20240102|0930|$1|$2|$1|$1.5|1.5K\nB|20240102|0930|1|2|1|1.5|2M\nA|20240102|1030|1|2|1|1|3\n"),
            CsvTexts.utf8("Price,Close,High,Low,Open\nTicker,X,X,X,X\nDate,,,,\n1/13/2024,1,2,1,1\n1/14/2024 1:30 PM EST,1,2,1,1\n"),
            CsvTexts.utf8("date,open,high,low,close\n45293.5,1,2,1,1\n45294.5,1,2,1,1\n45295.25,1,2,1,1\n"),
            CsvTexts.utf8("[[1704153600000, 1, 2, 1, 1.5], [1704157200000, 1.5, 2, 1, 1], [1704160800000, 1, 2, 1, 1]]"),
            CsvTexts.utf8("[{\"date\": \"2024-01-02\", \"open\": 1, \"high\": 2, \"low\": 1, \"close\": \"1\"}]"),
            CsvTexts.utf8("{\"s\": \"ok\", \"t\": [1704153600, 1704240000], \"o\": [1, 2], \"h\": [2, 3], \"l\": [1, 1], \"c\": [2, 2], \"v\": [7, 8]}"),
            CsvTexts.utf8("{\"m\": {\"2. Symbol\": \"A\"}, \"d\": {\"2024-01-03\": {\"1. open\": \"1\", \"2. high\": \"2\", \"3. low\": \"1\", \"4. close\": \"2\"}}}"),
            CsvTexts.utf8("{\"time\": 1704153600, \"mid\": {\"o\": 1, \"h\": 2, \"l\": 1, \"c\": 1}}\n{\"time\": 1704157200, \"mid\": {\"o\": 1, \"h\": 2, \"l\": 1, \"c\": 1}}\n"),
            CsvTexts.utf8("{\"columns\": [\"open\", \"high\", \"low\", \"close\"], \"index\": [1704153600000, 1704157200000], \"data\": [[1, 2, 1, 1], [1, 2, 1, 1]]}"),
            WrittenBars.zip(CsvTexts.utf8(CsvTexts.THREE_DAYS), "a.csv"),
            "Datum;Er\u00f6ffnung;Hoch;Tief;Schluss\n13.01.2024;1,5;2,5;1;1\n14.01.2024;1,5;2,5;1;1\n".getBytes(StandardCharsets.ISO_8859_1),
            "date,open,high,low,close\n2024-01-02,1,2,1,1\n".getBytes(StandardCharsets.UTF_16LE),
            "date,open,high,low,close\n2024-01-02,1,2,1,1\n".getBytes(StandardCharsets.UTF_16));

    private static final List<String> SNIPPETS = List.of(
            ",", ";", "\t", "\n", "\r", "\"", "-", ".", "e", "0", "9", "NaN", "inf", "1e999", "-0", "\u0000", "\ufeff", " ",
            "2024-01-02", "99999999999999", "1e-400", "\u2028", "date", "close", "0x1p3", "18446744073709551616", "T24:00",
            "|", "symbol", "A", "1,000", "1.000,5", "45293", "20240102093000", "1/2/2024", "Jan", "PM", "+02:00", "UTC", "#", "$", "K",
            "1e18", "ticker", "\u00a0");

    @FuzzTest(maxDuration = "60s")
    void survivesAnyBytes(byte[] bytes) {
        readUnderEveryPolicy(bytes);
    }

    @Test
    void survivesManyMutations() {
        long seed = Long.getLong("fastback.seed", 7);
        System.out.println("BarReaderFuzzTest: seed " + seed + " (repeat with -Dfastback.seed=" + seed + ")");
        SplittableRandom random = new SplittableRandom(seed);
        int accepted = 0;
        for (int i = 0; i < MUTATED_FILES; i++) {
            byte[] bytes = mutated(SEEDS.get(i % SEEDS.size()), random);
            try {
                accepted += readUnderEveryPolicy(bytes) ? 1 : 0;
            } catch (Throwable e) {
                throw new AssertionError("file " + i + " of seed " + seed + ": " + Arrays.toString(bytes), e);
            }
        }
        assertThat(accepted).as("mutations are small enough to leave some files good").isBetween(500, MUTATED_FILES - 5000);
    }

    private static byte[] mutated(byte[] start, SplittableRandom random) {
        byte[] bytes = start;
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            int at = random.nextInt(bytes.length + 1);
            int to = Math.min(bytes.length, at + 1 + random.nextInt(8));
            byte[] head = Arrays.copyOf(bytes, at);
            byte[] tail = Arrays.copyOfRange(bytes, at, bytes.length);
            byte[] snippet = CsvTexts.utf8(SNIPPETS.get(random.nextInt(SNIPPETS.size())));
            bytes = switch (random.nextInt(7)) {
                case 0 -> CsvTexts.concat(head, Arrays.copyOfRange(bytes, to, bytes.length));
                case 1 -> CsvTexts.concat(CsvTexts.concat(head, snippet), tail);
                case 2 -> CsvTexts.concat(CsvTexts.concat(head, snippet), Arrays.copyOfRange(bytes, to, bytes.length));
                case 3 -> CsvTexts.concat(CsvTexts.concat(head, Arrays.copyOfRange(bytes, at, to)), tail);
                case 4 -> random.nextInt(8) == 0 ? head : bytes;
                case 5 -> flipped(bytes, random);
                default -> CsvTexts.concat(CsvTexts.concat(head, digits(random)), Arrays.copyOfRange(bytes, to, bytes.length));
            };
        }
        return bytes;
    }

    private static byte[] flipped(byte[] bytes, SplittableRandom random) {
        byte[] copy = bytes.clone();
        if (copy.length > 0) {
            copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    private static byte[] digits(SplittableRandom random) {
        return CsvTexts.utf8(Long.toString(random.nextLong() >> random.nextInt(64)));
    }

    /** Returns whether the strictest policy accepts the bytes. */
    private static boolean readUnderEveryPolicy(byte[] bytes) {
        boolean strict = isAccepted(bytes, BadBarPolicy.FAIL);
        boolean dropping = isAccepted(bytes, BadBarPolicy.DROP);
        boolean repairing = isAccepted(bytes, BadBarPolicy.REPAIR);
        assertThat(dropping || !strict).as("what needs no tolerance is accepted with it").isTrue();
        assertThat(repairing || !dropping).as("repair accepts what drop accepts").isTrue();
        return strict;
    }

    private static boolean isAccepted(byte[] bytes, BadBarPolicy policy) {
        BarReadOptions options = BarReadOptions.DEFAULT.withPolicy(policy);
        try {
            LoadedBars loaded = BarReader.read(new ByteArrayInputStream(bytes), "fuzz.csv", options);
            BarSeries bars = loaded.bars();
            assertThat(bars.size()).isPositive().isEqualTo(loaded.report().bars());
            assertThat(BarCheck.of(bars, AssetClass.STOCK).errorCount()).isZero();
            assertThat(loaded.report().errorCount() == 0 || policy != BadBarPolicy.FAIL).isTrue();
            assertThat(loaded.report().rows()).isEqualTo(bars.size() + loaded.report().droppedRows());
            assertThat(loaded.report().findings()).allMatch(finding -> finding.describe().lines().count() == 1);
            return true;
        } catch (BarDataException e) {
            assertThat(e.getMessage().lines()).hasSize(1);
            assertThat(e.getMessage()).matches("fuzz\\.csv( \\(.*\\))?: .*");
            return false;
        }
    }
}
