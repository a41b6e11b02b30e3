package dev.fastback.command.data;

import dev.fastback.command.usage.CommandGroup;
import picocli.CommandLine.Command;

/** Groups the commands about price files. */
@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        subcommands = {DataCheckCommand.class, DataConvertCommand.class},
        description = "Looks at price files, or writes them in another format.",
        footer = {"", "Exit codes: 2 where no command is named; else that command's: fastback data check --help lists them."})
final class DataCommand extends CommandGroup {}
