package dev.fastback.app;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

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
        if (type == DataCheckCommand.class) {
            return type.cast(new DataCheckCommand(terminal));
        }
        return CommandLine.defaultFactory().create(type);
    }
}
