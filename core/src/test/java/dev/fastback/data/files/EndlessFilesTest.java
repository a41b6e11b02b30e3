package dev.fastback.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastback.data.findings.BadBarPolicy;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.reading.BarReadOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files that unpack to any amount of text are given up with a line, and so is a source that never ends, when its listener says so. */
@Timeout(60)
class EndlessFilesTest {
    private static final String BARS = "date,open,high,low,close\n2024-01-01,1,1,1,1\n";

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", " \n", "\r"})
    void blankLinesWithoutEndAreGivenUp(String blank) {
        for (String before : List.of("", "date,open,high,low,close\n", BARS)) {
            Endless text = new Endless(before, blank);
            assertThatExceptionOfType(BarDataException.class)
                    .isThrownBy(() -> read(text, ReadListener.NONE))
                    .withMessageMatching("X\\.csv: line \\d+: 64 MiB of blank lines; is this a file of price bars\\?");
            assertThat(text.given).isLessThan(66 << 20);
        }
    }

    @Test
    void blankLinesBetweenBarsAreCountedAnewAfterEach() {
        String gap = "\n".repeat(40 << 20);
        String text = BARS + gap + "2024-01-02,1,1,1,1\n" + gap + "2024-01-03,1,1,1,1\n";
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(BarReader.read(in, "X.csv", BarReadOptions.DEFAULT).bars().size()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(BadBarPolicy.class)
    void rowsOfWhichNoneIsGoodAreGivenUpWithTheFirstFinding(BadBarPolicy policy) {
        Endless text = new Endless("date,open,high,low,close\n", "2024-01-01,1,one,1,1\n");
        assertThatExceptionOfType(BarDataException.class)
                .isThrownBy(() -> BarReader.read(text, "X.csv", BarReadOptions.DEFAULT.withPolicy(policy)))
                .withMessageStartingWith("X.csv: line 2, column high, value \"one\"");
        assertThat(text.given).isLessThan(66 << 20);
    }

    @Test
    void aGoodRowIsEnoughToReadOn() {
        Endless text = new Endless(BARS, "2024-01-01,1,one,1,1\n");
        assertThatThrownBy(() -> read(text, bytes -> {
                    if (bytes > 70 << 20) {
                        throw new CancellationException("enough");
                    }
                }))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void aCompressedFileOfEmptyPartsIsGivenUp() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(gzip(BARS));
        byte[] empty = gzip("");
        for (int i = 0; i < 200_000; i++) {
            file.writeBytes(empty);
        }
        assertThatExceptionOfType(BarDataException.class)
                .isThrownBy(() -> BarReader.read(
                        new ByteArrayInputStream(file.toByteArray()), "X.csv.gz", BarReadOptions.DEFAULT))
                .withMessage("X.csv.gz: the compressed data has thousands of empty parts");
    }

    @Test
    void theListenerHearsWhatIsUnpacked() throws IOException {
        List<Long> heard = new ArrayList<>();
        byte[] packed = gzip(BARS + "\n".repeat(10 << 20));
        assertThat(packed.length).isLessThan(1 << 16);
        BarReader.read(new ByteArrayInputStream(packed), "X.csv.gz", BarReadOptions.DEFAULT, heard::add);
        assertThat(heard).isSorted().hasSizeBetween(20, 40);
        assertThat(heard.getLast()).isBetween(9L << 20, 11L << 20);
    }

    private static void read(InputStream in, ReadListener listener) {
        BarReader.read(in, "X.csv", BarReadOptions.DEFAULT, listener);
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A text, and then another one again and again. */
    private static final class Endless extends InputStream {
        private final byte[] start;
        private final byte[] rest;
        private long given;

        Endless(String start, String line) {
            this.start = start.getBytes(StandardCharsets.US_ASCII);
            this.rest = line.repeat(1 << 12).getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            read(one, 0, 1);
            return one[0];
        }

        @Override
        public int read(byte[] into, int from, int count) {
            int there;
            if (given < start.length) {
                there = (int) Math.min(count, start.length - given);
                System.arraycopy(start, (int) given, into, from, there);
            } else {
                int place = (int) ((given - start.length) % rest.length);
                there = Math.min(count, rest.length - place);
                System.arraycopy(rest, place, into, from, there);
            }
            given += there;
            return there;
        }

        @Override
        public String toString() {
            return Arrays.toString(start);
        }
    }
}
