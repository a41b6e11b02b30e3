package dev.fastback.exact;

/** Thrown when what a device or another machine computed is not what the plain kernel computes here; the message says both, in one line. */
public final class DriftException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes an exception. */
    public DriftException(String message) {
        super(message);
    }
}
