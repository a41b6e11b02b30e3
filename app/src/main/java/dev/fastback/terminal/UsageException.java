package dev.fastback.terminal;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The user asked for something that cannot be done; the message is one line that says what and why. Exit code 2. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageException(@Nullable String message) {
        super(message);
    }

    /**
     * Makes one of an error below, whose trace {@code --debug} shows.
     *
     * @param cause what was thrown
     */
    public UsageException(@Nullable String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Makes sure of what can be done.
     *
     * @throws UsageException with the message if not
     */
    public static void require(boolean condition, String message) {
        if (!condition) {
            throw new UsageException(message);
        }
    }

    /**
     * Reads the value of an option.
     *
     * @throws UsageException with the option's name before the reader's message where the reader refuses the value
     */
    public static <T> T valued(String option, String value, Function<String, T> reader) {
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException e) {
            throw new UsageException(option + " " + e.getMessage(), e);
        }
    }
}
