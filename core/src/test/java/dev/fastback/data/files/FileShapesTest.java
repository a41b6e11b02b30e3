package dev.fastback.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastback.data.BarSeries;
import dev.fastback.data.findings.BadBarPolicy;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.findings.FindingKind;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.reading.BarTable;
import dev.fastback.data.reading.LoadedBars;
import dev.fastback.data.reading.ReadingOptions;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shapes in which exchanges, brokers, terminals and tools export bars, each on a small text. */
class FileShapesTest {
    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-11-28T12:00:00Z"));
    private static final ReadingOptions READING = ReadingOptions.DEFAULT.withClock(NOW);

    private static final BarSeries DAYS = WrittenBars.series(WrittenBars.sample(1, 40, WrittenBars.DAY));

    @Test
    void readsTwoSymbolsOneAfterTheOtherAndMixedAsTwoSeries() {
        List<WrittenBars.Bar> first = WrittenBars.sample(1, 30, WrittenBars.DAY);
        List<WrittenBars.Bar> second = WrittenBars.sample(2, 30, WrittenBars.DAY);
        StringBuilder blocks = new StringBuilder("date,symbol,open,high,low,close,volume\n");
        StringBuilder mixed = new StringBuilder(blocks);
        first.forEach(bar -> blocks.append(bar.isoDate()).append(",AAA,").append(bar.values()).append('\n'));
        second.forEach(bar -> blocks.append(bar.isoDate()).append(",BBB,").append(bar.values()).append('\n'));
        for (int i = 0; i < 30; i++) {
            mixed.append(first.get(i).isoDate()).append(",AAA,").append(first.get(i).values()).append('\n');
            mixed.append(second.get(i).isoDate()).append(",BBB,").append(second.get(i).values()).append('\n');
        }
        for (String text : List.of(blocks.toString(), mixed.toString())) {
            BarTable table = table(text);
            assertThat(table.series()).extracting(series -> series.bars().symbol()).containsExactly("AAA", "BBB");
            assertThat(table.series().get(0).bars().contentHash()).isEqualTo(WrittenBars.series(first).contentHash());
            assertThat(table.series().get(1).bars().contentHash()).isEqualTo(WrittenBars.series(second).contentHash());
            assertThat(table.series()).allSatisfy(series -> assertThat(series.report().errorCount()).isZero());
            assertThat(table.notes()).isEmpty();
        }
        assertThatThrownBy(() -> BarReader.read(in(blocks.toString()), "x.csv", BarReadOptions.DEFAULT))
                .hasMessage("x.csv: holds 2 symbols; name one of AAA, BBB");
        assertThat(BarReader.read(in(mixed.toString()), "x.csv", BarReadOptions.DEFAULT.withSymbol("BBB")).bars().contentHash())
                .isEqualTo(WrittenBars.series(second).contentHash());
        assertThatThrownBy(() -> BarReader.read(in(mixed.toString()), "x.csv", BarReadOptions.DEFAULT.withSymbol("CCC")))
                .hasMessage("x.csv: holds no symbol CCC, but AAA, BBB");
    }

    @Test
    void checksEachSymbolOnItsOwn() {
        BarTable table = table("""
                time,ticker,open,high,low,close
                2024-01-02,A,1,1,1,1
                2024-01-02,B,1,1,1,1
                2024-01-03,A,1,1,1,1
                2024-01-02,B,1,1,1,1
                2024-01-01,A,1,1,1,1
                2024-01-04,,1,1,1,1
                2024-01-03,B,1,1,1,0
                """);
        LoadedBars a = table.series().get(0);
        LoadedBars b = table.series().get(1);
        assertThat(a.report().count(FindingKind.TIME_NOT_RISING)).isEqualTo(1);
        assertThat(a.report().count(FindingKind.MISSING_SYMBOL)).isEqualTo(1);
        assertThat(a.bars().size()).isEqualTo(2);
        assertThat(b.report().count(FindingKind.DUPLICATE_TIME)).isEqualTo(1);
        assertThat(b.report().count(FindingKind.NOT_POSITIVE)).isEqualTo(1);
        assertThatThrownBy(b::accepted).hasMessage(
                "x.csv (B): line 5, column time, value \"2024-01-02\": an earlier row has this time (and 1 more)");
    }

