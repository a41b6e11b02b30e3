package dev.fastback.command;

import dev.fastback.store.RunRecord;
import dev.fastback.store.RunStore;
import dev.fastback.terminal.ExitCode;
import dev.fastback.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists stored runs, and groups the commands about them. */
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {
            RunsShowCommand.class,
            RunsExportCommand.class,
            RunsRemoveCommand.class,
            RunsVerifyCommand.class,
            RunsCompactCommand.class
        },
        description = "Lists stored runs, newest first.",
        footer = {
            "",
            "RUN is a run's id, the beginning of it, or last. Runs are kept in FASTBACK_HOME, else in ~/.fastback.",
            "Counts are of results that are as they were written; beyond the newest 100,000 results they are those that were written down.",
            "Exit codes: 0 done; 2 bad usage, or the store cannot be read; 4 standard output cannot be written; 70 an internal fault."
        })
final class RunsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--format", paramLabel = "FORMAT", description = "table or json (default: table).")
    ListFormat format = ListFormat.TABLE;

    /** How runs are listed. */
    enum ListFormat {
        TABLE,
        JSON
    }

    RunsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        List<RunRecord> runs = RunStore.openToRead(RunHome.of(terminal).folder())
                .map(store -> {
                    try (store) {
                        return store.list();
                    }
                })
                .orElse(List.of());
        terminal.print(format == ListFormat.JSON ? RunListing.json(runs) : RunListing.table(runs));
        terminal.out().flush();
        return ExitCode.DONE;
    }
}
