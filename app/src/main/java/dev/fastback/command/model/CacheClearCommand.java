package dev.fastback.command.model;

import dev.fastback.command.arguments.RunHome;
import dev.fastback.forecast.cache.CacheFolder;
import dev.fastback.terminal.ExitCode;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.UsageException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Removes the forecasts of models that are kept. */
@Command(
        name = "clear",
        mixinStandardHelpOptions = true,
        description = "Removes all forecasts of models that are kept; later runs compute them again. Stored runs keep what they reported.",
        footer = {"", "Exit codes: 0 done; 2 bad usage, or they cannot be removed; 4 standard output cannot be written; 70 an internal fault."})
final class CacheClearCommand implements Callable<Integer> {
    private final Terminal terminal;

    CacheClearCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try {
            terminal.print(new CacheFolder(RunHome.of(terminal).forecasts()).clear() + " bytes given back\n");
        } catch (UncheckedIOException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        terminal.out().flush();
        return ExitCode.DONE;
    }
}
