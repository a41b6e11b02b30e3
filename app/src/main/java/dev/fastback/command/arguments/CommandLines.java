package dev.fastback.command.arguments;

import picocli.CommandLine;

/** How every command line of ours is read. */
public final class CommandLines {
    private CommandLines() {}

    /** Sets it on one: names of constants in any case, and no option twice. */
    public static CommandLine configure(CommandLine commandLine) {
        return commandLine.setCaseInsensitiveEnumValuesAllowed(true).setOverwrittenOptionsAllowed(false);
    }
}
