package dev.fastback.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.comparison.ways.ComparedStudy;
import dev.fastback.comparison.ways.Measurement;
import dev.fastback.comparison.ways.Outcome;
import dev.fastback.comparison.ways.Way;
import dev.fastback.comparison.ways.Ways;
import dev.fastback.report.DeviceListing;
import dev.fastback.terminal.Screen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Figures that follow from measurements, with measurements made up. */
class ComparisonTest {
    private static final List<Way> WAYS = Ways.all(List.of(2, 8));

    private static Way way(String name) {
        return WAYS.stream().filter(way -> way.name().equals(name)).findFirst().orElseThrow();
    }

    private static Row row(String name, double quality, String hash, double... seconds) {
        List<Measurement> runs = new ArrayList<>();
        for (double one : seconds) {
            runs.add(new Measurement(one, one + 0.4, 2 * one, 100_000_000L, new Outcome(
                    50, one, 0.01, new Outcome.Forecasts(1600, 228, 0, 0.02), 1000, quality, quality / 2, quality, 1, -0.01, null, hash)));
        }
        return new Row(way(name), "fastback optimize", runs, null);
    }

    private static Comparison comparison(List<Row> rows, Growth... growth) {
        Recommendation recommendation = Recommendation.of(rows, growth.length == 0 ? null : growth[0]);
        return new Comparison(
                new ComparedStudy(List.of("ETHUSD"), List.of(), 50, 6), "ETHUSD", Map.of(), Instant.EPOCH, 3, "", rows, Check.of(rows), List.of(growth),
                recommendation, DeviceListing.found());
    }

    @Test
    void tellsTheMemoryOfADevice() {
        assertThat(row(Ways.BASELINE, 1, "a", 1.0).deviceBytes()).isNull();
        Outcome found = row(Ways.BASELINE, 1, "a", 1.0).outcome();
        Row onDevice = new Row(way(Ways.BASELINE), "fastback optimize", List.of(onDevice(found, 3_000_000L), onDevice(found, 5_000_000L)), null);
        assertThat(onDevice.deviceBytes()).isEqualTo(5_000_000L);
        assertThat(ComparisonTable.of(comparison(List.of(onDevice)), Screen.PLAIN)).contains("GPU MB");
    }

    private static Measurement onDevice(Outcome found, long bytes) {
        return new Measurement(1, 1.4, 2.0, 100_000_000L, new Outcome(
                50, 1, 0.01, found.forecasts(), 1000, 1.0, 0.5, 1, 1, -0.01, bytes, found.resultHash()));
    }

    @Test
    void mediansSpreadAndSpeedupFollowFromTheRuns() {
        Row baseline = row(Ways.BASELINE, 0.9, "a", 1.0, 3.0, 2.0);
        Row exact = row(Ways.EXACT, 1, "b", 0.5, 0.4, 0.6);
        Comparison comparison = comparison(List.of(baseline, exact));
        assertThat(baseline.seconds()).isEqualTo(2);
        assertThat(baseline.spreadSeconds()).isEqualTo(2);
        assertThat(comparison.speedup(exact)).isEqualTo(4, within(1e-12));
        assertThat(comparison.profitRatio(baseline)).isEqualTo(0.9, within(1e-12));
        assertThat(comparison.isConsistent()).isTrue();
    }

    @Test
    void otherBytesOfAnEqualSearchAreADifference() {
        Comparison comparison = comparison(List.of(row(Ways.BASELINE, 0.9, "a", 1), row("threads-2", 0.9, "other", 1), row(Ways.EXACT, 1, "b", 1)));
        assertThat(comparison.isConsistent()).isFalse();
        assertThat(ComparisonTable.of(comparison, Screen.PLAIN)).contains("The 2 ways of search production: DIFFERENT RESULTS");
    }

    @Test
    void recommendsTheFastestThatLosesNothingAndTheFewestWorkersOfEquals() {
        Row baseline = row(Ways.BASELINE, 0.9, "a", 1);
        Row ultra = row("sequential-ultra", 0.8, "c", 0.01);
        Row exact = row(Ways.EXACT, 1, "b", 0.100);
        Row threads = row("exact-threads-8", 1, "b", 0.098);
        Growth growth = new Growth(Growth.SIMULATIONS, List.of(
                new GrowthPoint(exact.way(), 1, 50, 0.100, null), new GrowthPoint(exact.way(), 10, 500, 1.0, null),
                new GrowthPoint(threads.way(), 1, 50, 0.098, null), new GrowthPoint(threads.way(), 10, 500, 0.5, null)));
        Recommendation recommendation = comparison(List.of(baseline, ultra, exact, threads), growth).recommendation();
        assertThat(recommendation).isNotNull();
        assertThat(recommendation.way()).isEqualTo(Ways.EXACT);
        assertThat(recommendation.sentence()).contains("10.0 times as fast as sequential, production, which finds 90.0 %");
        assertThat(recommendation.larger()).isEqualTo("exact-threads-8");
        // A line through 0.098 and 0.5 at 1 and 10 times: 0.5 + 90 * 0.402 / 9.
        assertThat(recommendation.largerSentence()).contains("4.52 s against 10.0 s").contains("by a line through");
    }

    @Test
    void theExponentIsOneWhereTimeGrowsAsTheWorkDoes() {
        Way exact = way(Ways.EXACT);
        Growth growth = new Growth(Growth.SIMULATIONS, List.of(
                new GrowthPoint(exact, 1, 50, 0.5, null), new GrowthPoint(exact, 10, 500, 1.0, null), new GrowthPoint(exact, 100, 5000, 10.0, null)));
        assertThat(growth.exponent(exact)).isEqualTo(1, within(1e-12));
        assertThat(growth.exponent(way("threads-2"))).isNull();
    }

    @Test
    void aTableKeepsToEightyColumns() {
        List<Row> rows = List.of(row(Ways.BASELINE, 0.9, "a", 1.23456, 2), row("processes-2-development", 0.9, "d", 1, 12.5), row(Ways.EXACT, 1, "b", 1, 2));
        Screen screen = new Screen(80, false);
        String shown = screen.show(ComparisonTable.of(comparison(rows), screen));
        assertThat(shown.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(shown).contains("quality").contains("speed-up").contains("Not shown for want of room");
    }

    @Test
    void csvHasALineForEachWayWithTheFiguresOfTheJson() {
        Comparison comparison = comparison(List.of(row(Ways.BASELINE, 0.9, "a", 1), row(Ways.EXACT, 1, "b", 1)));
        List<String> lines = ComparisonJson.csv(comparison).lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst()).startsWith("name,label,engine,search,workers,status,reason,");
        assertThat(lines).allSatisfy(line -> assertThat(line.replaceAll("\"[^\"]*\"", "").chars().filter(c -> c == ',').count())
                .isEqualTo(lines.getFirst().chars().filter(c -> c == ',').count()));
    }
}
