package dev.fastback.command;

import picocli.CommandLine.Option;

/** How a list is written. */
final class ListArguments {
    /** What {@code --wide} does, on any command that writes a table. */
    static final String WIDE = "Write tables in full, however wide the terminal is.";

    @Option(names = "--format", paramLabel = "FORMAT", description = "table or json (default: table).")
    RunsCommand.ListFormat format = RunsCommand.ListFormat.TABLE;

    @Option(names = "--wide", description = WIDE)
    boolean wide;

    /** Returns whether JSON is asked for. */
    boolean isJson() {
        return format == RunsCommand.ListFormat.JSON;
    }
}
