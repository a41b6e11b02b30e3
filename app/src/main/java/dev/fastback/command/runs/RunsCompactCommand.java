package dev.fastback.command.runs;

import dev.fastback.command.arguments.RunHome;
import dev.fastback.store.RunStore;
import dev.fastback.terminal.ExitCode;
import dev.fastback.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Gives the space of removed runs back. */
@Command(
        name = "compact",
        mixinStandardHelpOptions = true,
        description = "Gives the space of removed runs back to the disk.",
        footer = {"", "Exit codes: 0 done; 2 bad usage, no store, or it cannot be written; 4 standard output cannot be written; 70 an internal fault."})
final class RunsCompactCommand implements Callable<Integer> {
    private final Terminal terminal;

    RunsCompactCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (RunStore store = RunHome.of(terminal).existingStore()) {
            terminal.print(store.compact() + " bytes given back\n");
            terminal.out().flush();
            return ExitCode.DONE;
        }
    }
}
