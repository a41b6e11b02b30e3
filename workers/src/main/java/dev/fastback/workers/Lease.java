package dev.fastback.workers;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the supervisor knows of one worker: the simulations it holds, in the order it runs them, and since when it runs the first. */
final class Lease {
    private final WorkerProcess worker;
    private final long startedNanos = System.nanoTime();
    private final Deque<Integer> held = new ArrayDeque<>();
    private boolean ready;
    private boolean warm;
    private boolean holdsSuspect;
    private long firstNanos;
    private @Nullable Ending condemnation;
    private @Nullable Integer condemnedFor;
    private long condemnedNanos;

    Lease(WorkerProcess worker) {
        this.worker = worker;
    }

    WorkerProcess worker() {
        return worker;
    }

    long startedNanos() {
        return startedNanos;
    }

    boolean isReady() {
        return ready;
    }

    void becomeReady() {
        ready = true;
    }

    /** Returns whether it has finished a simulation. */
    boolean isWarm() {
        return warm;
    }

    int heldCount() {
        return held.size();
    }

    Collection<Integer> held() {
        return List.copyOf(held);
    }

    /** Returns whether it may be given simulations. */
    boolean isOpen() {
        return ready && condemnation == null && !holdsSuspect;
    }

    /** Returns when it began with the first simulation that it holds. */
    long firstNanos() {
        return firstNanos;
    }

    void give(int[] indices, boolean suspect) {
        if (held.isEmpty()) {
            firstNanos = System.nanoTime();
        }
        for (int index : indices) {
            held.add(index);
        }
        holdsSuspect = suspect;
        worker.send(Frame.batch(indices));
    }

    /** Notes that a simulation is finished; false if it was not the one that was due. */
    boolean finish(int index) {
        Integer due = held.peek();
        if (due == null || due != index) {
            return false;
        }
        held.remove();
        holdsSuspect = false;
        warm = true;
        firstNanos = System.nanoTime();
        return true;
    }

    /**
     * Returns whether the end of this worker may be due to what it held; not if it never ran anything, or has finished what it was
     * condemned for.
     */
    boolean isHeldToBlame() {
        return ready && (condemnation == null || Objects.equals(condemnedFor, held.peek()));
    }

    /** Ends the worker for a reason, once. */
    void condemn(Ending ending) {
        if (condemnation == null) {
            condemnation = ending;
            condemnedFor = held.peek();
            condemnedNanos = System.nanoTime();
            worker.kill();
        }
    }

    @Nullable Ending condemnation() {
        return condemnation;
    }

    long condemnedNanos() {
        return condemnedNanos;
    }
}
