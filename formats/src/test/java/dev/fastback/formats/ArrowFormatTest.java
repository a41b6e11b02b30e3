package dev.fastback.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import dev.fastback.data.files.BarReader;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.reading.BarTable;
import dev.fastback.data.reading.ReadingOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bars from Arrow files and streams, as Arrow's own library writes them. */
class ArrowFormatTest {
    private static final BarSeries BARS = TestBars.of("X", 150, 3);
    private static final BarSeries DAYS = days();
    private static final ArrowType DOUBLE = new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);

    /** A type of times, and how many of its units a millisecond has, or milliseconds a unit. */
    private record Times(ArrowType type, long perMilli, long millis) {}

    static Stream<Times> timestamps() {
        List<Times> all = new ArrayList<>();
        for (String zone : new String[] {null, "UTC", "Europe/Berlin"}) {
            all.add(new Times(new ArrowType.Timestamp(TimeUnit.SECOND, zone), 1, 1_000));
            all.add(new Times(new ArrowType.Timestamp(TimeUnit.MILLISECOND, zone), 1, 1));
            all.add(new Times(new ArrowType.Timestamp(TimeUnit.MICROSECOND, zone), 1_000, 1));
            all.add(new Times(new ArrowType.Timestamp(TimeUnit.NANOSECOND, zone), 1_000_000, 1));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("timestamps")
    void readsTimestampsOfEveryUnit(Times times) {
        ArrowWriter file = new ArrowWriter(BARS.size())
                .column("Date", times.type(), i -> BARS.timeMillis(i) / times.millis() * times.perMilli()).prices(BARS);
        assertSame(file.bytes(), BARS);
        assertSame(file.stream().bytes(), BARS);
    }

    @Test
    void readsDatesNumbersAndTextsAsTimes() {
        assertSame(of("day", new ArrowType.Date(DateUnit.DAY), i -> DAYS.timeMillis(i) / 86_400_000), DAYS);
        assertSame(of("day", new ArrowType.Date(DateUnit.MILLISECOND), DAYS::timeMillis), DAYS);
        assertSame(of("time", new ArrowType.Int(64, true), DAYS::timeMillis), DAYS);
        assertSame(of("time", new ArrowType.Int(64, true), i -> DAYS.timeMillis(i) * 1_000), DAYS);
        assertSame(of("time", new ArrowType.Int(32, true), i -> DAYS.timeMillis(i) / 1_000), DAYS);
        assertSame(of("time", new ArrowType.Int(32, false), i -> DAYS.timeMillis(i) / 1_000), DAYS);
        assertSame(of("time", DOUBLE, i -> DAYS.timeMillis(i) / 1e3), DAYS);
        for (ArrowType text : List.of(new ArrowType.Utf8(), new ArrowType.LargeUtf8(), new ArrowType.Utf8View())) {
            assertSame(of("time", text, DAYS::timeLabel), DAYS);
            assertSame(of("__index_level_0__", text, i -> DAYS.timeLabel(i) + " 00:00:00+00:00"), DAYS);
        }
    }

    @Test
    void refusesSeveralSeriesUnderAColumnThatIsNoSymbol() {
        int half = BARS.size() / 2;
        double[][] prices = new double[4][BARS.size()];
        for (int i = 0; i < BARS.size(); i++) {
            for (Column column : Column.values()) {
                prices[column.ordinal()][i] = BARS.value(column, i) / (i < half ? 1 : 20);
            }
        }
        long[] times = IntStream.range(0, BARS.size()).mapToLong(BARS::timeMillis).toArray();
        BarSeries leaping = BarSeries.of("X", times, prices[0], prices[1], prices[2], prices[3], new double[BARS.size()]);
        IntFunction<Object> text = i -> i < half ? "FIRST" : "SECOND";
        for (int kind = 0; kind < 3; kind++) {
            ArrowWriter plain = labelled(kind, text).prices(BARS);
            assertThat(table(plain).series()).hasSize(1);
            assertThat(table(plain).notes()).hasSize(1).first().asString().startsWith("column foo changes (").endsWith(") and is passed over");
            ArrowWriter spliced = labelled(kind, text).prices(leaping);
            assertThatThrownBy(() -> table(spliced))
                    .isInstanceOf(BarDataException.class)
                    .hasMessageContaining("row " + (half + 1) + ", column foo, value \"")
                    .hasMessageContaining("these are several series");
        }
    }

    private static ArrowWriter labelled(int kind, IntFunction<Object> text) {
        ArrowWriter file = new ArrowWriter(BARS.size()).column("time", new ArrowType.Timestamp(TimeUnit.MILLISECOND, "UTC"), BARS::timeMillis);
        return switch (kind) {
            case 0 -> file.column("Foo", new ArrowType.Utf8(), text);
            case 1 -> file.coded("Foo", i -> (String) text.apply(i));
            default -> file.column("Foo", new ArrowType.Int(64, true), i -> text.apply(i).equals("FIRST") ? 10_001L : 10_002L);
        };
    }

    private static BarTable table(ArrowWriter file) {
        return BarReader.table(new ByteArrayInputStream(file.bytes()), "x.arrow", BarReadOptions.DEFAULT.withSymbol("X"));
    }

    @Test
    void readsNumbersOfEveryKind() {
        BarSeries whole = BarSeries.of("X", Arrays.copyOf(new long[] {0, 1, 2}, 3), new double[] {10, 11, 12}, new double[] {12, 13, 14},
                new double[] {9, 9, 9}, new double[] {11, 12, 13}, new double[] {100, 101, 102});
        BarSeries bars = BarSeries.of("X", new long[] {1_704_153_600_000L, 1_704_157_200_000L, 1_704_160_800_000L},
                new double[] {10, 11, 12}, new double[] {12, 13, 14}, new double[] {9, 9, 9}, new double[] {11, 12, 13},
                new double[] {100, 101, 102});
        assertThat(whole.size()).isEqualTo(bars.size());
        List<ArrowType> types = List.of(
                new ArrowType.Int(8, true), new ArrowType.Int(16, true), new ArrowType.Int(32, true), new ArrowType.Int(64, true),
                new ArrowType.Int(32, false), new ArrowType.Int(64, false), new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE),
                new ArrowType.Decimal(10, 3, 128), new ArrowType.Decimal(50, 20, 256), new ArrowType.Utf8(), new ArrowType.Utf8View());
        for (ArrowType type : types) {
            ArrowWriter file = new ArrowWriter(3).column("time", new ArrowType.Int(64, true), bars::timeMillis);
            for (String name : List.of("open", "high", "low", "close", "volume")) {
                file.column(name, type, i -> {
                    double value = switch (name) {
                        case "open" -> bars.open(i);
                        case "high" -> bars.high(i);
                        case "low" -> bars.low(i);
                        case "close" -> bars.close(i);
                        default -> bars.volume(i);
                    };
                    return type instanceof ArrowType.Decimal ? BigDecimal.valueOf(value) : (Object) value;
                });
            }
            assertSame(file.bytes(), bars);
        }
    }

    @Test
    void widensFloatsExactlyAndRoundsDecimalsOnce() {
        float close = 100.1f;
        BigDecimal high = new BigDecimal("101.123456789012345678");
        byte[] file = new ArrowWriter(1).column("time", new ArrowType.Int(64, true), i -> 1_704_153_600_000L)
                .column("open", DOUBLE, i -> 100.0).column("high", new ArrowType.Decimal(38, 18, 128), i -> high)
                .column("low", DOUBLE, i -> 99.0).column("close", new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE), i -> close)
                .bytes();
        BarSeries read = TestBars.read(file, "X");
        assertThat(read.close(0)).isEqualTo((double) close);
        assertThat(read.high(0)).isEqualTo(high.doubleValue());
    }

    @ParameterizedTest
    @EnumSource
    void readsCompressedBuffersInSeveralBatches(CodecType codec) {
        for (int batches : new int[] {1, 4}) {
            ArrowWriter file = ArrowWriter.of(BARS).codec(codec).batches(batches);
            assertSame(file.bytes(), BARS);
            assertSame(file.stream().bytes(), BARS);
        }
    }

    /** The file was written by polars 1 (LZ4 blocks that refer to earlier ones, symbols with a dictionary), its bars are those of the CSV file. */
    @Test
    void readsWhatPolarsWrites() throws IOException {
        for (String name : List.of("polars-lz4.arrow", "polars-categories-lz4.arrow")) {
            BarTable read = TestBars.table(resource(name), name);
            BarTable text = TestBars.table(resource("polars.csv"), "polars.csv");
            assertThat(read.series()).hasSize(2).extracting(series -> series.accepted().bars().symbol() + series.bars().contentHash())
                    .isEqualTo(text.series().stream().map(series -> series.accepted().bars().symbol() + series.bars().contentHash()).toList());
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ArrowFormatTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }

    @Test
    void findsColumnsBehindOthersThatHaveParts() {
        for (CodecType codec : CodecType.values()) {
            ArrowWriter file = new ArrowWriter(BARS.size()).nested()
                    .column("note", new ArrowType.Utf8View(), i -> i % 2 == 0 ? "short" : "a note that has more than twelve bytes")
                    .column("time", new ArrowType.Utf8View(), BARS::timeLabel).nested().prices(BARS).codec(codec);
            assertSame(file.bytes(), BARS);
        }
    }

    @Test
    void makesASeriesOfEachSymbol() {
        BarSeries other = TestBars.of("a symbol of more than twelve bytes", 150, 4);
        for (int kind = 0; kind < 4; kind++) {
            ArrowWriter file = new ArrowWriter(300);
            switch (kind) {
                case 0 -> file.coded("symbol", i -> i < 150 ? "X" : other.symbol());
                case 1 -> file.column("Ticker", new ArrowType.Utf8View(), i -> i < 150 ? "X" : other.symbol());
                case 2 -> file.column("symbol", new ArrowType.LargeUtf8(), i -> i < 150 ? "X" : other.symbol());
                default -> file.column("symbol", new ArrowType.Utf8(), i -> i < 150 ? "X" : other.symbol());
            }
            file.column("time", new ArrowType.Timestamp(TimeUnit.MILLISECOND, null), i -> both(i, other).timeMillis(i % 150));
            file.column("open", DOUBLE, i -> both(i, other).open(i % 150)).column("high", DOUBLE, i -> both(i, other).high(i % 150))
                    .column("low", DOUBLE, i -> both(i, other).low(i % 150)).column("close", DOUBLE, i -> both(i, other).close(i % 150))
                    .column("volume", DOUBLE, i -> both(i, other).volume(i % 150));
            for (byte[] bytes : List.of(file.batches(3).bytes(), file.stream().codec(CodecType.ZSTD).bytes())) {
                BarTable table = TestBars.table(bytes, "x.feather");
                assertThat(table.symbols()).isEqualTo("X, " + other.symbol());
                assertThat(table.series()).extracting(series -> series.accepted().bars().contentHash())
                        .containsExactly(BARS.contentHash(), other.contentHash());
                assertThat(table.notes()).as("the names say it themselves").isEmpty();
            }
        }
    }

    @Test
    void takesTimesWithoutAZoneAsLocalOnesWhereAZoneIsGiven() {
        BarReadOptions inBerlin = BarReadOptions.DEFAULT.withReading(ReadingOptions.DEFAULT.withZone(ZoneId.of("Europe/Berlin")));
        ArrowWriter local = new ArrowWriter(BARS.size())
                .column("time", new ArrowType.Timestamp(TimeUnit.MILLISECOND, null), i -> BARS.timeMillis(i) + 3_600_000).prices(BARS);
        assertThat(BarReader.read(new ByteArrayInputStream(local.bytes()), "X", inBerlin).bars().contentHash())
                .isEqualTo(BARS.contentHash());
        assertThat(BarReader.read(new ByteArrayInputStream(ArrowWriter.of(BARS).bytes()), "X", inBerlin).bars().contentHash())
                .isEqualTo(BARS.contentHash());
    }

    @Test
    void obeysAZoneInTheNameOfTimesWithoutOne() {
        assertSame(hourLate("Time (UTC+1)", null).bytes(), BARS);
        assertSame(hourLate("Time (Africa/Lagos)", null).bytes(), BARS);
        assertThat(TestBars.read(hourLate("Time (UTC+1)", "UTC").bytes(), "X.feather").timeMillis(0)).isEqualTo(BARS.timeMillis(0) + 3_600_000);
        assertComplains(hourLate("Time (EET)", null).bytes(), "the times are local ones of EET, which does not tell the zone without doubt; name it with --tz");
    }

    private static ArrowWriter hourLate(String name, String zone) {
        return new ArrowWriter(BARS.size())
                .column(name, new ArrowType.Timestamp(TimeUnit.MILLISECOND, zone), i -> BARS.timeMillis(i) + 3_600_000).prices(BARS);
    }

    @Test
    void tellsMissingAndWrongValuesWithTheirPlaces() {
        byte[] missing = new ArrowWriter(BARS.size())
                .column("time", new ArrowType.Timestamp(TimeUnit.MILLISECOND, null), i -> i == 20 ? null : BARS.timeMillis(i)).prices(BARS).bytes();
        assertComplains(missing, "x.feather: row 21, column time: no time");
        ArrowWriter text = new ArrowWriter(2).column("time", new ArrowType.Utf8(), BARS::timeLabel)
                .column("open", new ArrowType.Utf8(), i -> i == 1 ? "much" : "1").column("high", DOUBLE, i -> 1).column("low", DOUBLE, i -> 1)
                .column("close", DOUBLE, i -> 1);
        assertComplains(text.bytes(), "x.feather: row 2, column open, value \"much\": not a number");
        ArrowWriter nan = new ArrowWriter(2).column("time", new ArrowType.Utf8(), BARS::timeLabel).column("open", DOUBLE, i -> 1)
                .column("high", DOUBLE, i -> Double.NaN).column("low", DOUBLE, i -> 1).column("close", DOUBLE, i -> null);
        assertComplains(nan.bytes(), "x.feather: row 1, column close: no number");
        ArrowWriter far = new ArrowWriter(2)
                .column("time", new ArrowType.Timestamp(TimeUnit.SECOND, null), i -> i == 0 ? Long.MAX_VALUE / 2 : Long.MIN_VALUE + 1)
                .column("open", DOUBLE, i -> 1).column("high", DOUBLE, i -> 1).column("low", DOUBLE, i -> 1).column("close", DOUBLE, i -> 1);
        assertComplains(far.bytes(), "x.feather: row 1, column time, value \"" + Long.MAX_VALUE / 2 + "\": after tomorrow");
    }

    @Test
    void tellsWhatColumnsLackAndWhichTypesHoldNoBars() {
        assertComplains(new ArrowWriter(1).column("time", DOUBLE, i -> 1).column("open", DOUBLE, i -> 1).bytes(),
                "x.feather: column high: missing column; the columns are time, open");
        assertComplains(new ArrowWriter(1).column("time", new ArrowType.Bool(), i -> null).prices(BARS).bytes(), "column time: type Bool is no time");
        assertComplains(new ArrowWriter(0).column("time", new ArrowType.Int(64, true), i -> 1).column("open", DOUBLE, i -> 1)
                .column("high", DOUBLE, i -> 1).column("low", DOUBLE, i -> 1).column("close", DOUBLE, i -> 1).bytes(),
                "x.feather: there is a header, but no bars");
    }

    @Test
    void namesWhatItIsThatOnlyLooksLikeOne() {
        assertComplains(new byte[0], "x.feather: is empty");
        assertComplains("FEA1 and so on".getBytes(StandardCharsets.US_ASCII),
                "x.feather: is a Feather file of version 1; write it again with a newer pandas or pyarrow (version 2), or as CSV");
        assertComplains("date,open\n".getBytes(StandardCharsets.US_ASCII), "x.feather: is no Arrow or feather file: it does not start with ARROW1");
        assertComplains("ARROW1\0\0".getBytes(StandardCharsets.US_ASCII), "x.feather: is truncated");
        byte[] stream = ArrowWriter.of(BARS).stream().bytes();
        assertComplains(Arrays.copyOf(stream, stream.length - 8), "x.feather: is truncated: the mark that ends an Arrow file or stream is not there");
        assertComplains(Arrays.copyOf(stream, stream.length + 5), "x.feather: is damaged: something follows after its end");
    }

    private static BarSeries both(int row, BarSeries other) {
        return row < 150 ? BARS : other;
    }

    private static byte[] of(String name, ArrowType type, java.util.function.IntFunction<Object> time) {
        return new ArrowWriter(DAYS.size()).column(name, type, time).prices(DAYS).bytes();
    }

    private static BarSeries days() {
        BarSeries bars = TestBars.of("X", 40, 5);
        long[] times = new long[40];
        double[][] columns = new double[5][40];
        for (int i = 0; i < 40; i++) {
            times[i] = 1_704_153_600_000L + i * 86_400_000L;
            columns[0][i] = bars.open(i);
            columns[1][i] = bars.high(i);
            columns[2][i] = bars.low(i);
            columns[3][i] = bars.close(i);
            columns[4][i] = bars.volume(i);
        }
        return BarSeries.of("X", times, columns[0], columns[1], columns[2], columns[3], columns[4]);
    }

    private static void assertSame(byte[] file, BarSeries bars) {
        BarSeries read = TestBars.read(file, "X.feather");
        assertThat(read.contentHash()).isEqualTo(bars.contentHash());
        assertThat(read.symbol()).isEqualTo("X");
    }

    private static void assertComplains(byte[] file, String part) {
        assertThatThrownBy(() -> TestBars.read(file, "x.feather")).isInstanceOf(BarDataException.class)
                .hasMessageContaining(part)
                .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
    }
}
