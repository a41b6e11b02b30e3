package dev.fastback.command;

import dev.fastback.terminal.Interruption;
import dev.fastback.terminal.Terminal;
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
        usageHelpAutoWidth = true,
        description = "Writes all results of a run as CSV, one row per simulation and strategy, or as the JSON of optimize.",
        footer = {"", "Exit codes: as of report: fastback report --help lists them."})
final class RunsExportCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Interruption interruption;

    @Parameters(paramLabel = "RUN", description = "A run's id, the beginning of it, or last.")
    String id = "";

    @Option(names = "--format", required = true, paramLabel = "FORMAT", description = "csv or json.")
    ExportFormat format = ExportFormat.CSV;

    @Option(names = "--out", paramLabel = "FILE", description = "Write to a file, whole or not at all (default: standard output).")
    @Nullable Path out;

    /** What other programs read. */
    enum ExportFormat {
        CSV,
        JSON
    }

    RunsExportCommand(Terminal terminal, Interruption interruption) {
        this.terminal = terminal;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        RunArguments.Format chosen = format == ExportFormat.CSV ? RunArguments.Format.CSV : RunArguments.Format.JSON;
        return ReportCommand.report(terminal, interruption, id, chosen, out);
    }
}
