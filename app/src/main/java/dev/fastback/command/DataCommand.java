package dev.fastback.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups the commands about price files. */
@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        subcommands = DataCheckCommand.class,
        description = "Looks at price files.",
        footer = {"", "Exit codes: 2 where no command is named; else that command's: fastback data check --help lists them."})
final class DataCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command: " + String.join(", ", spec.subcommands().keySet()));
    }
}
