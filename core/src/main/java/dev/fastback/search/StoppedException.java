package dev.fastback.search;

import org.jspecify.annotations.Nullable;

/** A search was told to stop before it had ended; what it had found until then depends on the moment and is no result. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Solution best;

    /** Makes an exception of a search that has nothing to show. */
    public StoppedException() {
        this(null);
    }

    /** Makes an exception without a trace: it is no fault. */
    public StoppedException(@Nullable Solution best) {
        super("the run was stopped", null, false, false);
        this.best = best;
    }

    /** Returns the best so far, to be told and not to be kept; null if nothing is known of it. */
    public @Nullable Solution best() {
        return best;
    }
}
