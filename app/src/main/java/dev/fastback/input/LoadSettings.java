package dev.fastback.input;

import dev.fastback.search.StopSignal;
import dev.fastback.terminal.Terminal;
import java.util.function.Consumer;

/**
 * How bars are read, which has no part in what comes out.
 *
 * @param terminal where progress and remarks go, and what standard input is
 * @param quiet whether only what is left out is said
 * @param stop ends the reading of bars
 * @param workers files that are read at the same time
 */
public record LoadSettings(Terminal terminal, boolean quiet, StopSignal stop, int workers) {
    /** Returns the same for no more files at a time than there are processors. */
    LoadSettings withinProcessors() {
        return new LoadSettings(terminal, quiet, stop, Math.min(workers, Runtime.getRuntime().availableProcessors()));
    }

    /** Returns where remarks go. */
    public Consumer<String> remarks() {
        return quiet ? _ -> {} : terminal::say;
    }
}
