package dev.fastback.command;

import dev.fastback.report.CsvReporter;
import dev.fastback.report.JsonReporter;
import dev.fastback.report.Reporter;
import dev.fastback.report.TableReporter;
import dev.fastback.terminal.Screen;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.UsageException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When to stop, and where to write. Nothing here has a part in results. */
final class RunArguments {
    @Option(names = "--max-time", paramLabel = "DURATION", converter = DurationConverter.class, description = "Stop after this time, for example 30s, 5m or 2h; the run can be resumed.")
    @Nullable Duration maxTime;

    @Option(names = "--max-failures", paramLabel = "N", description = "Stop when so many simulations have failed; the run can be resumed.")
    @Nullable Integer maxFailures;

    @Option(names = "--format", paramLabel = "FORMAT", description = "table, json or csv (default: table).")
    Format format = Format.TABLE;

    @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "Write the report to a file, whole or not at all (default: standard output).")
    @Nullable Path out;

    @Option(names = {"-q", "--quiet"}, description = "No progress and no remarks on standard error.")
    boolean quiet;

    @Option(names = "--wide", description = ListArguments.WIDE)
    boolean wide;

    /** How a result is written. */
    enum Format {
        TABLE,
        JSON,
        CSV;

        /**
         * Returns what writes this format.
         *
         * @param screen what a table is written for
         */
        Reporter reporter(Screen screen) {
            return switch (this) {
                case TABLE -> new TableReporter(screen);
                case JSON -> new JsonReporter();
                case CSV -> new CsvReporter();
            };
        }
    }

    /** Returns what a table is written for: the terminal, or a file. */
    Screen screen(Terminal terminal) {
        return out != null ? Screen.PLAIN : wide ? terminal.screen().wide() : terminal.screen();
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
