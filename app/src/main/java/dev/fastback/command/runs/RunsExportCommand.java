package dev.fastback.command.runs;

import dev.fastback.command.arguments.RunArguments;
import dev.fastback.command.arguments.RunHome;
import dev.fastback.command.study.ReportCommand;
import dev.fastback.terminal.Interruption;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.UsageException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the results of a stored run for other programs. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes all results of a run as CSV or Parquet, one row per simulation and strategy, or as the JSON of optimize; or its trials or fronts as CSV or Parquet.",
        footer = {"", "Exit codes: as of report: fastback report --help lists them."})
public final class RunsExportCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Interruption interruption;

    @Parameters(arity = "0..1", paramLabel = "RUN", description = RunHome.RUN_OR_LAST)
    String id = "";

    @Option(names = "--format", required = true, paramLabel = "FORMAT", description = "csv, json or parquet; parquet needs --out.")
    ExportFormat format = ExportFormat.CSV;

    @Option(names = "--trials", description = "The points that searches evaluated, as far as they were kept, instead of the results; csv or parquet.")
    boolean trials;

    @Option(names = "--front", description = "The points of the fronts of several metrics instead of the results; csv or parquet.")
    boolean front;

    @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "Write to a file, whole or not at all (default: standard output).")
    @Nullable Path out;

    /** What other programs read. */
    enum ExportFormat {
        CSV,
        JSON,
        PARQUET;

        private RunArguments.Format format() {
            return switch (this) {
                case CSV -> RunArguments.Format.CSV;
                case JSON -> RunArguments.Format.JSON;
                case PARQUET -> RunArguments.Format.PARQUET;
            };
        }
    }

    public RunsExportCommand(Terminal terminal, Interruption interruption) {
        this.terminal = terminal;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        if (trials && front) {
            throw new UsageException("--trials and --front are two tables; name one");
        }
        if ((trials || front) && format == ExportFormat.JSON) {
            throw new UsageException((trials ? "--trials are" : "--front is") + " written as CSV or Parquet; add --format csv or --format parquet");
        }
        if (trials) {
            return ReportCommand.trials(terminal, interruption, id, format.format(), out);
        }
        if (front) {
            return ReportCommand.fronts(terminal, interruption, id, format.format(), out);
        }
        return ReportCommand.report(terminal, interruption, id, new RunArguments(), format.format(), out, false, true);
    }
}
