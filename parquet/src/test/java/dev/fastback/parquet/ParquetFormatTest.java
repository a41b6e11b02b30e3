package dev.fastback.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.fastback.data.BarSeries;
import dev.fastback.data.files.BarReader;
import dev.fastback.data.findings.BadBarPolicy;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.findings.BarFinding;
import dev.fastback.data.findings.BarReport;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.reading.BarTable;
import dev.fastback.data.reading.LoadedBars;
import dev.fastback.data.reading.ReadingOptions;
import dev.fastback.parquet.TableFile.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ParquetFormatTest {
    private static final SampleBars BARS = SampleBars.of(300);

    @TempDir
    Path folder;

    static Stream<Arguments> times() {
        return Stream.of(
                time(Kind.TIMESTAMP_MILLIS, millis -> millis),
                time(Kind.TIMESTAMP_MICROS, millis -> millis * 1_000 + 999),
                time(Kind.TIMESTAMP_NANOS, millis -> millis * 1_000_000 + 999_999),
                time(Kind.LOCAL_MICROS, millis -> millis * 1_000),
                time(Kind.OLD_TIMESTAMP_MILLIS, millis -> millis),
                time(Kind.OLD_TIMESTAMP_MICROS, millis -> millis * 1_000),
                time(Kind.INT96, millis -> millis),
                time(Kind.INT64, millis -> millis),
                time(Kind.INT64, millis -> millis / 1_000),
                time(Kind.INT32, millis -> millis / 1_000),
                time(Kind.TEXT, millis -> Instant.ofEpochMilli(millis).toString()),
                time(Kind.TEXT, millis -> " " + millis + " "));
    }

    private static Arguments time(Kind kind, Function<Long, Object> value) {
        return arguments(kind, value);
    }

    @ParameterizedTest
    @MethodSource("times")
    void readsTimesOfEveryTypeAsFromCsv(Kind kind, Function<Long, Object> value) {
        TableFile table = new TableFile().column("Date", kind, BARS.times().stream().map(value).toList());
        assertSameAsCsv(BARS, BARS.prices(table).bytes());
    }

    @Test
    void timesWithoutAZoneAreLocalOnesWhereTheNameOrAnOptionSaysAZone() {
        SampleBars bars = SampleBars.of(40);
        BarReadOptions inNewYork = SampleBars.OPTIONS.withReading(ReadingOptions.DEFAULT.withZone(ZoneId.of("America/New_York")));
        long first = bars.times().getFirst();
        // Midnight of 2023-11-15, when New York is five hours behind.
        assertThat(firstTime(bars, "Date", Kind.LOCAL_MICROS, inNewYork)).isEqualTo(first + 5 * 3_600_000L);
        assertThat(firstTime(bars, "Date", Kind.TIMESTAMP_MICROS, inNewYork)).isEqualTo(first);
        assertThat(firstTime(bars, "Date", Kind.LOCAL_MICROS, SampleBars.OPTIONS)).isEqualTo(first);
        assertThat(firstTime(bars, "Time (UTC+2)", Kind.LOCAL_MICROS, SampleBars.OPTIONS)).isEqualTo(first - 2 * 3_600_000L);
        assertThat(firstTime(bars, "Time (UTC+2)", Kind.TIMESTAMP_MICROS, SampleBars.OPTIONS)).isEqualTo(first);
        assertThat(firstTime(bars, "Time (UTC+2)", Kind.LOCAL_MICROS, inNewYork)).isEqualTo(first + 5 * 3_600_000L);
        assertThat(firstTime(bars, "Time (EET)", Kind.TIMESTAMP_MICROS, SampleBars.OPTIONS)).isEqualTo(first);
        assertThatThrownBy(() -> firstTime(bars, "Time (EET)", Kind.LOCAL_MICROS, SampleBars.OPTIONS))
                .isInstanceOf(BarDataException.class)
                .hasMessageContaining("the times are local ones of EET, which does not tell the zone without doubt; name it with --tz");
    }

    private static long firstTime(SampleBars bars, String name, Kind kind, BarReadOptions options) {
        TableFile table = new TableFile().column(name, kind, bars.times().stream().map(millis -> (Object) (millis * 1_000)).toList());
        return BarReader.read(new ByteArrayInputStream(bars.prices(table).bytes()), "x.parquet", options).bars().timeMillis(0);
    }

    @Test
    void readsTimesBeforeTheEpochByRoundingDown() {
        SampleBars bars = SampleBars.of(3);
        TableFile table = bars.prices(new TableFile().column("time", Kind.TIMESTAMP_MICROS, List.of(-1_500L, -1_000L, 999L)));
        BarSeries read = SampleBars.read(table.bytes());
        assertThat(new long[] {read.timeMillis(0), read.timeMillis(1), read.timeMillis(2)}).containsExactly(-2, -1, 0);
    }

    @Test
    void refusesSeveralSeriesUnderAColumnThatIsNoSymbol() {
        SampleBars bars = SampleBars.of(60);
        SampleBars leaping = new SampleBars(bars.times(), scaled(bars.open()), scaled(bars.high()), scaled(bars.low()), scaled(bars.close()), bars.volume());
        for (Kind kind : new Kind[] {Kind.TEXT, Kind.INT32, Kind.INT64}) {
            List<Object> labels = IntStream.range(0, 60)
                    .mapToObj(i -> kind == Kind.TEXT ? (Object) (i < 30 ? "FIRST" : "SECOND") : (Object) (i < 30 ? 10_001L : 10_002L))
                    .toList();
            TableFile plain = new TableFile().column("Date", Kind.INT64, bars.times()).column("Foo", kind, labels);
            BarTable table = BarReader.table(new ByteArrayInputStream(bars.prices(plain).bytes()), "x.parquet", SampleBars.OPTIONS);
            assertThat(table.series()).hasSize(1);
            assertThat(table.notes()).hasSize(1).first().asString().startsWith("column foo changes (").endsWith(") and is passed over");
            byte[] spliced = leaping.prices(new TableFile().column("Date", Kind.INT64, bars.times()).column("Foo", kind, labels)).bytes();
            assertThatThrownBy(() -> BarReader.table(new ByteArrayInputStream(spliced), "x.parquet", SampleBars.OPTIONS))
                    .isInstanceOf(BarDataException.class)
                    .hasMessageContaining("x.parquet: row 31, column foo, value \"" + labels.get(30) + "\": the price goes from ")
                    .hasMessageContaining("these are several series");
        }
        List<Object> trades = IntStream.range(0, 60).mapToObj(i -> (Object) (10_000L + i)).toList();
        byte[] counted = leaping.prices(new TableFile().column("Date", Kind.INT64, bars.times()).column("trades", Kind.INT64, trades)).bytes();
        assertThat(BarReader.table(new ByteArrayInputStream(counted), "x.parquet", SampleBars.OPTIONS).notes()).isEmpty();
    }

    /** Prices of which the second half are a twentieth. */
    private static List<Double> scaled(List<Double> prices) {
        return IntStream.range(0, prices.size()).mapToObj(i -> i < prices.size() / 2 ? prices.get(i) : prices.get(i) / 20).toList();
    }

    @Test
    void moreRowsThanBytesCouldHoldAreRefused() {
        int rows = 5_000_000;
        TableFile table = new TableFile().column("time", Kind.INT64, Collections.nCopies(rows, 1L));
        for (String price : List.of("open", "high", "low", "close")) {
            table.column(price, Kind.DOUBLE, Collections.nCopies(rows, 1.0));
        }
        byte[] bytes = table.codec(TableFile.ZSTD).groupRows(1_000_000).bytes();
        assertThat(bytes.length).isLessThan(rows / 32);
        assertThatThrownBy(() -> SampleBars.read(bytes))
                .isInstanceOf(BarDataException.class)
                .hasMessageContaining("says 5000000 rows in " + bytes.length + " bytes");
    }

    @Test
    void readsDaysAsFromCsv() {
        SampleBars days = SampleBars.of(50, 86_400_000L);
        List<Long> numbers = days.times().stream().map(millis -> millis / 86_400_000L).toList();
        assertSameAsCsv(days, days.prices(new TableFile().column("DATE", Kind.DATE, numbers)).bytes());
        List<Long> eightDigits = days.times().stream()
                .map(millis -> Long.parseLong(Instant.ofEpochMilli(millis).toString().substring(0, 10).replace("-", "")))
                .toList();
        assertSameAsCsv(days, days.prices(new TableFile().column("date", Kind.INT32, eightDigits)).bytes());
    }

    static Stream<Arguments> numbers() {
        Function<Double, Object> unscaled = price -> Math.round(price * 1e4);
        return Stream.of(
                arguments(Kind.TEXT, (Function<Double, Object>) price -> Double.toString(price)),
                arguments(Kind.TEXT, (Function<Double, Object>) price -> " " + price + "\t"),
                arguments(Kind.DECIMAL_INT32, unscaled),
                arguments(Kind.DECIMAL_INT64, unscaled),
                arguments(Kind.DECIMAL_FIXED, unscaled),
                arguments(Kind.DECIMAL_BYTES, unscaled));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void readsPricesOfEveryExactTypeAsFromCsv(Kind kind, Function<Double, Object> value) {
        TableFile table = new TableFile()
                .column("close", kind, BARS.close().stream().map(value).toList())
                .column("low", kind, BARS.low().stream().map(value).toList())
                .column("high", kind, BARS.high().stream().map(value).toList())
                .column("open", kind, BARS.open().stream().map(value).toList())
                .column("datetime", Kind.TIMESTAMP_MILLIS, BARS.times())
                .column("VOLUME", Kind.INT64, BARS.volume().stream().map(Double::longValue).toList());
        assertSameAsCsv(BARS, table.bytes());
    }

    @Test
    void widensFloatsExactlyAndReadsWholeNumbers() {
        TableFile table = new TableFile().column("time", Kind.TIMESTAMP_MILLIS, List.of(0L, 3_600_000L))
                .column("open", Kind.FLOAT, List.of(1.1, 2.5))
                .column("high", Kind.INT32, List.of(3L, 4L))
                .column("low", Kind.FLOAT16, List.of(0.5, 1.25))
                .column("close", Kind.INT64, List.of(2L, 2L))
                .column("volume", Kind.UINT64, List.of(-1L, 7L));
        BarSeries bars = SampleBars.read(table.bytes());
        assertThat(bars.open(0)).isEqualTo(1.1f);
        assertThat(bars.high(1)).isEqualTo(4);
        assertThat(bars.low(1)).isEqualTo(1.25);
        assertThat(bars.close(0)).isEqualTo(2);
        assertThat(bars.volume(0)).isEqualTo(0x1p64);
    }

    @Test
    void readsSeveralGroupsOfRowsAndGzip() {
        assertSameAsCsv(BARS, BARS.table().groupRows(7).codec(TableFile.GZIP).bytes());
        assertSameAsCsv(BARS, BARS.table().groupRows(7).codec(TableFile.SNAPPY).bytes());
        assertSameAsCsv(BARS, BARS.table().groupRows(7).codec(TableFile.ZSTD).bytes());
        assertSameAsCsv(BARS, BARS.table().groupRows(7).codec(TableFile.LZ4_RAW).bytes());
        assertSameAsCsv(BARS, BARS.table().groupRows(7).codec(TableFile.BROTLI).bytes());
        SampleBars many = SampleBars.of(100_000, 60_000L);
        assertSameAsCsv(many, many.table().groupRows(30_000).bytes());
    }

    @Test
    void readsNoColumnButThoseOfBars() {
        byte[] file = BARS.table()
                .column("adj close", Kind.FLOAT, Collections.nCopies(BARS.count(), null))
                .column("name", Kind.TEXT, Collections.nCopies(BARS.count(), "x"))
                .withNestedColumn("last")
                .bytes();
        assertSameAsCsv(BARS, file);
    }

    @Test
    void readsFilesByTheirFirstBytesWhateverTheirName() throws IOException {
        Path file = Files.write(folder.resolve("ETHUSD.PARQUET"), BARS.table().bytes());
        LoadedBars loaded = BarReader.read(file, BarReadOptions.DEFAULT);
        assertThat(loaded.bars().symbol()).isEqualTo("ETHUSD");
        assertThat(loaded.bars().contentHash()).isEqualTo(BARS.fromCsv().contentHash());
        Path other = Files.write(folder.resolve("bars"), BARS.table().bytes());
        assertThat(BarReader.read(other, BarReadOptions.DEFAULT).bars().size()).isEqualTo(BARS.count());
    }

    @Test
    void worksWithoutVolume() {
        byte[] file = new TableFile().column("time", Kind.TIMESTAMP_MILLIS, BARS.times()).column("open", Kind.DOUBLE, BARS.open())
                .column("high", Kind.DOUBLE, BARS.high()).column("low", Kind.DOUBLE, BARS.low())
                .column("close", Kind.DOUBLE, BARS.close()).bytes();
        LoadedBars loaded = BarReader.read(new ByteArrayInputStream(file), "-", SampleBars.OPTIONS);
        assertThat(loaded.bars().volume(5)).isZero();
        assertThat(loaded.report().warningCount()).isZero();
    }

    @Test
    void namesRowAndColumnOfNullsAndOfWrongValues() {
        SampleBars bars = SampleBars.of(6);
        List<Double> close = with(bars.close(), 2, null);
        List<Double> volume = with(bars.volume(), 2, null);
        List<Long> times = with(bars.times(), 3, null);
        List<Double> open = with(bars.open(), 4, Double.NaN);
        byte[] file = new TableFile().column("timestamp", Kind.TIMESTAMP_MILLIS, times).column("open", Kind.DOUBLE, open)
                .column("high", Kind.DOUBLE, with(bars.high(), 5, 1.0)).column("low", Kind.DOUBLE, bars.low())
                .column("close", Kind.DOUBLE, close).column("volume", Kind.DOUBLE, volume).bytes();
        BarReport report = BarReader.check(new ByteArrayInputStream(file), "x.parquet", SampleBars.OPTIONS);
        assertThat(report.errors()).extracting(BarFinding::describe).satisfiesExactly(
                line -> assertThat(line).isEqualTo("row 3, column close: no number"),
                line -> assertThat(line).isEqualTo("row 3, column volume: no number"),
                line -> assertThat(line).isEqualTo("row 4, column timestamp: no time"),
                line -> assertThat(line).isEqualTo("row 5, column open, value \"NaN\": not a finite number"),
                line -> assertThat(line).startsWith("row 6, column high, value \"1\": below the greater of open and close"));
        assertThat(report.rows()).isEqualTo(6);
        LoadedBars dropped = BarReader.read(
                new ByteArrayInputStream(file), "x.parquet", SampleBars.OPTIONS.withPolicy(BadBarPolicy.DROP));
        assertThat(dropped.bars().size()).isEqualTo(2);
        LoadedBars repaired = BarReader.read(
                new ByteArrayInputStream(file), "x.parquet", SampleBars.OPTIONS.withPolicy(BadBarPolicy.REPAIR));
        assertThat(repaired.bars().size()).isEqualTo(3);
        assertComplains(file, "x.parquet: row 3, column close: no number (and 4 more)");
    }

    @Test
    void judgesTextsAsInCsv() {
        SampleBars bars = SampleBars.of(3);
        byte[] file = bars.prices(new TableFile().column("date", Kind.TEXT, List.of("2024-01-01", "yesterday", "2024-01-03"))).bytes();
        assertComplains(file, "x.parquet: row 2, column date, value \"yesterday\": not an ISO date");
        byte[] comma = new TableFile().column("date", Kind.DATE, List.of(1L, 2L, 3L)).column("open", Kind.DOUBLE, bars.open())
                .column("high", Kind.TEXT, List.of("200", "200,5", "200")).column("low", Kind.DOUBLE, bars.low())
                .column("close", Kind.DOUBLE, bars.close()).bytes();
        assertComplains(comma, "x.parquet: row 2, column high, value \"200,5\": not a number; decimals need a point");
    }

    @Test
    void refusesTimesOutOfRange() {
        SampleBars bars = SampleBars.of(1);
        for (long time : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 100_000_000_000_000L}) {
            byte[] file = bars.prices(new TableFile().column("date", Kind.TIMESTAMP_MILLIS, List.of(time))).bytes();
            assertComplains(file, "x.parquet: row 1, column date, value \"" + time + "\": ");
        }
        byte[] beyond = bars.prices(new TableFile().column("date", Kind.INT64, List.of(4_700_000_000_000_000_000L))).bytes();
        assertComplains(beyond, "x.parquet: row 1, column date, value \"4700000000000000000\": after tomorrow");
    }

    @Test
    void tellsUnitsOfNumbersApartByTheWholeColumn() {
        SampleBars bars = SampleBars.of(24);
        for (long perMilli : new long[] {1, 1_000, 1_000_000}) {
            List<Long> times = bars.times().stream().map(time -> time * perMilli).toList();
            assertSameAsCsv(bars, bars.prices(new TableFile().column("date", Kind.INT64, times)).bytes());
        }
        List<Double> seconds = bars.times().stream().map(time -> time / 1e3).toList();
        assertSameAsCsv(bars, bars.prices(new TableFile().column("unix", Kind.DOUBLE, seconds)).bytes());
        List<Double> serials = bars.times().stream().map(time -> time / 86_400_000.0 + 25_569).toList();
        assertSameAsCsv(bars, bars.prices(new TableFile().column("__index_level_0__", Kind.DOUBLE, serials)).bytes());
        List<Long> mixed = IntStream.range(0, 24).mapToObj(i -> bars.times().get(i) * (i < 12 ? 1 : 1_000)).toList();
        assertSameAsCsv(bars, bars.prices(new TableFile().column("date", Kind.INT64, mixed)).bytes());
    }

    @Test
    void makesASeriesOfEachSymbol() {
        SampleBars bars = SampleBars.of(12);
        List<String> symbols = IntStream.range(0, 12).mapToObj(i -> i % 3 == 0 ? "AAA" : "BBB").toList();
        byte[] file = bars.table().column("ticker", Kind.TEXT, symbols).bytes();
        BarTable table = BarReader.table(new ByteArrayInputStream(file), "x.parquet", BarReadOptions.DEFAULT);
        assertThat(table.namesSymbols()).isTrue();
        assertThat(table.notes()).isEmpty();
        assertThat(table.series()).extracting(series -> series.bars().symbol()).containsExactly("AAA", "BBB");
        assertThat(table.series()).extracting(series -> series.bars().size()).containsExactly(4, 8);
        assertThat(table.series()).allSatisfy(series -> assertThat(series.report().errorCount()).isZero());
        assertThat(table.series().getFirst().bars().open(1)).isEqualTo(bars.open().get(3));
        byte[] reversed = new TableFile().column("timestamp", Kind.TIMESTAMP_MILLIS, bars.times().reversed())
                .column("open", Kind.DOUBLE, bars.open().reversed()).column("high", Kind.DOUBLE, bars.high().reversed())
                .column("low", Kind.DOUBLE, bars.low().reversed()).column("close", Kind.DOUBLE, bars.close().reversed())
                .column("volume", Kind.DOUBLE, bars.volume().reversed()).bytes();
        assertSameAsCsv(bars, reversed);
    }

    @Test
    void refusesWhatIsNoTableOfBars() {
        SampleBars bars = SampleBars.of(3);
        TableFile noTime = bars.prices(new TableFile());
        assertComplains(noTime.bytes(), "x.parquet: column date: missing column; the columns are open, high, low, close, volume");
        assertComplains(bars.table().column("Close", Kind.DOUBLE, bars.close()).bytes(),
                "x.parquet: column close: the schema names this column twice");
        assertComplains(bars.table().withNestedColumn("close").bytes(),
                "x.parquet: column close appears a second time, in group nested");
        assertComplains(bars.table().column("date", Kind.DATE, bars.times()).bytes(), "holds the time too; keep one of them");
        assertComplains(bars.prices(new TableFile().column("date", Kind.DOUBLE, bars.open())).bytes(),
                "x.parquet: row 1, column date, value \"100.0\": neither a date nor a time");
        assertComplains(bars.prices(new TableFile().column("time", Kind.TIME_MILLIS, List.of(1L, 2L, 3L))).bytes(), " is no time");
        assertComplains(SampleBars.of(0).table().bytes(), "x.parquet: there is a header, but no bars");
        assertComplains("PAR1".getBytes(StandardCharsets.US_ASCII), "x.parquet: is damaged or no Parquet file");
        assertComplains(new byte[0], "x.parquet: is empty");
        assertComplains("date,open,high,low,close\n".getBytes(StandardCharsets.US_ASCII), "x.parquet: is no Parquet file: it does not start with PAR1");
    }

    @Test
    void namesACompressionThatItCannotUnpack() {
        assertComplains(BARS.table().codec(TableFile.LZO).bytes(),
                "x.parquet: column timestamp is compressed with LZO, which is not supported; write the file with Snappy");
    }

    private static <T> List<T> with(List<T> values, int index, T value) {
        List<T> changed = new ArrayList<>(values);
        changed.set(index, value);
        return changed;
    }

    private static void assertSameAsCsv(SampleBars bars, byte[] file) {
        BarSeries read = SampleBars.read(file);
        assertThat(read.size()).isEqualTo(bars.count());
        assertThat(read.contentHash()).isEqualTo(bars.fromCsv().contentHash());
    }

    private static void assertComplains(byte[] file, String part) {
        assertThatThrownBy(() -> SampleBars.read(file)).isInstanceOf(BarDataException.class)
                .hasMessageContaining(part)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }
}
