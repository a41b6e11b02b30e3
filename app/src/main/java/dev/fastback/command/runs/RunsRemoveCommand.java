package dev.fastback.command.runs;

import dev.fastback.command.arguments.RunHome;
import dev.fastback.store.RunStore;
import dev.fastback.terminal.ExitCode;
import dev.fastback.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Removes stored runs. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = "Removes runs with their results. There is no way back.",
        footer = {"", "Exit codes: 0 done; 2 bad usage, no such run, or the store cannot be written; 4 standard output cannot be written; 70 an internal fault."})
final class RunsRemoveCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(arity = "1..*", paramLabel = "RUN", description = "A run's id, the beginning of it, or last.")
    List<String> ids = List.of();

    RunsRemoveCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (RunStore store = RunHome.of(terminal).existingStore()) {
            List<String> whole = new ArrayList<>();
            for (String id : ids) {
                whole.add(store.find(id).id());
            }
            for (String id : whole.stream().distinct().toList()) {
                store.remove(id);
                terminal.print("removed " + id + "\n");
            }
            terminal.out().flush();
            return ExitCode.DONE;
        }
    }
}
