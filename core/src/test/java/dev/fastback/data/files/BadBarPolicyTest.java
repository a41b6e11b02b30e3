package dev.fastback.data.files;

import static dev.fastback.data.files.CsvTexts.HEADER;
import static dev.fastback.data.files.CsvTexts.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastback.data.BarSeries;
import dev.fastback.data.findings.BadBarPolicy;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.findings.BarFinding.Remedy;
import dev.fastback.data.findings.BarFinding;
import dev.fastback.data.findings.BarReport;
import dev.fastback.data.findings.FindingKind;
import dev.fastback.data.reading.LoadedBars;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BadBarPolicyTest {
    private static final String MIXED = HEADER
            + "2024-01-01,10,12,9,11,100\n" // line 2
            + "2024-01-02,10,10.5,9,11,100\n" // high below close
            + "2024-01-03,10,12,10.5,11,100\n" // low above open
            + "2024-01-04,10,12,9,11,-5\n" // negative volume
            + "2024-01-05,10,12,9,0,100\n" // zero close
            + "2024-01-06,10,12,9,11\n" // ragged
            + "2024-01-07,10,12,9,eleven,100\n" // no number
            + "2024-01-10,10,12,9,11,100\n" // line 9
            + "2024-01-09,10,12,9,11.5,100\n" // before the row above
            + "2024-01-10,10,12,9,11.9,100\n" // the same time as line 9
            + "2024-01-11,10,12,9,11,0\n"; // no volume: a warning

    @Test
    void failNamesTheFirstErrorAndCountsTheOthers() {
        assertThatThrownBy(() -> read(MIXED, BadBarPolicy.FAIL))
                .isInstanceOf(BarDataException.class)
                .hasMessage("ETHUSD.csv: line 3, column high, value \"10.5\": below the greater of open and close, 11 "
                        + "(and 7 more)");
    }

    @Test
    void dropLeavesTheWrongRowsOutAndListsThem() {
        LoadedBars loaded = read(MIXED, BadBarPolicy.DROP);
        BarReport report = loaded.report();
        assertThat(labels(loaded.bars())).containsExactly("2024-01-01", "2024-01-10", "2024-01-11");
        assertThat(report.rows()).isEqualTo(11);
        assertThat(report.bars()).isEqualTo(3);
        assertThat(report.droppedRows()).isEqualTo(8);
        assertThat(report.repairedRows()).isZero();
        assertThat(report.errors()).extracting(BarFinding::line).containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 10L, 11L);
        assertThat(report.errors()).extracting(BarFinding::remedy).containsOnly(Remedy.DROPPED);
        assertThat(report.errors()).extracting(BarFinding::kind).containsExactly(
                FindingKind.HIGH_TOO_LOW,
                FindingKind.LOW_TOO_HIGH,
                FindingKind.NEGATIVE_VOLUME,
                FindingKind.NOT_POSITIVE,
                FindingKind.RAGGED_LINE,
                FindingKind.UNREADABLE_NUMBER,
                FindingKind.TIME_NOT_RISING,
                FindingKind.DUPLICATE_TIME);
        assertThat(report.summary()).startsWith("ETHUSD.csv: 11 rows, 3 bars, 8 errors, ").endsWith(", 8 rows dropped");
    }

    @Test
    void repairMendsWhatItCanAndDropsTheRest() {
        LoadedBars loaded = read(MIXED, BadBarPolicy.REPAIR);
        BarSeries bars = loaded.bars();
        BarReport report = loaded.report();
        assertThat(labels(bars)).containsExactly(
                "2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04", "2024-01-09", "2024-01-10", "2024-01-11");
        assertThat(bars.high(1)).isEqualTo(11);
        assertThat(bars.low(2)).isEqualTo(10);
        assertThat(bars.volume(3)).isZero();
        assertThat(bars.close(4)).isEqualTo(11.5);
        assertThat(bars.close(5)).as("the first of two rows of a time stays").isEqualTo(11);
        assertThat(report.droppedRows()).isEqualTo(4);
        assertThat(report.repairedRows()).isEqualTo(4);
        assertThat(report.errors()).filteredOn(finding -> finding.remedy() == Remedy.REPAIRED)
                .extracting(BarFinding::line).containsExactly(3L, 4L, 5L, 10L);
        assertThat(report.errors()).filteredOn(finding -> finding.remedy() == Remedy.DROPPED)
                .extracting(BarFinding::line).containsExactly(6L, 7L, 8L, 11L);
        assertThat(report.errors().getFirst().describe())
                .isEqualTo("line 3, column high, value \"10.5\": below the greater of open and close, 11; raised");
    }

    /** Sums, squares and units of such prices are infinite or 0: averages and bands of them never told anything, in silence. */
    @Test
    void pricesAndVolumesThatCannotBeComputedWithAreErrors() {
        BarSeries bars = read(HEADER + "2024-01-01,1e-140,1e140,1e-140,1e140,1e140\n", BadBarPolicy.FAIL).bars();
        assertThat(bars.low(0)).isEqualTo(1e-140);
        assertThat(bars.high(0)).isEqualTo(1e140);
        assertThat(bars.volume(0)).isEqualTo(1e140);
        assertThatThrownBy(() -> read(HEADER + "2024-01-01,1,1,1,1,1\n2024-01-02,1,1,9e-141,1,1\n", BadBarPolicy.FAIL))
                .hasMessage("ETHUSD.csv: line 3, column low, value \"9.0E-141\": too small to compute with; prices are at least 1.0E-140");
        assertThatThrownBy(() -> read(HEADER + "2024-01-01,1,1,1,1,1\n2024-01-02,1,1e307,1,1,1\n", BadBarPolicy.FAIL))
                .hasMessage("ETHUSD.csv: line 3, column high, value \"1.0E307\": too large to compute with; prices are at most 1.0E140");
        assertThatThrownBy(() -> read(HEADER + "2024-01-01,1,1,1,1,2e140\n", BadBarPolicy.REPAIR))
                .hasMessageContaining("line 2, column volume, value \"2.0E140\": too large to compute with; volumes are at most 1.0E140");
        assertThatThrownBy(() -> read(HEADER + "2024-01-01,1,1,1,1,-Infinity\n", BadBarPolicy.REPAIR)).hasMessageContaining("not a finite number");
    }

    @Test
    void repairSortsRowsThatStandInPairs() {
        StringBuilder text = new StringBuilder(HEADER);
        for (int k = 1; k <= 28; k++) {
            int day = k % 2 == 1 ? k + 1 : k - 1;
            text.append(String.format("2024-01-%02d,%d,%d,%d,%d,1%n", day, day, day + 1, day, day));
        }
        LoadedBars loaded = read(text.toString(), BadBarPolicy.REPAIR);
        assertThat(loaded.bars().size()).isEqualTo(28);
        assertThat(IntStream.range(0, 28)).allMatch(i -> loaded.bars().close(i) == i + 1);
        assertThat(loaded.report().count(FindingKind.TIME_NOT_RISING)).isEqualTo(14);
        assertThat(loaded.report().repairedRows()).isEqualTo(14);
    }

    @Test
    void repairKeepsARowThatIsBothMendedAndMovedOnce() {
        LoadedBars loaded = read(HEADER + "2024-01-02,1,1,1,1,1\n2024-01-01,1,0.5,1,1,-1\n", BadBarPolicy.REPAIR);
        assertThat(loaded.bars().size()).isEqualTo(2);
        assertThat(loaded.report().repairedRows()).isEqualTo(1);
        assertThat(loaded.report().errorCount()).isEqualTo(3);
    }

    @Test
    void aDroppedRowIsNoMeasureForLaterTimes() {
        LoadedBars loaded = read(HEADER + "2024-01-01,1,1,1,1,1\n2099-01-01,0,1,1,1,1\n2024-01-02,1,1,1,1,1\n", BadBarPolicy.DROP);
        assertThat(labels(loaded.bars())).containsExactly("2024-01-01", "2024-01-02");
    }

    @Test
    void noPolicyAcceptsAFileWithoutAGoodRow() {
        for (BadBarPolicy policy : BadBarPolicy.values()) {
            assertThatThrownBy(() -> read(HEADER + "2024-01-01,1,1,1,x,1\n2024-01-02,1,1,1,0,1\n", policy))
                    .isInstanceOf(BarDataException.class)
                    .hasMessageContaining("line 2, column close, value \"x\": not a number")
                    .hasMessageEndingWith("(and 1 more)");
        }
    }

    @Test
    void listsTheFirstFindingsOfAKindAndCountsAll() {
        int rows = 3 * BarReport.LISTED_PER_KIND;
        StringBuilder text = new StringBuilder(HEADER).append("2024-01-01,1,1,1,1,1\n");
        for (int i = 0; i < rows; i++) {
            text.append("2024-01-02,1,1,1,x,1\n");
        }
        BarReport report = read(text.toString(), BadBarPolicy.DROP).report();
        assertThat(report.count(FindingKind.UNREADABLE_NUMBER)).isEqualTo(rows);
        assertThat(report.errorCount()).isEqualTo(rows);
        assertThat(report.findings()).hasSize(BarReport.LISTED_PER_KIND);
        assertThat(report.findings().getLast().line()).isEqualTo(BarReport.LISTED_PER_KIND + 2L);
    }

    private static String[] labels(BarSeries bars) {
        return IntStream.range(0, bars.size()).mapToObj(bars::timeLabel).toArray(String[]::new);
    }
}
