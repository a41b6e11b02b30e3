package dev.fastback.command.arguments;

import dev.fastback.store.RunStore;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.UsageException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where runs are kept.
 *
 * @param folder {@code FASTBACK_HOME}, else {@code .fastback} in the user's home, which is {@code HOME}, else what Java knows of
 */
public record RunHome(Path folder) {
    static final String FORECASTS = "forecasts";

    /** What RUN is where it may be left out. */
    public static final String RUN_OR_LAST = "A run's id, the beginning of it, or last (default: last).";

    /**
     * Returns where runs are kept.
     *
     * @throws UsageException if that is nowhere
     */
    public static RunHome of(Terminal terminal) {
        String given = terminal.environment().getOrDefault("FASTBACK_HOME", "");
        try {
            return new RunHome(given.isBlank() ? home(terminal, "FASTBACK_HOME").resolve(".fastback") : Path.of(given).toAbsolutePath());
        } catch (InvalidPathException e) {
            throw new UsageException("FASTBACK_HOME is no path: " + given);
        }
    }

    /** Returns the folder of what is computed again where it is not kept; null where there is no home, and nothing is kept. */
    public static @Nullable Path forCaches(Terminal terminal) {
        boolean isNowhere = terminal.environment().getOrDefault("FASTBACK_HOME", "").isBlank() && !userHome(terminal).isAbsolute();
        return isNowhere ? null : of(terminal).folder();
    }

    /**
     * Returns the user's home.
     *
     * @param instead variable that names another folder
     * @throws UsageException if none is known, as of a user without an entry and without {@code HOME}
     */
    public static Path home(Terminal terminal, String instead) {
        Path home = userHome(terminal);
        if (!home.isAbsolute()) {
            String given = terminal.environment().getOrDefault("HOME", "");
            throw new UsageException("this user has no home folder; set " + instead + " to a folder" + (given.isBlank() ? "" : "; HOME is no whole path: " + given));
        }
        return home;
    }

    private static Path userHome(Terminal terminal) {
        String given = terminal.environment().getOrDefault("HOME", "");
        return Path.of(given.isBlank() ? System.getProperty("user.home", "") : given);
    }

    /** Returns where forecasts of models are kept. */
    public Path forecasts() {
        return folder.resolve(FORECASTS);
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
