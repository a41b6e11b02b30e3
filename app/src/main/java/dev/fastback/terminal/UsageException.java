package dev.fastback.terminal;

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
}
