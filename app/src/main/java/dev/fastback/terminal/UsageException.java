package dev.fastback.terminal;

/** The user asked for something that cannot be done; the message is one line that says what and why. Exit code 2. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message, null, false, false);
    }
}
