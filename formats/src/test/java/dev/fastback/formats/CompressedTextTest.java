package dev.fastback.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.github.luben.zstd.ZstdOutputStream;
import dev.fastback.data.BarSeries;
import dev.fastback.data.files.BarFolder;
import dev.fastback.data.files.BarReader;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.reading.BarReadOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Tables of text that are compressed as a whole. */
class CompressedTextTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int DAMAGES = Integer.getInteger("fastback.damages", 600);
    private static final BarSeries BARS = TestBars.of("X", 300, 7);

    @TempDir
    Path folder;

    enum Kind {
        XZ(".xz") {
            @Override
            OutputStream open(OutputStream out) throws IOException {
                return new XZOutputStream(out, new LZMA2Options(1));
            }
        },
        BZIP2(".bz2") {
            @Override
            OutputStream open(OutputStream out) throws IOException {
                return new BZip2CompressorOutputStream(out, 1);
            }
        },
        ZSTD(".zst") {
            @Override
            OutputStream open(OutputStream out) throws IOException {
                return new ZstdOutputStream(out).setChecksum(true);
            }
        };

        private final String suffix;

        Kind(String suffix) {
            this.suffix = suffix;
        }

        abstract OutputStream open(OutputStream out) throws IOException;

        byte[] pack(byte[] bytes) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (OutputStream out = open(packed)) {
                out.write(bytes);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return packed.toByteArray();
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesTheBarsOfThePlainText(Kind kind) {
        byte[] csv = TestBars.utf8(TestBars.csv(BARS));
        assertThat(TestBars.read(kind.pack(csv), "X.csv" + kind.suffix).contentHash()).isEqualTo(BARS.contentHash());
        assertThat(TestBars.read(kind.pack(csv), "any name").contentHash()).isEqualTo(BARS.contentHash());
        assertThat(TestBars.table(kind.pack(csv), "ETHUSD.csv" + kind.suffix).only().bars().symbol()).isEqualTo("ETHUSD");
        byte[] json = TestBars.utf8(TestBars.json(BARS));
        assertThat(TestBars.read(kind.pack(json), "X.json" + kind.suffix).contentHash()).isEqualTo(BARS.contentHash());
    }

    @ParameterizedTest
    @EnumSource
    void readsFilesThatWerePutTogether(Kind kind) {
        byte[] csv = TestBars.utf8(TestBars.csv(BARS));
        byte[] first = kind.pack(Arrays.copyOf(csv, csv.length / 3));
        byte[] rest = kind.pack(Arrays.copyOfRange(csv, csv.length / 3, csv.length));
        byte[] whole = Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, whole, first.length, rest.length);
        assertThat(TestBars.read(whole, "x").contentHash()).isEqualTo(BARS.contentHash());
    }

    @ParameterizedTest
    @EnumSource
    void cutAnywhereIsOneLineThatSaysSo(Kind kind) {
        byte[] packed = kind.pack(TestBars.utf8(TestBars.csv(BARS)));
        for (int length = 12; length < packed.length; length += 1 + packed.length / 400) {
            byte[] cut = Arrays.copyOf(packed, length);
            assertThatThrownBy(() -> TestBars.read(cut, "x.csv" + kind.suffix)).as("cut at " + length)
                    .isInstanceOf(BarDataException.class)
                    .hasMessage("x.csv" + kind.suffix + ": the compressed data ends too early; the file is truncated");
        }
    }

    @ParameterizedTest
    @EnumSource
    void changedBytesGiveTheSameBarsOrOneLine(Kind kind) {
        long seed = Long.getLong("fastback.seed", 20261128);
        System.out.println("damaged " + kind + " files: seed " + seed);
        Random random = new Random(seed + kind.ordinal());
        byte[] packed = kind.pack(TestBars.utf8(TestBars.csv(BARS)));
        int refused = 0;
        for (int i = 0; i < DAMAGES; i++) {
            byte[] file = packed.clone();
            String what = "seed " + seed + ", damage " + i + ":" + TestBars.damage(file, 0, random);
            String hash = assertTimeoutPreemptively(
                    PATIENCE, () -> TestBars.hashOrComplaint(() -> TestBars.read(file, "x.csv"), "x.csv", what), what);
            assertThat(hash).as(what).isIn(null, BARS.contentHash());
            refused += hash == null ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(DAMAGES / 2);
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatUnpacksWithoutEndIsGivenUpEarly(Kind kind) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = kind.open(packed)) {
            byte[] ones = "1".repeat(1 << 20).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            for (int i = 0; i < 100; i++) {
                out.write(ones);
            }
        }
        assertThat(packed.size()).isLessThan(1 << 20);
        assertTimeoutPreemptively(PATIENCE, () -> assertThatThrownBy(() -> TestBars.read(packed.toByteArray(), "x.csv"))
                .isInstanceOf(BarDataException.class)
                .hasMessageContaining("64 KiB"));
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatUnpacksToMoreThanAnyTableIsGivenUp(Kind kind) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = kind.open(packed)) {
            out.write("[[".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            byte[] blanks = " ".repeat(1 << 20).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            for (int i = 0; i < 200; i++) {
                out.write(blanks);
            }
        }
        assertTimeoutPreemptively(PATIENCE, () -> assertThatThrownBy(() -> TestBars.read(packed.toByteArray(), "x.json"))
                .isInstanceOf(BarDataException.class)
                .hasMessageMatching("x.json: the compressed data is damaged .*bytes unpack to more than .*, which no table of bars does.*"));
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatCannotBeReadIsNotCalledDamaged(Kind kind) throws IOException {
        byte[] packed = kind.pack(TestBars.utf8(TestBars.csv(BARS)));
        InputStream failing = new FilterInputStream(new ByteArrayInputStream(packed)) {
            @Override
            public int read(byte[] into, int from, int count) throws IOException {
                throw new IOException("the disk is gone");
            }

            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }
        };
        InputStream unpacked;
        try {
            unpacked = compression(kind).open(failing);
        } catch (IOException e) {
            assertThat(e).hasMessage("the disk is gone");
            return;
        }
        assertThatThrownBy(unpacked::read).hasMessage("the disk is gone");
    }

    private static dev.fastback.data.reading.Compression compression(Kind kind) {
        return switch (kind) {
            case XZ -> new Xz();
            case BZIP2 -> new Bzip2();
            case ZSTD -> new Zstandard();
        };
    }

    @Test
    void packedTwiceIsNamed() {
        byte[] twice = Kind.XZ.pack(Kind.ZSTD.pack(TestBars.utf8(TestBars.csv(BARS))));
        assertThatThrownBy(() -> TestBars.read(twice, "x.csv.zst.xz")).hasMessage("x.csv.zst.xz: is compressed with zstd; unpack it");
    }

    @Test
    void aFolderGivesFilesOfAllFormats() throws IOException {
        byte[] csv = TestBars.utf8(TestBars.csv(BARS));
        for (Kind kind : Kind.values()) {
            Files.write(folder.resolve(kind + ".csv" + kind.suffix), kind.pack(csv));
        }
        Files.write(folder.resolve("ARRAY.json"), TestBars.utf8(TestBars.json(BARS)));
        Files.writeString(folder.resolve("notes.json"), "{\"about\": \"bars\"}");
        Files.writeString(folder.resolve("notes.txt"), "about bars");
        assertThat(BarFolder.files(folder)).extracting(file -> file.getFileName().toString())
                .containsExactly("ARRAY.json", "BZIP2.csv.bz2", "XZ.csv.xz", "ZSTD.csv.zst");
        for (Path file : BarFolder.files(folder)) {
            assertThat(BarReader.read(file, BarReadOptions.DEFAULT).bars().contentHash()).isEqualTo(BARS.contentHash());
            assertThat(BarReader.read(file, BarReadOptions.DEFAULT).bars().symbol())
                    .isEqualTo(file.getFileName().toString().replaceFirst("\\..*", ""));
        }
    }
}
