package dev.fastback.summary;

import dev.fastback.result.SimulationResult;
import java.util.List;
import java.util.Map;

/**
 * What all results of a study make together.
 *
 * @param summary one line per symbol and strategy, in the study's order
 * @param counts how many simulations ended how
 * @param firstFailures newest failed or skipped simulation by symbol; symbols without one are not there
 */
public record StudyTotals(
        List<StrategySummary> summary,
        Map<Class<? extends SimulationResult>, Long> counts,
        Map<Integer, SimulationResult> firstFailures) {
    public StudyTotals {
        summary = List.copyOf(summary);
        counts = Map.copyOf(counts);
    }
}
