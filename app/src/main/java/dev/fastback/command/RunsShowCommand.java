package dev.fastback.command;

import dev.fastback.store.RunRecord;
import dev.fastback.store.RunStore;
import dev.fastback.terminal.ExitCode;
import dev.fastback.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what is known about a stored run. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = "Shows what is known about a run; its results are shown by fastback report RUN.",
        footer = {"", "Exit codes: 0 done; 2 bad usage, no such run, or the store cannot be read; 4 standard output cannot be written; 70 an internal fault."})
final class RunsShowCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "RUN", description = "A run's id, the beginning of it, or last.")
    String id = "";

    @Option(names = "--format", paramLabel = "FORMAT", description = "table or json (default: table).")
    RunsCommand.ListFormat format = RunsCommand.ListFormat.TABLE;

    RunsShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (RunStore store = RunHome.of(terminal).storeToRead()) {
            RunRecord record = store.findAndCount(id);
            terminal.print(format == RunsCommand.ListFormat.JSON ? RunListing.json(record) : RunListing.text(record));
            terminal.out().flush();
            return ExitCode.DONE;
        }
    }
}
