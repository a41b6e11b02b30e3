package dev.fastback.search;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Asks a run to stop soon: searches under way are given up, and simulations that have not ended become interrupted. Safe for use by many
 * threads.
 */
public final class StopSignal {
    private final AtomicBoolean requested = new AtomicBoolean();
    private final @Nullable StopSignal parent;

    /** Makes a signal that only {@link #request} sets. */
    public StopSignal() {
        this(null);
    }

    private StopSignal(@Nullable StopSignal parent) {
        this.parent = parent;
    }

    /** Returns a signal for a part of the run: requested whenever this one is, and by itself without this one. */
    public StopSignal child() {
        return new StopSignal(this);
    }

    /** Asks the run to stop. */
    public void request() {
        requested.set(true);
    }

    /** Returns whether it was asked to stop. */
    public boolean isRequested() {
        return requested.get() || (parent != null && parent.isRequested());
    }

    /**
     * Does nothing until asked to stop.
     *
     * @throws StoppedException from then on
     */
    public void check() {
        if (isRequested()) {
            throw new StoppedException();
        }
    }
}
