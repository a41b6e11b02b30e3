package dev.fastback.comparison;

import dev.fastback.comparison.ways.ComparedStudy;
import dev.fastback.comparison.ways.Way;
import dev.fastback.comparison.ways.Ways;
import dev.fastback.report.DeviceListing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of all ways, on one study and machine.
 *
 * @param study what was run
 * @param market the bars, in words
 * @param machine where
 * @param started when
 * @param repeats how many times each way ran
 * @param peer versions of the other program; empty where it did not run
 * @param rows one per way
 * @param checks whether equal searches found the same
 * @param growth how cost grows; empty where larger studies were not run
 * @param recommendation which way to use; null where none ran
 * @param devices of this machine
 */
public record Comparison(
        ComparedStudy study,
        String market,
        Map<String, @Nullable Object> machine,
        Instant started,
        int repeats,
        String peer,
        List<Row> rows,
        List<Check> checks,
        List<Growth> growth,
        @Nullable Recommendation recommendation,
        DeviceListing devices) {
    public Comparison {
        rows = List.copyOf(rows);
        checks = List.copyOf(checks);
        growth = List.copyOf(growth);
    }

    /** Returns whether every way that ran found what the others of its search found. */
    public boolean isConsistent() {
        return checks.stream().allMatch(Check::same);
    }

    /** Returns a line for each way of this build that ended with an error. */
    public List<String> failures() {
        return rows.stream()
                .filter(row -> !row.ran() && row.way().kind() == Way.Kind.FASTBACK)
                .map(row -> row.way().name() + " failed: " + row.reason())
                .toList();
    }

    /** Returns a row that ran, by its way's name; null if it did not. */
    @Nullable Row ran(String way) {
        return rows.stream().filter(row -> row.way().name().equals(way) && row.ran()).findFirst().orElse(null);
    }

    /** Returns how many times as fast as the baseline a way ran; null where one of them did not. */
    @Nullable Double speedup(Row row) {
        Row baseline = ran(Ways.BASELINE);
        return baseline == null || !row.ran() ? null : (Double) (baseline.secondsPerSimulation() / row.secondsPerSimulation());
    }

    /** Returns the profits of a way over those of exact search; null where they cannot be compared. */
    @Nullable Double profitRatio(Row row) {
        return ratio(row, Ways.EXACT);
    }

    /** Returns the share of the baseline's profit that a way loses; null where they cannot be compared. */
    @Nullable Double loss(Row row) {
        Double ratio = ratio(row, Ways.BASELINE);
        return ratio == null ? null : (Double) (1 - ratio);
    }

    private @Nullable Double ratio(Row row, String other) {
        Row whole = ran(other);
        return whole == null || !row.ran() || whole.outcome().profit() <= 0 ? null : (Double) (row.outcome().profit() / whole.outcome().profit());
    }
}
