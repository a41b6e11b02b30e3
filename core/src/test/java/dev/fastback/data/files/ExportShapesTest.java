package dev.fastback.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastback.data.BarSeries;
import dev.fastback.data.findings.BadBarPolicy;
import dev.fastback.data.findings.FindingKind;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.reading.BarTable;
import dev.fastback.data.reading.LoadedBars;
import dev.fastback.data.reading.ReadingOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as exchanges, terminals and tools export them, each beside a plain file of the same bars; all of them made up. */
class ExportShapesTest {
    /** The hash of the bars is that of the plain file, and what was assumed is noted in these words, as ever. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(nullValues = "-", value = {
        "serial.csv, plain-days.csv, -, times are serial days of a spreadsheet",
        "compact-seconds.csv, plain-hours.csv, -, ''",
        "terminal-hours.csv, plain-hours.csv, -, time is columns date and time",
        "date-and-time.csv, plain-hours.csv, -, time is columns date and time",
        "newest-first.csv, plain-days.csv, -, newest first",
        "klines-ms.csv, plain-days.csv, -, 'no header: date, open, high, low, close, volume by position'",
        "klines-us.csv, plain-days.csv, -, 'no header: date, open, high, low, close, volume by position; times are microseconds since the epoch'",
        "ohlcvt.csv, plain-days.csv, -, 'no header: date, open, high, low, close, volume by position'",
        "three-headers.csv, plain-days.csv, MSFT, ''",
        "address-first.csv, plain-days.csv, BTC/USDT, 'one line before the table left out; time is column unix; volumes are column volume btc; passed over: volume usdt; newest first'",
        "unnamed-index.csv, plain-days.csv, -, ''",
        "american.csv, plain-days.csv, -, 'dates are month, day, year'",
        "german.csv, plain-thousands.csv, -, 'dates are day, month, year; decimal commas'",
        "german-windows.csv, plain-thousands.csv, -, 'text is Windows-1252, not UTF-8; dates are day, month, year; decimal commas'",
        "thousands.csv, plain-thousands.csv, -, digits grouped by commas",
        "seconds-with-decimals.csv, plain-days.csv, -, ''",
        "angle-brackets.csv, plain-days.csv, ABC.US, time is columns <date> and <time>",
        "sep-line.csv, plain-days.csv, -, ''",
        "utf16.csv, plain-days.csv, -, ''",
        "utf16-no-mark.csv, plain-days.csv, -, ''",
        "zipped.zip, plain-days.csv, -, ''",
        "arrays.json, plain-days.csv, -, 'no header: date, open, high, low, close, volume by position'",
        "columns.json, plain-days.csv, -, ''",
        "by-time.json, plain-days.csv, -, newest first",
        "lines.json, plain-days.csv, -, ''",
        "closes-first.csv, plain-days.csv, -, 'no header: date, close, open, high, low, volume by position'",
    })
    void readsTheBarsOfThePlainFile(String file, String plain, String symbol, String note) {
        BarTable table = table(file, BarReadOptions.DEFAULT);
        LoadedBars loaded = table.only().accepted();
        assertThat(loaded.bars().contentHash()).isEqualTo(bars(plain).contentHash());
        assertThat(loaded.bars().symbol()).isEqualTo(symbol == null ? file.replaceFirst("\\..*", "") : symbol);
        assertThat(table.note()).isEqualTo(note);
        assertThat(loaded.report().errorCount()).isZero();
    }

    @Test
    void makesASeriesOfEachSymbolOfATable() {
        BarTable mixed = table("symbols-mixed.csv", BarReadOptions.DEFAULT);
        assertThat(mixed.series()).extracting(series -> series.accepted().bars().symbol()).containsExactly("AAA", "BBB");
        assertThat(mixed.series()).extracting(series -> series.bars().contentHash())
                .containsExactly(bars("plain-days.csv").contentHash(), bars("plain-other.csv").contentHash());
        BarTable blocks = table("symbols-blocks.csv", BarReadOptions.DEFAULT);
        assertThat(blocks.series()).extracting(series -> series.accepted().bars().contentHash()).containsExactly(
                bars("plain-days.csv").slice(0, 8).contentHash(), bars("plain-other.csv").slice(8, 16).contentHash());
        assertThat(blocks.series()).allSatisfy(series -> assertThat(series.report().warningCount()).isZero());
    }

    @Test
    void namesTheZoneOptionWhereClocksArePutBack() {
        assertThatThrownBy(() -> table("clock-change.csv", BarReadOptions.DEFAULT).only().accepted())
                .hasMessageContaining("line 12, column datetime")
                .hasMessageContaining("clocks were put back in this hour")
                .hasMessageContaining("--tz");
        ReadingOptions local = ReadingOptions.DEFAULT.withZone(ZoneId.of("America/New_York"));
        BarSeries bars = table("clock-change.csv", BarReadOptions.DEFAULT.withReading(local)).only().accepted().bars();
        assertThat(bars.size()).isEqualTo(16);
        assertThat(bars.timeMillis(15) - bars.timeMillis(0)).isEqualTo(15 * WrittenBars.HOUR);
    }

    @Test
    void reportsAFooterAndDropsItWhereToldTo() {
        LoadedBars loaded = table("footer.csv", BarReadOptions.DEFAULT.withPolicy(BadBarPolicy.DROP)).only().accepted();
        assertThat(loaded.bars().contentHash()).isEqualTo(bars("plain-days.csv").contentHash());
        assertThat(loaded.report().count(FindingKind.RAGGED_LINE)).isEqualTo(1);
        assertThatThrownBy(() -> table("footer.csv", BarReadOptions.DEFAULT).only().accepted()).hasMessageContaining("line 18");
    }

    private static BarSeries bars(String file) {
        return table(file, BarReadOptions.DEFAULT).only().accepted().bars();
    }

    private static BarTable table(String file, BarReadOptions options) {
        try (InputStream in = Objects.requireNonNull(ExportShapesTest.class.getResourceAsStream("shapes/" + file), file)) {
            return BarReader.table(new ByteArrayInputStream(in.readAllBytes()), file, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
