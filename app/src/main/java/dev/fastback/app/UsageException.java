package dev.fastback.app;

/** The user asked for something that cannot be done; the message is one line that says what and why. Exit code 2. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message, null, false, false);
    }
}
