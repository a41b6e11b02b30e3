package dev.fastback.app;

import dev.fastback.run.Engine;
import dev.fastback.run.SequentialEngine;
import dev.fastback.run.ThreadEngine;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where to run, when to stop, and where to write. Nothing here has a part in results. */
final class RunSettings {
    @Option(names = "--workers", paramLabel = "N", description = "Simulations run at the same time (default: the processors of this machine).")
    @Nullable Integer workers;

    @Option(names = "--engine", paramLabel = "NAME", description = "sequential or threads (default: threads, sequential with one worker).")
    @Nullable EngineName engine;

    @Option(names = "--max-time", paramLabel = "DURATION", converter = DurationConverter.class, description = "Stop after this time, for example 30s, 5m or 2h; the run can be resumed.")
    @Nullable Duration maxTime;

    @Option(names = "--max-failures", paramLabel = "N", description = "Stop when so many simulations have failed; the run can be resumed.")
    @Nullable Integer maxFailures;

    @Option(names = "--format", paramLabel = "FORMAT", description = "table, json or csv (default: table).")
    Format format = Format.TABLE;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the report to a file, whole or not at all (default: standard output).")
    @Nullable Path out;

    @Option(names = "--quiet", description = "No progress and no remarks on standard error.")
    boolean quiet;

    /** Where simulations run. */
    enum EngineName {
        SEQUENTIAL,
        THREADS
    }

    /** How a result is written. */
    enum Format {
        TABLE,
        JSON,
        CSV;

        /** Returns what writes this format. */
        Reporter reporter() {
            return switch (this) {
                case TABLE -> new TableReporter();
                case JSON -> new JsonReporter();
                case CSV -> new CsvReporter();
            };
        }
    }

    /**
     * Returns the engine that was asked for.
     *
     * @throws UsageException if the settings contradict each other or make no sense
     */
    Engine engine() {
        if (maxFailures != null && maxFailures < 1) {
            throw new UsageException("--max-failures must be positive: " + maxFailures);
        }
        if (workers != null && workers < 1) {
            throw new UsageException("--workers must be positive: " + workers);
        }
        if (engine == EngineName.SEQUENTIAL && workers != null && workers > 1) {
            throw new UsageException("--engine sequential runs one simulation at a time: --workers " + workers);
        }
        int count = workers != null ? workers : Runtime.getRuntime().availableProcessors();
        boolean sequential = engine == EngineName.SEQUENTIAL || (engine == null && count == 1);
        return sequential ? new SequentialEngine() : new ThreadEngine(count);
    }
}
