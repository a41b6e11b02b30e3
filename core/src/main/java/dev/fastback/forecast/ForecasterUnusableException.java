package dev.fastback.forecast;

/** A forecaster can answer nothing, whatever the context: for want of memory at every size of batch, for example. */
public final class ForecasterUnusableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes the exception. */
    public ForecasterUnusableException(String message, Throwable cause) {
        super(message, cause);
    }
}
