package dev.fastback.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;


import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.data.PeriodsPerYear;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.findings.BarFinding;
import dev.fastback.data.findings.BarReport;
import dev.fastback.data.findings.FindingKind;
import dev.fastback.data.reading.BarCheck;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BarCheckTest {
    private static final long MINUTE = 60_000L;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    @Test
    void reportsAMissingDayOfAMarketThatNeverCloses() {
        BarReport report = BarCheck.of(without(every(DAY, 60), 20), AssetClass.CRYPTO);
        assertThat(report.count(FindingKind.GAP)).isEqualTo(1);
        BarFinding gap = report.warnings().getFirst();
        assertThat(gap.line()).isEqualTo(21);
        assertThat(gap.column()).isEqualTo("time");
        assertThat(gap.message()).endsWith("2 usual steps long");
        assertThat(report.errorCount()).isZero();
    }

    @Test
    void takesBarsOnWeekendsForAMarketThatNeverCloses() {
        assertThat(BarCheck.of(without(every(DAY, 60), 20), AssetClass.STOCK).count(FindingKind.GAP)).isEqualTo(1);
        assertThat(BarCheck.of(without(every(4 * HOUR, 600), 20, 21, 300), AssetClass.STOCK).count(FindingKind.GAP))
                .isEqualTo(2);
    }

    @Test
    void passesOverWeekendsAndHolidaysOfShares() {
        assertThat(BarCheck.of(weekdays("2023-12-01", "2024-06-28", "2023-12-25", "2024-01-01", "2024-03-29"), AssetClass.STOCK)
                        .warningCount())
                .isZero();
    }

    @Test
    void reportsAWeekWithoutShares() {
        BarSeries bars = weekdays("2001-08-01", "2001-10-31", "2001-09-11", "2001-09-12", "2001-09-13", "2001-09-14");
        assertThat(BarCheck.of(bars, AssetClass.STOCK).warnings())
                .singleElement()
                .satisfies(gap -> assertThat(gap.value()).isEqualTo("2001-09-17"));
    }

    @Test
    void passesOverNightsButReportsAHoleInASession() {
        BarSeries bars = bars(sessions(30));
        assertThat(BarCheck.of(bars, AssetClass.STOCK).warningCount()).isZero();
        assertThat(BarCheck.of(without(bars, 100, 101), AssetClass.STOCK).count(FindingKind.GAP)).isEqualTo(1);
    }

    @Test
    void passesOverWeeklyAndMonthlyBars() {
        long[] months = LongStream.range(0, 60)
                .map(i -> LocalDate.of(2018, 1, 1).plusMonths(i).toEpochDay() * DAY)
                .toArray();
        for (AssetClass asset : AssetClass.values()) {
            assertThat(BarCheck.of(every(7 * DAY, 100), asset).warningCount()).isZero();
            assertThat(BarCheck.of(bars(months), asset).warningCount()).isZero();
            assertThat(BarCheck.of(without(every(7 * DAY, 100), 50), asset).count(FindingKind.GAP)).isEqualTo(1);
        }
    }

    @Test
    void reportsZeroVolumeOnlyWhereThereAreVolumes() {
        double[] price = {1, 1, 1};
        long[] times = {0, DAY, 2 * DAY};
        BarSeries some = BarSeries.of("X", times, price, price, price, price, new double[] {5, 0, 7});
        BarSeries none = BarSeries.of("X", times, price, price, price, price, new double[3]);
        assertThat(BarCheck.of(some, AssetClass.STOCK).warnings()).singleElement()
                .satisfies(finding -> assertThat(finding.describe())
                        .isEqualTo("line 2, column volume, value \"0\": a bar without volume"));
        assertThat(BarCheck.of(none, AssetClass.STOCK).warningCount()).isZero();
        assertThat(CsvTexts.check("date,open,high,low,close,volume\n2024-01-01,1,1,1,1,0\n2024-01-02,1,1,1,1,-0\n").warningCount()).isEqualTo(2);
    }

    @Test
    void findsErrorsInBarsThatWereMadeInMemory() {
        double[] price = {1, Double.NaN, 3};
        BarSeries bars = BarSeries.of("X", new long[] {0, DAY, 2 * DAY}, price, price, price, price, new double[3]);
        assertThat(BarCheck.of(bars, AssetClass.STOCK).errors()).hasSize(4)
                .allSatisfy(finding -> assertThat(finding.kind()).isEqualTo(FindingKind.NOT_FINITE));
        assertThatThrownBy(() -> BarCheck.of(bars.slice(0, 0), AssetClass.STOCK)).isInstanceOf(BarDataException.class);
    }

    @Test
    void guessesThePeriodsOfAYear() {
        assertThat(PeriodsPerYear.of(every(DAY, 50), AssetClass.CRYPTO)).isEqualTo(365);
        assertThat(PeriodsPerYear.of(weekdays("2024-01-01", "2024-03-01"), AssetClass.STOCK)).isEqualTo(252);
        assertThat(PeriodsPerYear.of(every(4 * HOUR, 50), AssetClass.CRYPTO)).isEqualTo(2190);
        assertThat(PeriodsPerYear.of(every(MINUTE, 50), AssetClass.CRYPTO)).isEqualTo(365 * 1440);
        assertThat(PeriodsPerYear.of(every(7 * DAY, 50), AssetClass.CRYPTO)).isEqualTo(52);
        assertThat(PeriodsPerYear.of(every(7 * DAY, 50), AssetClass.STOCK)).isEqualTo(52);
        assertThat(PeriodsPerYear.of(every(30 * DAY, 50), AssetClass.STOCK)).isEqualTo(12);
        assertThat(PeriodsPerYear.of(every(MINUTE, 390), AssetClass.STOCK)).isEqualTo(252 * 390);
        assertThat(PeriodsPerYear.of(bars(sessions(5)), AssetClass.STOCK)).isEqualTo(252 * 13);
        assertThat(PeriodsPerYear.of(every(HOUR, 6), AssetClass.STOCK)).isEqualTo(252 * 7);
        assertThat(PeriodsPerYear.of(every(DAY, 1), AssetClass.STOCK)).isEqualTo(252);
    }

    /** Half-hour bars from 14:30 to 20:30 UTC on weekdays. */
    private static long[] sessions(int days) {
        return LongStream.range(0, days)
                .mapToObj(day -> LocalDateTime.of(2024, 1, 1, 14, 30).plusDays(day))
                .filter(start -> start.getDayOfWeek().getValue() < 6)
                .flatMapToLong(start -> LongStream.range(0, 13)
                        .map(i -> start.plusMinutes(30 * i).toEpochSecond(ZoneOffset.UTC) * 1000))
                .toArray();
    }

    private static BarSeries weekdays(String from, String to, String... holidays) {
        return bars(LocalDate.parse(from).datesUntil(LocalDate.parse(to))
                .filter(day -> day.getDayOfWeek().getValue() < 6)
                .filter(day -> !Arrays.asList(holidays).contains(day.toString()))
                .mapToLong(day -> day.toEpochDay() * DAY)
                .toArray());
    }

    private static BarSeries every(long step, int count) {
        return bars(LongStream.range(0, count).map(i -> 1_704_067_200_000L + i * step).toArray());
    }

    private static BarSeries without(BarSeries bars, int... missing) {
        return bars(LongStream.range(0, bars.size())
                .filter(i -> Arrays.stream(missing).noneMatch(m -> m == i))
                .map(i -> bars.timeMillis((int) i))
                .toArray());
    }

    private static BarSeries bars(long[] times) {
        double[] ones = new double[times.length];
        Arrays.fill(ones, 1);
        return BarSeries.of("X", times, ones, ones, ones, ones, ones);
    }
}
