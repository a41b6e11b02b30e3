package dev.fastback.command;

import dev.fastback.command.arguments.ListArguments;
import dev.fastback.terminal.ExitCode;
import dev.fastback.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the parts that commands can name. */
@Command(
        name = "components",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the engines, searches, strategies, forecasters, evaluators and bar formats that are there, and why one cannot work here.",
            "Those beside Fastback are found in the jars of the class path."
        },
        footer = {"", "Exit codes: 0 done, whether or not all can work; 2 bad usage; 4 standard output cannot be written; 70 an internal fault."})
final class ComponentsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    ListArguments how = new ListArguments();

    ComponentsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var kinds = ComponentListing.kinds();
        how.write(terminal, () -> ComponentListing.json(kinds), screen -> ComponentListing.table(kinds, screen));
        return ExitCode.DONE;
    }
}
