package dev.fastback.journal;

/** A journal that cannot be written or read; the message is one line and names the place. */
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes an exception. */
    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
