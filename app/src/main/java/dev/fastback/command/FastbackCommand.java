package dev.fastback.command;

import dev.fastback.command.data.DataCommand;
import dev.fastback.command.model.CacheCommand;
import dev.fastback.command.model.ModelCommand;
import dev.fastback.command.runs.RunsCommand;
import dev.fastback.command.study.BacktestCommand;
import dev.fastback.command.study.OptimizeCommand;
import dev.fastback.command.study.ReportCommand;
import dev.fastback.command.study.ResumeCommand;
import dev.fastback.command.study.ValidateCommand;
import dev.fastback.command.usage.CommandGroup;
import dev.fastback.terminal.Version;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root command. */
@Command(
        name = "fastback",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Optimizes trading backtests: exact, fast, and honest about how far a result can be trusted.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:done, but some simulations or files failed (listed)",
            "2:bad usage or input",
            "3:nothing usable ran",
            "4:stopped by a limit or by storage; can be resumed",
            "70:an internal fault",
            "130:interrupted by Ctrl-C or SIGTERM, with a valid partial result; can be resumed"
        })
final class FastbackCommand extends CommandGroup {
    /** The commands by name, in the order of the help; they are added by {@link Main}, which does not always need all. */
    static final List<Map.Entry<String, Class<?>>> COMMANDS = List.of(
            Map.entry("optimize", OptimizeCommand.class),
            Map.entry("run", BacktestCommand.class),
            Map.entry("strategies", StrategiesCommand.class),
            Map.entry("resume", ResumeCommand.class),
            Map.entry("report", ReportCommand.class),
            Map.entry("runs", RunsCommand.class),
            Map.entry("validate", ValidateCommand.class),
            Map.entry("bench", BenchCommand.class),
            Map.entry("profile", ProfileCommand.class),
            Map.entry("data", DataCommand.class),
            Map.entry("model", ModelCommand.class),
            Map.entry("cache", CacheCommand.class),
            Map.entry("components", ComponentsCommand.class),
            Map.entry("gpu-info", GpuInfoCommand.class),
            Map.entry("completion", CompletionCommand.class));

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    boolean debug;
}
