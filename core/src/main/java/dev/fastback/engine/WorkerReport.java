package dev.fastback.engine;

import java.util.List;
import java.util.function.Supplier;

/**
 * Tells a sink what the workers of an engine do: when it has changed, and a few times a second at most. For the thread that called the
 * engine.
 */
public final class WorkerReport {
    private static final long STEP_NANOS = 250_000_000L;

    private final ResultSink sink;
    private final Supplier<List<WorkerState>> states;
    private List<WorkerState> told = List.of();
    private long lastNanos;

    /**
     * Makes a report that has told nothing.
     *
     * @param states returns what the workers do at the moment
     */
    public WorkerReport(ResultSink sink, Supplier<List<WorkerState>> states) {
        this.sink = sink;
        this.states = states;
    }

    /** Tells what has changed, if the last time is long enough ago; costs next to nothing otherwise. */
    public void tellIfDue() {
        if (System.nanoTime() - lastNanos >= STEP_NANOS) {
            tell();
        }
    }

    /** Tells what has changed, at the beginning and at the end of a call. */
    public void tell() {
        List<WorkerState> now = List.copyOf(states.get());
        if (!now.equals(told)) {
            sink.workers(now);
            told = now;
        }
        lastNanos = System.nanoTime();
    }
}
