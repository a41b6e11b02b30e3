package dev.fastback.command.runs;

import dev.fastback.command.arguments.ListArguments;
import dev.fastback.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists stored runs. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists stored runs, newest first, as fastback runs does.",
        footer = {"", "Exit codes: 0 done; 2 bad usage, or the store cannot be read; 4 standard output cannot be written; 70 an internal fault."})
final class RunsListCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    ListArguments how = new ListArguments();

    RunsListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return RunsCommand.list(terminal, how);
    }
}
