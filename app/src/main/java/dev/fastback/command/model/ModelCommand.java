package dev.fastback.command.model;

import dev.fastback.command.usage.CommandGroup;
import picocli.CommandLine.Command;

/** Groups the commands about models that forecast. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        subcommands = {ModelCheckCommand.class, ModelCardCommand.class, ModelFitCommand.class},
        description = "Looks at models that forecast, writes cards for them, or fits the linear one (docs/models.md).",
        footer = {"", "Exit codes: 2 where no command is named; else that command's: fastback model check --help lists them."})
final class ModelCommand extends CommandGroup {}
