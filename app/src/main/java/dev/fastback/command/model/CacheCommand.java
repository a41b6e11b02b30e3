package dev.fastback.command.model;

import dev.fastback.command.usage.CommandGroup;
import picocli.CommandLine.Command;

/** Groups the commands about forecasts of models that are kept. */
@Command(
        name = "cache",
        mixinStandardHelpOptions = true,
        subcommands = {CacheShowCommand.class, CacheClearCommand.class},
        description = "Shows or removes the forecasts of models that are kept between runs, in FASTBACK_HOME, else in ~/.fastback. They take 1 GiB at most.",
        footer = {"", "Exit codes: 2 where no command is named; else that command's: fastback cache show --help lists them."})
final class CacheCommand extends CommandGroup {}
