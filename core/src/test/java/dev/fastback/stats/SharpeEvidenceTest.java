package dev.fastback.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values are those of the papers, to more digits by SciPy. */
class SharpeEvidenceTest {
    private static final double DAY = Math.sqrt(250);

    @ParameterizedTest
    @CsvSource({
        "10, 1.5745983013",
        "45, 2.2356401778",
        "100, 2.5306028932",
        "1000, 3.2551215137",
        "4851, 3.6799886986",
        "1000000, 4.8678600378"
    })
    void expectedMaximumOfTrialsWithoutSkill(int trials, double expected) {
        assertThat(SharpeEvidence.expectedMaximum(trials)).isCloseTo(expected, within(1e-9));
    }

    @Test
    void oneTrialWasNotChosen() {
        assertThat(SharpeEvidence.expectedMaximum(1)).isZero();
        assertThat(SharpeEvidence.expectedMaximum(1.01)).isBetween(0.0, 0.1);
    }

    /** The example of the paper on the deflated ratio: an annual ratio of 2.5 from five years of days. */
    @ParameterizedTest
    @CsvSource({"100, -3, 10, 0.9003968344", "46, -3, 10, 0.9505017069", "88, 0, 3, 0.9504908167"})
    void deflated(int trials, double skewness, double kurtosis, double expected) {
        var best = new Moments(1_250, 2.5 / DAY, 1.0, skewness, kurtosis);
        assertThat(SharpeEvidence.deflated(best, Math.sqrt(0.5 / 250), trials)).isCloseTo(expected, within(1e-9));
    }

    @Test
    void deflatedBenchmarkOfThePaper() {
        assertThat(Math.sqrt(0.5 / 250) * SharpeEvidence.expectedMaximum(100)).isCloseTo(0.1131720019, within(1e-9));
    }

    @Test
    void probabilistic() {
        assertThat(SharpeEvidence.probabilistic(0.458, 0, 24, -2.448, 10.164)).isCloseTo(0.9133610839, within(1e-9));
        assertThat(SharpeEvidence.probabilistic(0.458, 0, 24, 0, 3)).isCloseTo(0.9816749191, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"252, 688.208037", "52, 147.099347", "12, 38.877608"})
    void minimumTrackRecordOfAnAnnualRatioOfTwoAgainstOne(int periods, double expected) {
        double root = Math.sqrt(periods);
        assertThat(SharpeEvidence.minimumTrackRecord(2 / root, 1 / root, 0, 3, 0.05))
                .isCloseTo(expected, within(1e-6));
    }

    @Test
    void noRecordIsLongEnoughForARatioBelowItsBenchmark() {
        assertThat(SharpeEvidence.minimumTrackRecord(0.1, 0.1, 0, 3, 0.05)).isInfinite();
    }

    @ParameterizedTest
    @CsvSource({"7, 1.923143", "45, 4.998087", "100, 6.403951", "1000, 10.595816"})
    void minimumBacktestLength(int trials, double years) {
        assertThat(SharpeEvidence.minimumBacktestYears(trials, 1)).isCloseTo(years, within(1e-6));
    }
}
