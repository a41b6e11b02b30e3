package dev.fastback.command.arguments;

import dev.fastback.journal.RunJournal;
import dev.fastback.report.CsvReporter;
import dev.fastback.report.JsonReporter;
import dev.fastback.report.ParquetReporter;
import dev.fastback.report.Reporter;
import dev.fastback.report.page.HtmlReporter;
import dev.fastback.report.table.HeatMap;
import dev.fastback.report.table.TableReporter;
import dev.fastback.terminal.Screen;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.UsageException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When to stop, and where to write. Nothing here has a part in results. */
final class RunArguments {
    static final String HEAT = "Draw in the table what the newest fit is worth over two parameters, for example high,low; needs trials (--keep-trials) unless search is exact.";

    @Option(names = "--max-time", paramLabel = "DURATION", converter = DurationConverter.class, description = "Stop after this time, for example 30s, 5m or 2h; the run can be resumed.")
    @Nullable Duration maxTime;

    @Option(names = "--max-failures", paramLabel = "N", description = "Stop when so many simulations have failed; the run can be resumed.")
    @Nullable Integer maxFailures;

    @Option(names = "--format", paramLabel = "FORMAT", description = "table, json, csv, html or parquet (default: as the name of --out ends, else table).")
    @Nullable Format format;

    @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "Write the report to a file, whole or not at all (default: standard output).")
    @Nullable Path out;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the report as a page of charts and tables to a file as well: one HTML file that holds all it shows.")
    @Nullable Path page;

    @Option(names = "--open", description = "Show the page in the browser; with --report, or --out and a name that ends in .html.")
    boolean open;

    @Option(names = {"-q", "--quiet"}, description = "No progress and no remarks on standard error.")
    boolean quiet;

    @Option(names = "--heat", paramLabel = "ACROSS,UP", split = ",", description = HEAT)
    @Nullable List<String> heat;

    @Option(names = "--wide", description = ListArguments.WIDE)
    boolean wide;

    /** How a result is written. */
    enum Format {
        TABLE,
        JSON,
        CSV,
        HTML,
        PARQUET;

        /** Returns the format that was given, else the one that a file's name tells. */
        static Format of(@Nullable Format given, @Nullable Path out) {
            String name = out == null ? "" : out.toString().toLowerCase(Locale.ROOT);
            if (given != null) {
                return given;
            }
            return name.endsWith(".json")
                    ? JSON
                    : name.endsWith(".csv") ? CSV : name.endsWith(".html") ? HTML : name.endsWith(".parquet") ? PARQUET : TABLE;
        }

        /**
         * Returns what writes this format.
         *
         * @param screen what a table is written for
         * @param heat what a table draws of searches; null for nothing
         * @param journal where kept trials are read from; null where the result has them
         */
        Reporter reporter(Screen screen, @Nullable HeatMap heat, @Nullable RunJournal journal) {
            return switch (this) {
                case TABLE -> new TableReporter(screen, heat, journal);
                case JSON -> new JsonReporter();
                case CSV -> new CsvReporter();
                case HTML -> new HtmlReporter(journal);
                case PARQUET -> new ParquetReporter();
            };
        }
    }

    /** Returns what a table is written for: the terminal, or a file. */
    Screen screen(Terminal terminal) {
        return out != null ? Screen.PLAIN : wide ? terminal.screen().wide() : terminal.screen();
    }

    /** Returns what writes the report to the terminal, or to a file. */
    Reporter reporter(Terminal terminal, @Nullable RunJournal journal) {
        return Format.of(format, out).reporter(screen(terminal), heatMap(), journal);
    }

    /** Returns what the table draws of searches; null for nothing. */
    @Nullable HeatMap heatMap() {
        return heat == null ? null : HeatMap.of(heat);
    }

    /** Returns the file that the browser is to show; null where it is to show none. */
    @Nullable Path shown() {
        return !open ? null : page != null ? page : out;
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
        if (Format.of(format, out) == Format.PARQUET) {
            if (out == null) {
                throw new UsageException("--format parquet is no text; name a file with --out FILE.parquet");
            }
            ParquetReporter.format(); // before anything runs
        }
        if (heatMap() != null && Format.of(format, out) != Format.TABLE) {
            throw new UsageException("--heat draws in the table; a page (--report) has heat maps without it");
        }
        if (open && page == null && (out == null || Format.of(format, out) != Format.HTML)) {
            throw new UsageException("--open shows a page; say where it is to be with --report FILE.html");
        }
        if (page != null && page.equals(out)) {
            throw new UsageException("--report and --out name the same file, " + page);
        }
    }
}