    @Test
    void aColumnOfOneSymbolNamesTheSeriesUnlessTheOptionsDo() {
        String text = WrittenBars.table(WrittenBars.sample(1, 5, WrittenBars.DAY), "tic,date", bar -> "MSFT," + bar.isoDate());
        assertThat(table(text).series().getFirst().bars().symbol()).isEqualTo("MSFT");
        assertThat(BarReader.read(in(text), "x.csv", BarReadOptions.DEFAULT.withSymbol("OTHER")).bars().symbol()).isEqualTo("OTHER");
    }

    static List<Arguments> shapes() {
        return WrittenBars.SHAPES.stream().map(Arguments::of).toList();
    }

    /** Writes random bars in every shape and reads them back equal. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void readsBackEqualWhatWasWritten(WrittenBars.Shape shape) {
        long seed = Long.getLong("fastback.seed", 20_261);
        for (int round = 0; round < 12; round++) {
            long step = shape.steps().get(round % shape.steps().size());
            List<WrittenBars.Bar> bars = WrittenBars.sample(seed + round, 40 + round, step);
            BarReadOptions options = BarReadOptions.DEFAULT.withReading(shape.options().withClock(NOW));
            BarTable table = BarReader.table(new ByteArrayInputStream(shape.write(bars)), "x.csv", options);
            LoadedBars loaded = table.series().getFirst().accepted();
            assertThat(table.series()).as("seed " + (seed + round)).hasSize(1);
            assertThat(loaded.bars().contentHash())
                    .as("%s, seed %d, step %d, notes %s, read %s", shape, seed + round, step, table.notes(), loaded.bars())
                    .isEqualTo(WrittenBars.series(bars).contentHash());
            assertThat(table.note()).contains(shape.note());
        }
    }

    /** Numbers that are no time in a way that is read: a run of any of them would be a run on other dates. */
    @ParameterizedTest
    @ValueSource(strings = {
        "row", "days", "weeks", "hours", "minutes", "tenths", "ticks", "filetime", "tens of ns", "ddMMyyyy", "MMddyyyy", "yyMMdd",
        "yyMMddHHmm", "ddMMyyyyHHmm", "yyyyMMddHHmmssSSS", "yyyyMMddH", "yyyyDDD", "julian day", "datenum", "year", "ms * 10", "ntp"
    })
    void neverRunsOnAWrongUnit(String unit) {
        for (long seed = 1; seed <= 20; seed++) {
            for (long step : List.of(WrittenBars.DAY, WrittenBars.HOUR, WrittenBars.MINUTE)) {
                List<WrittenBars.Bar> bars = WrittenBars.sample(seed, 12 + (int) seed, step);
                StringBuilder text = new StringBuilder("date,open,high,low,close,volume\n");
                for (int i = 0; i < bars.size(); i++) {
                    text.append(WrongUnits.write(unit, bars.get(i).time(), i)).append(',').append(bars.get(i).values()).append('\n');
                }
                for (BadBarPolicy policy : BadBarPolicy.values()) {
                    BarReadOptions options = BarReadOptions.DEFAULT.withPolicy(policy).withReading(READING);
                    assertThatThrownBy(() -> BarReader.read(in(text.toString()), "x.csv", options))
                            .as("%s, seed %d, step %d", unit, seed, step)
                            .isInstanceOf(BarDataException.class)
                            .hasMessageContaining("column date, value");
                }
            }
        }
    }

