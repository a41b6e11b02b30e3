package dev.fastback.command.runs;

import dev.fastback.command.arguments.ListArguments;
import dev.fastback.command.arguments.RunHome;
import dev.fastback.store.RunRecord;
import dev.fastback.store.RunStore;
import dev.fastback.terminal.ExitCode;
import dev.fastback.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists stored runs, and groups the commands about them. */
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {
            RunsListCommand.class,
            RunsShowCommand.class,
            RunsExportCommand.class,
            RunsRemoveCommand.class,
            RunsVerifyCommand.class,
            RunsCompactCommand.class
        },
        description = "Lists stored runs, newest first.",
        footer = {
            "",
            "RUN is a run's id, the beginning of it, or last; show, verify and export take the last run where none is named. Runs are kept in FASTBACK_HOME, else in ~/.fastback.",
            "Counts are of results that are as they were written; beyond the newest 100,000 results they are those that were written down.",
            "Exit codes: 0 done; 2 bad usage, or the store cannot be read; 4 standard output cannot be written; 70 an internal fault."
        })
final class RunsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    ListArguments how = new ListArguments();

    /** How runs are listed. */
    enum ListFormat {
        TABLE,
        JSON
    }

    RunsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return list(terminal, how);
    }

    /** Writes the list of runs. */
    static int list(Terminal terminal, ListArguments how) {
        List<RunRecord> runs = RunStore.openToRead(RunHome.of(terminal).folder())
                .map(store -> {
                    try (store) {
                        return store.list();
                    }
                })
                .orElse(List.of());
        how.write(terminal, () -> RunListing.json(runs), screen -> RunListing.table(runs, screen));
        return ExitCode.DONE;
    }
}
