package dev.fastback.command;

import dev.fastback.command.data.DataCheckCommand;
import dev.fastback.command.data.DataConvertCommand;
import dev.fastback.command.model.CacheClearCommand;
import dev.fastback.command.model.CacheShowCommand;
import dev.fastback.command.model.ModelCardCommand;
import dev.fastback.command.model.ModelCheckCommand;
import dev.fastback.command.model.ModelFitCommand;
import dev.fastback.command.runs.RunsCommand;
import dev.fastback.command.runs.RunsCompactCommand;
import dev.fastback.command.runs.RunsExportCommand;
import dev.fastback.command.runs.RunsListCommand;
import dev.fastback.command.runs.RunsRemoveCommand;
import dev.fastback.command.runs.RunsShowCommand;
import dev.fastback.command.runs.RunsVerifyCommand;
import dev.fastback.command.study.BacktestCommand;
import dev.fastback.command.study.OptimizeCommand;
import dev.fastback.command.study.ReportCommand;
import dev.fastback.command.study.ResumeCommand;
import dev.fastback.command.study.ValidateCommand;
import dev.fastback.terminal.Interruption;
import dev.fastback.terminal.Terminal;
import picocli.CommandLine.IFactory;
import picocli.CommandLine;

/** Makes commands and hands them the outside world. */
final class CommandFactory implements IFactory {
    private final Terminal terminal;
    private final Interruption interruption;

    CommandFactory(Terminal terminal, Interruption interruption) {
        this.terminal = terminal;
        this.interruption = interruption;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == OptimizeCommand.class) {
            return type.cast(new OptimizeCommand(terminal, interruption));
        }
        if (type == BacktestCommand.class) {
            return type.cast(new BacktestCommand(terminal, interruption));
        }
        if (type == ValidateCommand.class) {
            return type.cast(new ValidateCommand(terminal, interruption));
        }
        if (type == BenchCommand.class) {
            return type.cast(new BenchCommand(terminal, interruption));
        }
        if (type == ProfileCommand.class) {
            return type.cast(new ProfileCommand(terminal, interruption));
        }
        if (type == StrategiesCommand.class) {
            return type.cast(new StrategiesCommand(terminal, interruption));
        }
        if (type == DataCheckCommand.class) {
            return type.cast(new DataCheckCommand(terminal));
        }
        if (type == DataConvertCommand.class) {
            return type.cast(new DataConvertCommand(terminal));
        }
        if (type == ResumeCommand.class) {
            return type.cast(new ResumeCommand(terminal, interruption));
        }
        if (type == ReportCommand.class) {
            return type.cast(new ReportCommand(terminal, interruption));
        }
        if (type == RunsCommand.class) {
            return type.cast(new RunsCommand(terminal));
        }
        if (type == RunsListCommand.class) {
            return type.cast(new RunsListCommand(terminal));
        }
        if (type == RunsShowCommand.class) {
            return type.cast(new RunsShowCommand(terminal));
        }
        if (type == RunsExportCommand.class) {
            return type.cast(new RunsExportCommand(terminal, interruption));
        }
        if (type == RunsRemoveCommand.class) {
            return type.cast(new RunsRemoveCommand(terminal));
        }
        if (type == RunsCompactCommand.class) {
            return type.cast(new RunsCompactCommand(terminal));
        }
        if (type == RunsVerifyCommand.class) {
            return type.cast(new RunsVerifyCommand(terminal, interruption));
        }
        if (type == CompletionCommand.class) {
            return type.cast(new CompletionCommand(terminal, interruption));
        }
        if (type == GpuInfoCommand.class) {
            return type.cast(new GpuInfoCommand(terminal));
        }
        if (type == ModelCheckCommand.class) {
            return type.cast(new ModelCheckCommand(terminal));
        }
        if (type == ModelCardCommand.class) {
            return type.cast(new ModelCardCommand(terminal));
        }
        if (type == ModelFitCommand.class) {
            return type.cast(new ModelFitCommand(terminal, interruption));
        }
        if (type == CacheShowCommand.class) {
            return type.cast(new CacheShowCommand(terminal));
        }
        if (type == CacheClearCommand.class) {
            return type.cast(new CacheClearCommand(terminal));
        }
        if (type == ComponentsCommand.class) {
            return type.cast(new ComponentsCommand(terminal));
        }
        return CommandLine.defaultFactory().create(type);
    }
}
