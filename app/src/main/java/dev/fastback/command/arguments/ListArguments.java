package dev.fastback.command.arguments;

import dev.fastback.command.runs.RunsCommand;
import dev.fastback.terminal.Screen;
import dev.fastback.terminal.Terminal;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** How a list is written. */
final class ListArguments {
    /** What {@code --wide} does, on any command that writes a table. */
    static final String WIDE = "Write tables in full, however wide the terminal is.";

    @Option(names = "--format", paramLabel = "FORMAT", description = "table or json (default: table).")
    RunsCommand.ListFormat format = RunsCommand.ListFormat.TABLE;

    @Option(names = "--wide", description = WIDE)
    boolean wide;

    /**
     * Writes what is asked for to standard output.
     *
     * @param json makes the JSON
     * @param table makes the table for a screen
     */
    void write(Terminal terminal, Supplier<String> json, Function<Screen, String> table) {
        if (format == RunsCommand.ListFormat.JSON) {
            terminal.print(json.get());
        } else {
            Screen screen = wide ? terminal.screen().wide() : terminal.screen();
            terminal.out().print(screen.show(table.apply(screen)));
        }
        terminal.out().flush();
    }
}
