package dev.fastback.command;

import picocli.CommandLine;

/** How every command line of ours is read. */
final class CommandLines {
    private CommandLines() {}

    /** Sets it on one: names of constants in any case, and no option twice. */
    static CommandLine configure(CommandLine commandLine) {
        return commandLine.setCaseInsensitiveEnumValuesAllowed(true).setOverwrittenOptionsAllowed(false);
    }
}