    @Test
    void refusesDaysAndMonthsThatTheColumnDoesNotTellApart() {
        String text = WrittenBars.table(WrittenBars.sample(1, 10, WrittenBars.DAY), "date", bar -> "0" + (bar.date().getDayOfYear() % 9 + 1) + "/02/2024");
        assertThatThrownBy(() -> table(text)).hasMessage(
                "x.csv: line 2, column date, value \"" + text.lines().skip(1).findFirst().orElseThrow().substring(0, 10)
                        + "\": the column does not tell the order of day, month and year; add --date-format dmy, mdy or ymd");
        String two = "date,open,high,low,close\n01/02/2024,1,1,1,1\n02/02/2024,1,1,1,1\n";
        assertThat(read(two, READING.withDateFormat("dmy")).timeLabel(1)).isEqualTo("2024-02-02");
        assertThat(read(two, READING.withDateFormat("mdy")).timeLabel(0)).isEqualTo("2024-01-02");
        assertThat(read(two, READING.withDateFormat("dd/MM/yyyy")).timeLabel(0)).isEqualTo("2024-02-01");
        assertThat(read(two, READING.withDateFormat("%m/%d/%Y")).timeLabel(0)).isEqualTo("2024-01-02");
        assertThatThrownBy(() -> table(two.replace("02/02", "31/02").replace("01/02", "02/31"))).hasMessageContaining("--date-format");
    }

    @Test
    void refusesCommasThatTheColumnsDoNotTellApart() {
        String doubt = "date;open;high;low;close\n2024-01-01;1,000;1,000;1,000;1,000\n2024-01-02;1,200;1,200;1,200;1,200\n";
        assertThatThrownBy(() -> read(doubt, READING)).hasMessageContaining("line 2, column open, value \"1,000\"").hasMessageContaining("--decimal");
        assertThat(read(doubt, READING.withDecimal(',')).open(1)).isEqualTo(1.2);
        assertThat(read(doubt, READING.withDecimal('.')).open(1)).isEqualTo(1200);
        String quoted = "date,open,high,low,close\n2024-01-01,\"1,5\",\"1,5\",\"1,5\",\"1,5\"\n";
        assertThatThrownBy(() -> read(quoted, READING)).hasMessageContaining("--decimal");
        assertThat(read(quoted, READING.withDecimal(',')).open(0)).isEqualTo(1.5);
    }

    @Test
    void namesTheZoneOptionWhereAnHourComesTwice() {
        StringBuilder text = new StringBuilder("datetime,open,high,low,close\n");
        for (String time : List.of("2024-11-03 00:00", "2024-11-03 01:00", "2024-11-03 01:00", "2024-11-03 02:00")) {
            text.append(time).append(",1,1,1,1\n");
        }
        assertThatThrownBy(() -> read(text.toString(), READING)).hasMessageContaining("line 4").hasMessageContaining("--tz");
        BarSeries bars = read(text.toString(), READING.withZone(ZoneId.of("America/New_York")));
        assertThat(bars.size()).isEqualTo(4);
        assertThat(bars.timeMillis(3) - bars.timeMillis(0)).isEqualTo(3 * WrittenBars.HOUR);
        String never = "datetime,open,high,low,close\n2024-03-10 01:30,1,1,1,1\n2024-03-10 02:30,1,1,1,1\n";
        assertThatThrownBy(() -> read(never, READING.withZone(ZoneId.of("America/New_York"))))
                .hasMessageContaining("line 3").hasMessageContaining("\"2024-03-10T02:30:00\": does not exist in America/New_York");
    }

    @Test
    void reportsFootersAndLeavesThemOutWhenToldTo() {
        String text = WrittenBars.table(WrittenBars.sample(1, 40, WrittenBars.DAY), "date", WrittenBars.Bar::isoDate)
                + "Downloaded from an archive of prices\n";
        assertThatThrownBy(() -> table(text).only().accepted()).hasMessageContaining("line 42: 1 fields, but the header has 6");
        LoadedBars dropped = BarReader.read(in(text), "x.csv", BarReadOptions.DEFAULT.withPolicy(BadBarPolicy.DROP));
        assertThat(dropped.bars().contentHash()).isEqualTo(DAYS.contentHash());
        assertThat(dropped.report().count(FindingKind.RAGGED_LINE)).isEqualTo(1);
    }

