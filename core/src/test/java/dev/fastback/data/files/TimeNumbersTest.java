package dev.fastback.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastback.data.BarSeries;
import dev.fastback.data.findings.BadBarPolicy;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.reading.ReadingOptions;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers in the time column: whatever kind they are of is read, and what could be of a wrong kind is refused. */
class TimeNumbersTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final long DAY = 86_400_000L;

    /** A way to write times, and the smallest step of time that it can express. */
    enum Kind {
        DATE(DAY, millis -> format(millis, "yyyyMMdd")),
        MINUTE(60_000, millis -> format(millis, "yyyyMMddHHmm")),
        SECOND(1_000, millis -> format(millis, "yyyyMMddHHmmss")),
        SERIAL_DAY(DAY, millis -> Long.toString(millis / DAY + 25_569)),
        SERIAL_FRACTION(1_000, millis -> Double.toString(millis / (double) DAY + 25_569)),
        SECONDS(1_000, millis -> Long.toString(millis / 1_000)),
        SECONDS_WITH_DECIMALS(1, millis -> BigDecimal.valueOf(millis, 3).toPlainString()),
        SECONDS_WITH_EXPONENT(1, millis -> BigDecimal.valueOf(millis, 3).unscaledValue() + "e-3"),
        MILLIS(1, Long::toString),
        MILLIS_WITH_DECIMALS(1, millis -> millis + ".0"),
        MICROS(1, millis -> Long.toString(millis * 1_000)),
        MICROS_WITH_EXPONENT(1, millis -> millis + "E+3"),
        NANOS(1, millis -> Long.toString(millis * 1_000_000)),
        NANOS_WITH_DECIMALS(1, millis -> millis * 1_000_000 + ".00");

        private final long unit;
        private final LongFunction<String> text;

        Kind(long unit, LongFunction<String> text) {
            this.unit = unit;
            this.text = text;
        }

        private static String format(long millis, String pattern) {
            return LocalDateTime.ofEpochSecond(millis / 1000, 0, ZoneOffset.UTC).format(DateTimeFormatter.ofPattern(pattern));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void readsBackWhatWasWritten(Kind kind) {
        SplittableRandom random = new SplittableRandom(kind.ordinal());
        for (int n = 0; n < 400; n++) {
            long[] times = randomTimes(random, kind.unit, millis("1992-01-01"));
            assertThat(times(read(column(times, kind.text)))).as("%s, file %d", kind, n).isEqualTo(times);
        }
    }

    /** Series that began long before 1970 pass through it; so close to it their numbers are small. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void readsSeriesAcrossTheEpoch(Kind kind) {
        LongUnaryOperator daily = day -> millis("1928-01-03") + day * DAY;
        if (kind == Kind.NANOS || kind == Kind.NANOS_WITH_DECIMALS || kind.name().startsWith("SECOND_")) {
            daily = day -> millis("1950-01-03") + day * DAY;
        }
        long[] times = LongStream.iterate(0, day -> day + 1).map(daily).takeWhile(time -> time < millis("2024-01-01")).toArray();
        long[] weekly = IntStream.range(0, times.length / 7).mapToLong(i -> times[7 * i]).toArray();
        for (long[] series : new long[][] {times, weekly}) {
            assertThat(times(read(column(series, time -> kind.text.apply(time))))).isEqualTo(series);
        }
    }

    @Test
    void readsAColumnWhoseUnitChanges() {
        long change = millis("2025-01-01");
        long[] times = LongStream.range(-30, 40).map(i -> change + i * DAY).toArray();
        List<Kind> epochs = List.of(Kind.SECONDS, Kind.MILLIS, Kind.MICROS, Kind.NANOS);
        for (Kind before : epochs) {
            for (Kind after : epochs) {
                String csv = column(times, time -> (time < change ? before : after).text.apply(time));
                assertThat(times(read(csv))).as("%s, then %s", before, after).isEqualTo(times);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "45293 45294 45295, 2024-01-02",
        "45293.5 45293.75 45294, 2024-01-02T12:00",
        "202401020000 202401020100, 2024-01-02",
        "20240102000000 20240102010000, 2024-01-02",
        "1.7041536e9 1.70424e9, 2024-01-02",
        "1704153600.9999 1704153602, 2024-01-02T00:00:00.999",
        "1704153600123999 1704153600125000, 2024-01-02T00:00:00.123",
    })
    void readsTheFirstTime(String numbers, String first) {
        LocalDateTime time = first.contains("T") ? LocalDateTime.parse(first) : LocalDate.parse(first).atStartOfDay();
        assertThat(read(rows(numbers.split(" "))).timeMillis(0)).isEqualTo(time.toInstant(ZoneOffset.UTC).toEpochMilli());
    }

    /** The texts of days in 2020 to 2025 under formats, and counts of days or years, that no kind covers. */
    static Stream<LongFunction<String>> foreign() {
        return Stream.of(
                time -> Kind.format(time, "ddMMyyyy"),
                time -> Kind.format(time, "MMddyyyy"),
                time -> Kind.format(time, "yyMMdd"),
                time -> Kind.format(time, "ddMMyyyyHHmm"),
                time -> Kind.format(time, "MMddyyyyHHmmss"),
                time -> Kind.format(time, "yyyyDDD"),
                time -> Kind.format(time, "yyyyMM"),
                time -> Kind.format(time, "yyyy"),
                time -> Kind.format(time, "HHmmss"),
                time -> Long.toString(time / DAY),
                time -> Long.toString(time / DAY - 18_000),
                time -> Long.toString(time / 60_000),
                time -> Long.toString(time / DAY + 719_529),
                time -> Long.toString(time / DAY + 2_440_588),
                time -> Long.toString((time + 62_135_596_800_000L) * 10_000),
                time -> Long.toString((time + 11_644_473_600_000L) * 10_000),
                time -> Long.toString(time * 1_000_000 % 1_000_000_007));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void noNumberOfAnotherKindGivesABar(LongFunction<String> text) {
        SplittableRandom random = new SplittableRandom(5);
        for (int n = 0; n < 50; n++) {
            long[] times = randomTimes(random, 1, millis("2020-01-01"));
            String[] numbers = Arrays.stream(times).mapToObj(text).toArray(String[]::new);
            assertThatThrownBy(() -> read(rows(numbers))).as("%s", Arrays.asList(numbers)).isInstanceOf(BarDataException.class);
        }
    }

    /** One number of another kind in a column is never read, under any policy. */
    @Test
    void aNumberOfAnotherKindIsRefusedWithItsPlace() {
        long[] times = LongStream.range(0, 20).map(i -> millis("2024-01-02") + i * DAY).toArray();
        for (Kind kind : Kind.values()) {
            for (String wrong : new String[] {"45294", "2024", "20241301", "7", "0", "-1", "604800", "1e30", "-1e30", "0.5"}) {
                if (wrong.equals("45294") && kind.name().startsWith("SERIAL")) {
                    continue;
                }
                String[] numbers = Arrays.stream(times).mapToObj(kind.text).toArray(String[]::new);
                numbers[11] = wrong;
                for (BadBarPolicy policy : new BadBarPolicy[] {BadBarPolicy.DROP, BadBarPolicy.REPAIR}) {
                    BarSeries bars = read(rows(numbers), policy);
                    assertThat(IntStream.range(0, bars.size()).mapToObj(bars::timeMillis)).as("%s in %s", wrong, kind).hasSize(19).isSubsetOf(box(times));
                }
                assertThatThrownBy(() -> read(rows(numbers))).hasMessageStartingWith("X.csv: line 13, column date, value \"");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "46086 46087, 2, 46087, after tomorrow",
        "20260305 20260306, 2, 20260306, after tomorrow",
        "1772755199 1772755200, 2, 1772755200, after tomorrow",
        "18991231 19000101, 1, 18991231, before 1900",
        "1704153600000 1704153600000.5, 2, 1704153600000.5, less than a millisecond",
        "1704153600000999 1704153600001000, 2, 1704153600001000, less than a millisecond",
        "1704153600000000000 1704153600000500000, 2, 1704153600000500000, less than a millisecond",
        "86400 172800, 1, 86400, neither a date nor a time",
        "172800 259200, 1, 172800, neither a date nor a time",
    })
    void refusesWhatIsImplausible(String numbers, int row, String value, String why) {
        assertThatThrownBy(() -> read(rows(numbers.split(" ")))).isInstanceOf(BarDataException.class)
                .hasMessageStartingWith("X.csv: line " + (row + 1) + ", column date, value \"" + value + "\": ")
                .hasMessageContaining(why);
    }

    @Test
    void tomorrowIsThatOfTheGivenClock() {
        String csv = rows("20300101", "20300102");
        assertThatThrownBy(() -> read(csv)).hasMessageContaining("after tomorrow");
        BarReadOptions later = BarReadOptions.DEFAULT.withReading(ReadingOptions.DEFAULT.withClock(InstantSource.fixed(NOW.plus(1_500, ChronoUnit.DAYS))));
        assertThat(BarReader.read(new ByteArrayInputStream(CsvTexts.utf8(csv)), "X.csv", later).bars().size()).isEqualTo(2);
    }

    @Test
    void numbersWithoutHyphensMayStandAmongDatesInOrderOfTheFile() {
        BarSeries bars = read(rows("2024-01-02", "20240103", "2024-01-04", "2024-01-05"));
        assertThat(times(bars)).isEqualTo(LongStream.range(0, 4).map(i -> millis("2024-01-02") + i * DAY).toArray());
        assertThatThrownBy(() -> read(rows("2024-01-02", "20240101", "2024-01-04"))).hasMessageContaining("line 3");
    }

    private static long[] randomTimes(SplittableRandom random, long unit, long from) {
        long to = NOW.toEpochMilli();
        return random.longs(2 + random.nextInt(60), from / unit + 1, to / unit).distinct().sorted().map(t -> t * unit).toArray();
    }

    private static String column(long[] times, LongFunction<String> text) {
        return rows(Arrays.stream(times).mapToObj(text).toArray(String[]::new));
    }

    private static String rows(String... times) {
        return "date,open,high,low,close\n" + Arrays.stream(times).map(time -> time + ",10,12,9,11\n").collect(Collectors.joining());
    }

    private static BarSeries read(String csv) {
        return read(csv, BadBarPolicy.FAIL);
    }

    private static BarSeries read(String csv, BadBarPolicy policy) {
        BarReadOptions options = BarReadOptions.DEFAULT.withPolicy(policy).withReading(ReadingOptions.DEFAULT.withClock(InstantSource.fixed(NOW)));
        return BarReader.read(new ByteArrayInputStream(CsvTexts.utf8(csv)), "X.csv", options).bars();
    }

    private static long[] times(BarSeries bars) {
        return IntStream.range(0, bars.size()).mapToLong(bars::timeMillis).toArray();
    }

    private static Long[] box(long[] values) {
        return Arrays.stream(values).boxed().toArray(Long[]::new);
    }

    private static long millis(String date) {
        return LocalDate.parse(date).toEpochDay() * DAY;
    }
}
