package dev.fastback.report;

import dev.fastback.input.LoadedMarket;
import dev.fastback.input.StudySettings;
import dev.fastback.summary.StudyResult;
import org.jspecify.annotations.Nullable;

/**
 * All that a reporter may print.
 *
 * @param result the numbers
 * @param loaded where the bars came from, and which files failed
 * @param settings what was asked for
 * @param host where it ran
 * @param loadSeconds time spent reading bars
 * @param run the run in the store; null when results are kept in memory only
 */
public record Report(
        StudyResult result,
        LoadedMarket loaded,
        StudySettings settings,
        HostFacts host,
        double loadSeconds,
        @Nullable StoredRun run) {}