    @Test
    void saysThatPricesAreUnadjustedAndAdjustsAllFour() {
        String text = "Date,Open,High,Low,Close,Adj Close,Volume\n2024-01-02,10,12,8,11,5.5,7\n2024-01-03,10,12,8,11,11,7\n";
        BarTable table = table(text);
        assertThat(table.note()).isEqualTo("prices are unadjusted; --adjust takes column adj close");
        assertThat(table.series().getFirst().bars().close(0)).isEqualTo(11);
        BarSeries adjusted = read(text, READING.withAdjusted(true));
        assertThat(new double[] {adjusted.open(0), adjusted.high(0), adjusted.low(0), adjusted.close(0), adjusted.volume(0)})
                .containsExactly(5, 6, 4, 5.5, 7);
        assertThat(adjusted.close(1)).isEqualTo(11);
    }

    @Test
    void refusesTimesAfterTomorrowByTheGivenClock() {
        String text = "date,open,high,low,close\n2024-01-02,1,1,1,1\n2024-01-03,1,1,1,1\n2024-01-05,1,1,1,1\n";
        ReadingOptions then = ReadingOptions.DEFAULT.withClock(InstantSource.fixed(Instant.parse("2024-01-02T12:00:00Z")));
        assertThatThrownBy(() -> read(text, then)).hasMessage("x.csv: line 4, column date, value \"2024-01-05\": after tomorrow");
        String close = "date,open,high,low,close\n1704153600000000,1,1,1,1\n1704153600000007,1,1,1,1\n";
        assertThatThrownBy(() -> read(close, READING))
                .hasMessage("x.csv: line 3, column date, value \"1704153600000007\": less than a millisecond from the time before it");
    }

    @Test
    void namesSymbolsThatStandSideBySide() {
        assertThatThrownBy(() -> table("Price,Close,Close,Open,Open\nTicker,A,B,A,B\nDate,,,,\n2024-01-02,1,2,1,2\n"))
                .hasMessageContaining("several symbols (A, B) side by side");
    }

    @Test
    void namesWhatAnArchiveOrJsonIsThatItCannotRead() {
        byte[] several = WrittenBars.zip(CsvTexts.utf8(CsvTexts.THREE_DAYS), "a.csv", "b.csv");
        assertThatThrownBy(() -> BarReader.table(new ByteArrayInputStream(several), "x.zip", BarReadOptions.DEFAULT))
                .hasMessage("x.zip: is a zip archive of several files (a.csv, b.csv, ...); unpack it and give the folder");
        byte[] sheet = WrittenBars.zip(new byte[1], "[Content_Types].xml", "xl/workbook.xml");
        assertThatThrownBy(() -> BarReader.table(new ByteArrayInputStream(sheet), "x.xlsx", BarReadOptions.DEFAULT))
                .hasMessage("x.xlsx: is an Excel workbook; save the sheet as CSV");
        assertThatThrownBy(() -> table("{\"t\": [1, 2], \"o\": 1}")).hasMessageContaining("holds no array of arrays or objects");
        assertThatThrownBy(() -> table("[[1, 2], [3")).hasMessageContaining("is no JSON that can be read, from character");
        assertThatThrownBy(() -> table("[".repeat(100_000))).isInstanceOf(BarDataException.class);
    }

    @Test
    void aShareMayBeCalledLikeAFormat() {
        BarTable table = table("ORC,2024-01-02,1,2,1,2,5\nORC,2024-01-03,2,3,1,2,5\nORC,2024-01-04,2,3,1,3,5\n");
        assertThat(table.symbols()).isEqualTo("ORC");
        assertThat(table.only().accepted().bars().size()).isEqualTo(3);
        BarTable quoted = table("symbol,date,open,high,low,close\n\"the \"\"A\"\" share\",2024-01-02,1,2,1,2\n");
        assertThat(quoted.symbols()).isEqualTo("the \"A\" share");
    }

    private static BarTable table(String text) {
        return BarReader.table(in(text), "x.csv", BarReadOptions.DEFAULT.withReading(READING));
    }

    private static BarSeries read(String text, ReadingOptions reading) {
        return BarReader.read(in(text), "x.csv", BarReadOptions.DEFAULT.withReading(reading)).bars();
    }

    private static ByteArrayInputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
