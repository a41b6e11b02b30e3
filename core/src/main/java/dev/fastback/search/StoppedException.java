package dev.fastback.search;

/** A search was told to stop before it had ended; what it had found until then depends on the moment and is dropped. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes an exception without a trace: it is no fault. */
    public StoppedException() {
        super("the run was stopped", null, false, false);
    }
}
