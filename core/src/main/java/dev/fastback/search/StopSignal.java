package dev.fastback.search;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Asks a run to stop soon: searches under way are given up, and simulations that have not ended become interrupted. Safe for use by many
 * threads.
 */
public final class StopSignal {
    private final AtomicBoolean requested = new AtomicBoolean();

    /** Asks the run to stop. */
    public void request() {
        requested.set(true);
    }

    /** Returns whether it was asked to stop. */
    public boolean isRequested() {
        return requested.get();
    }

    /**
     * Does nothing until asked to stop.
     *
     * @throws StoppedException from then on
     */
    public void check() {
        if (requested.get()) {
            throw new StoppedException();
        }
    }
}
