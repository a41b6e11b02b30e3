package dev.fastback.command.arguments;

import dev.fastback.store.RunStore;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.UsageException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Where runs are kept.
 *
 * @param folder {@code FASTBACK_HOME}, else {@code .fastback} in the user's home
 */
public record RunHome(Path folder) {
    /** What RUN is where it may be left out. */
    public static final String RUN_OR_LAST = "A run's id, the beginning of it, or last (default: last).";

    public static RunHome of(Terminal terminal) {
        String given = terminal.environment().getOrDefault("FASTBACK_HOME", "");
        try {
            return new RunHome(given.isBlank() ? terminal.home().resolve(".fastback") : Path.of(given).toAbsolutePath());
        } catch (InvalidPathException e) {
            throw new UsageException("FASTBACK_HOME is no path: " + given);
        }
    }

    /** Returns where forecasts of models are kept. */
    public Path forecasts() {
        return folder.resolve("forecasts");
    }

    /**
     * Opens the store that is there.
     *
     * @throws UsageException if there is none
     */
    public RunStore existingStore() {
        return RunStore.openExisting(folder)
                .orElseThrow(() -> new UsageException("there are no runs in " + folder + "; fastback optimize makes one"));
    }

    /**
     * Opens the store that is there for reading alone, also one that may not be written.
     *
     * @throws UsageException if there is none
     */
    public RunStore storeToRead() {
        return RunStore.openToRead(folder)
                .orElseThrow(() -> new UsageException("there are no runs in " + folder + "; fastback optimize makes one"));
    }
}
