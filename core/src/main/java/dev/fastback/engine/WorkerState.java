package dev.fastback.engine;

import java.util.Objects;

/**
 * What a worker of an engine is doing: for people who watch, with no part in results.
 *
 * @param name the worker, for example {@code worker-3}
 * @param activity what it does now
 * @param finished simulations that it has finished in this run
 */
public record WorkerState(String name, Activity activity, long finished) {
    /** What workers do. */
    public enum Activity {
        /** It is not ready for simulations yet. */
        STARTING,
        /** It runs simulations. */
        BUSY,
        /** It waits for simulations. */
        IDLE,
        /** It takes no more. */
        ENDED
    }

    public WorkerState {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(activity, "activity");
    }
}
