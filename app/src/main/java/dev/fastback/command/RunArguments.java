package dev.fastback.command;

import dev.fastback.report.CsvReporter;
import dev.fastback.report.JsonReporter;
import dev.fastback.report.Reporter;
import dev.fastback.report.TableReporter;
import dev.fastback.terminal.UsageException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When to stop, and where to write. Nothing here has a part in results. */
final class RunArguments {
    @Option(names = "--max-time", paramLabel = "DURATION", converter = DurationConverter.class, description = "Stop after this time, for example 30s, 5m or 2h; the run can be resumed.")
    @Nullable Duration maxTime;

    @Option(names = "--max-failures", paramLabel = "N", description = "Stop when so many simulations have failed; the run can be resumed.")
    @Nullable Integer maxFailures;

    @Option(names = "--format", paramLabel = "FORMAT", description = "table, json or csv (default: as the name of --out ends, else table).")
    @Nullable Format format;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the report to a file, whole or not at all (default: standard output).")
    @Nullable Path out;

    @Option(names = "--quiet", description = "No progress and no remarks on standard error.")
    boolean quiet;

    /** How a result is written. */
    enum Format {
        TABLE,
        JSON,
        CSV;

        /** Returns the format that was given, else the one that a file's name tells. */
        static Format of(@Nullable Format given, @Nullable Path out) {
            String name = out == null ? "" : out.toString().toLowerCase(Locale.ROOT);
            return given != null ? given : name.endsWith(".json") ? JSON : name.endsWith(".csv") ? CSV : TABLE;
        }

        /** Returns what writes this format. */
        Reporter reporter() {
            return switch (this) {
                case TABLE -> new TableReporter();
                case JSON -> new JsonReporter();
                case CSV -> new CsvReporter();
            };
        }
    }

    /** Returns what writes the report. */
    Reporter reporter() {
        return Format.of(format, out).reporter();
    }

    /**
     * Looks at what the options say.
     *
     * @throws UsageException if a setting makes no sense
     */
    void check() {
        if (maxFailures != null && maxFailures < 1) {
            throw new UsageException("--max-failures must be positive: " + maxFailures);
        }
    }
}
