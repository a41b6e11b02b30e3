package dev.fastback.data.files;

import static dev.fastback.data.files.CsvTexts.HEADER;
import static dev.fastback.data.files.CsvTexts.THREE_DAYS;
import static dev.fastback.data.files.CsvTexts.bars;
import static dev.fastback.data.files.CsvTexts.concat;
import static dev.fastback.data.files.CsvTexts.gzip;
import static dev.fastback.data.files.CsvTexts.read;
import static dev.fastback.data.files.CsvTexts.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastback.data.BarSeries;
import dev.fastback.data.findings.BadBarPolicy;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.findings.BarFinding;
import dev.fastback.data.findings.BarReport;
import dev.fastback.data.reading.BarFormat;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.reading.LoadedBars;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class BarReaderTest {
    private static final String HASH = bars(THREE_DAYS).contentHash();

    @TempDir
    Path folder;

    @Test
    void readsEveryColumnOfEveryRow() {
        BarSeries bars = bars(THREE_DAYS);
        assertThat(bars.symbol()).isEqualTo("ETHUSD");
        assertThat(bars.size()).isEqualTo(3);
        assertThat(bars.timeLabel(1)).isEqualTo("2024-01-02");
        assertThat(bars.open(1)).isEqualTo(11);
        assertThat(bars.high(1)).isEqualTo(13);
        assertThat(bars.low(1)).isEqualTo(10);
        assertThat(bars.close(1)).isEqualTo(12.5);
        assertThat(bars.volume(1)).isEqualTo(200);
    }

    @Test
    void theFormatsByNameReadTheSame() throws IOException {
        assertThat(BarFormats.all().names()).startsWith("csv");
        byte[] text = utf8(THREE_DAYS);
        BarFormat.Content content = new BarFormat.Content() {
            @Override
            public long length() {
                return text.length;
            }

            @Override
            public ByteBuffer read(long offset, int count) {
                return ByteBuffer.wrap(text, (int) offset, count).slice();
            }
        };
        BarFormat csv = BarFormats.all().get("csv");
        assertThat(csv.suffix()).isEqualTo(".csv");
        assertThat(csv.read(content, "bars.csv", "ETHUSD", BarReadOptions.DEFAULT).checked("test").only().accepted().bars().contentHash()).isEqualTo(HASH);
    }

    @TestFactory
    Iterable<DynamicTest> givesTheSameContentHashForEveryWayToWriteTheSameBars() {
        String reordered = "Close;ignored;VOLUME; low ;\"High\";Open;TimeStamp\n"
                + "11;x;100;9;12;10;1704067200\n12.5;y;200;10;13;11;1704153600000\n13;;300;12;14;12.5;2024-01-03T00:00Z\n";
        Map<String, byte[]> forms = Map.ofEntries(
                Map.entry("semicolons", utf8(THREE_DAYS.replace(',', ';'))),
                Map.entry("tabs", utf8(THREE_DAYS.replace(',', '\t'))),
                Map.entry("CR LF", utf8(THREE_DAYS.replace("\n", "\r\n"))),
                Map.entry("CR", utf8(THREE_DAYS.replace('\n', '\r'))),
                Map.entry("no last line end", utf8(THREE_DAYS.strip())),
                Map.entry("blank lines", utf8("\n \n" + THREE_DAYS.replace("\n", "\n\n") + "  \n")),
                Map.entry("byte order mark", concat(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, utf8(THREE_DAYS))),
                Map.entry("quotes", utf8(THREE_DAYS.replaceAll("([^,\n]+)", "\"$1\""))),
                Map.entry("blanks", utf8(THREE_DAYS.replace(",", " , "))),
                Map.entry("upper case", utf8(THREE_DAYS.toUpperCase(java.util.Locale.ROOT))),
                Map.entry("exponents", utf8(THREE_DAYS.replace(",12.5,", ",1.25e1,"))),
                Map.entry("trailing separator", utf8(THREE_DAYS.replace("\n", ",\n"))),
                Map.entry("quoted separator and doubled quote",
                        utf8(THREE_DAYS.replace("\n", ",\"a, \"\"b\"\"\"\n"))),
                Map.entry("text beyond ASCII in another column", utf8(THREE_DAYS.replace("\n", ",\u00e9\u4e2d\ud83d\ude00\n"))),
                Map.entry("other order, names and times", utf8(reordered)),
                Map.entry("gzip", gzip(utf8(THREE_DAYS))),
                Map.entry("gzip in two members",
                        concat(gzip(utf8(HEADER)), gzip(utf8(THREE_DAYS.substring(HEADER.length()))))));
        return forms.entrySet().stream()
                .map(form -> DynamicTest.dynamicTest(form.getKey(), () -> assertThat(
                                read(form.getValue(), BadBarPolicy.FAIL).bars().contentHash())
                        .isEqualTo(HASH)))
                .toList();
    }

    @Test
    void readsAFileWithoutVolumes() {
        LoadedBars loaded = read("time,open,high,low,close\n2024-01-01,1,1,1,1\n", BadBarPolicy.FAIL);
        assertThat(loaded.bars().volume(0)).isZero();
        assertThat(loaded.report().warningCount()).isZero();
    }

    @Test
    void readsLinesThatStraddleItsBuffer() {
        StringBuilder text = new StringBuilder("date,open,high,low,close,volume,note\r\n");
        int rows = 40_000;
        for (int i = 0; i < rows; i++) {
            text.append(1_600_000_000L + 60L * i).append(",1.5,2,1,1.75,").append(i + 1).append(',')
                    .append("x".repeat(i % 97)).append("\r\n");
        }
        BarSeries bars = bars(text.toString());
        assertThat(bars.size()).isEqualTo(rows);
        for (int i = 0; i < rows; i++) {
            assertThat(bars.volume(i)).isEqualTo(i + 1);
        }
        String gap = text.toString().replace(",20000,", ",-20000,");
        assertThatThrownBy(() -> bars(gap)).hasMessageContaining("line 20001,");
    }

    @Test
    void takesALongLineUpToTheLimit() {
        String wide = "date,open,high,low,close,note\n2024-01-01,1,1,1,1,";
        assertThat(bars(wide + "x".repeat(65_000)).size()).isEqualTo(1);
        assertThatThrownBy(() -> bars(wide + "x".repeat(66_000) + "\n")).hasMessageContaining("line 2: longer than 64 KiB");
    }

    @Test
    void takesTheSymbolFromTheNameOfTheFile() throws IOException {
        assertThat(symbolOfFile("BTCUSD.csv")).isEqualTo("BTCUSD");
        assertThat(symbolOfFile("ETHUSD-4h.CSV")).isEqualTo("ETHUSD-4h");
        assertThat(symbolOfFile("brk.b.csv.gz")).isEqualTo("brk.b");
        assertThat(symbolOfFile("plain")).isEqualTo("plain");
        Path file = Files.writeString(folder.resolve("A.csv"), THREE_DAYS);
        assertThat(BarReader.read(file, BarReadOptions.DEFAULT.withSymbol("B")).bars().symbol()).isEqualTo("B");
    }

    private String symbolOfFile(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), THREE_DAYS);
        return BarReader.read(file, BarReadOptions.DEFAULT).bars().symbol();
    }

    @Test
    void wantsASymbolForStandardInput() {
        assertThatThrownBy(() -> BarReader.read(new ByteArrayInputStream(utf8(THREE_DAYS)), "-", BarReadOptions.DEFAULT))
                .isInstanceOf(BarDataException.class)
                .hasMessageContaining("-: its name gives no symbol");
        LoadedBars loaded = BarReader.read(
                new ByteArrayInputStream(utf8(THREE_DAYS)), "-", BarReadOptions.DEFAULT.withSymbol("X"));
        assertThat(loaded.bars().contentHash()).isEqualTo(HASH);
    }

    @Test
    void readsCompressedMembersFromAStreamThatGivesAByteAtATime() {
        byte[] members = concat(gzip(utf8(HEADER)), gzip(utf8(THREE_DAYS.substring(HEADER.length()))));
        InputStream slow = new ByteArrayInputStream(members) {
            @Override
            public synchronized int read(byte[] b, int off, int len) {
                return super.read(b, off, Math.min(len, 1));
            }

            @Override
            public synchronized int available() {
                return 0;
            }
        };
        assertThat(BarReader.read(slow, "S.csv", BarReadOptions.DEFAULT).bars().contentHash()).isEqualTo(HASH);
    }

    // The tests may run as a user who may read everything, so the refusal comes from a stream.
    @Test
    void saysWhenReadingIsNotPermitted() {
        InputStream refusing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new AccessDeniedException("S.csv");
            }
        };
        assertThatThrownBy(() -> BarReader.read(refusing, "S.csv", BarReadOptions.DEFAULT))
                .isInstanceOf(BarDataException.class)
                .hasMessage("S.csv: no permission to read it");
    }

    @Test
    void checksWithoutFailing() {
        BarReport report = CsvTexts.check(THREE_DAYS.replace("2024-01-02,11,13", "2024-01-02,11,1"));
        assertThat(report.errorCount()).isEqualTo(1);
        assertThat(report.bars()).isEqualTo(2);
        assertThat(report.rows()).isEqualTo(3);
        assertThat(report.droppedRows()).isZero();
        assertThat(report.errors().getFirst().remedy()).isEqualTo(BarFinding.Remedy.NONE);
        assertThat(report.summary()).isEqualTo("ETHUSD.csv: 3 rows, 2 bars, 1 error, 0 warnings");
    }
}
