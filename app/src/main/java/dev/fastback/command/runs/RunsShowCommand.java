package dev.fastback.command.runs;

import dev.fastback.command.arguments.ListArguments;
import dev.fastback.command.arguments.RunHome;
import dev.fastback.command.study.LastRun;
import dev.fastback.store.RunRecord;
import dev.fastback.store.RunStore;
import dev.fastback.terminal.ExitCode;
import dev.fastback.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what is known about a stored run. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows what is known about a run; its results are shown by fastback report RUN.",
        footer = {"", "Exit codes: 0 done; 2 bad usage, no such run, or the store cannot be read; 4 standard output cannot be written; 70 an internal fault."})
final class RunsShowCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(arity = "0..1", paramLabel = "RUN", description = RunHome.RUN_OR_LAST)
    String id = "";

    @Mixin
    ListArguments how = new ListArguments();

    RunsShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (RunStore store = RunHome.of(terminal).storeToRead()) {
            RunRecord record = store.findAndCount(LastRun.find(store, id, terminal, false).id());
            how.write(terminal, () -> RunListing.json(record), screen -> RunListing.text(record, screen));
            return ExitCode.DONE;
        }
    }
}
