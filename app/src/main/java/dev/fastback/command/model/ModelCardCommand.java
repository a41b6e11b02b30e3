package dev.fastback.command.model;

import dev.fastback.component.NearName;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.terminal.ExitCode;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.UsageException;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes the card of a well-known model. */
@Command(
        name = "card",
        mixinStandardHelpOptions = true,
        description = "Writes the card of a well-known model, to be kept beside its file: fastback model card chronos-bolt > bolt.yaml. Without a name, lists them.",
        footer = {"", "Exit codes: 0 done; 2 bad usage; 4 standard output cannot be written; 70 an internal fault."})
final class ModelCardCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The model's name.")
    String name = "";

    ModelCardCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        SortedMap<String, String> cards;
        try {
            cards = Forecasters.models().cards();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        String text = name.isEmpty() ? String.join("\n", cards.keySet()) + "\n" : cards.get(name);
        if (text == null) {
            throw new UsageException("no card " + name + NearName.orAll(name, cards.keySet(), "known"));
        }
        terminal.print(text);
        terminal.out().flush();
        return ExitCode.DONE;
    }
}
