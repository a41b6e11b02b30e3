package dev.fastback.workers;

import dev.fastback.engine.WorkerState;
import dev.fastback.engine.WorkerState.Activity;
import dev.fastback.workers.wire.Frame;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the supervisor knows about one worker: the simulations it holds, in the order it runs them, and when it started the first. */
final class Lease {
    private final WorkerProcess worker;
    private final long startedNanos = System.nanoTime();
    private final Deque<Integer> held = new ArrayDeque<>();
    private boolean ready;
    private boolean warm;
    private boolean holdsSuspect;
    private long finished;
    private long firstNanos;
    private @Nullable WorkerExit termination;
    private @Nullable Integer terminatedFor;
    private long terminatedNanos;

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

    /**
     * Returns what the worker does, for people who watch.
     *
     * @param over whether no worker gets any more
     */
    WorkerState state(boolean over) {
        Activity activity = over || termination != null ? Activity.ENDED
                : !ready ? Activity.STARTING
                : held.isEmpty() ? Activity.IDLE : Activity.BUSY;
        return new WorkerState("worker-" + worker.number(), activity, finished);
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

    /** Returns whether it takes simulations. */
    boolean isOpen() {
        return ready && termination == null && !holdsSuspect;
    }

    /** Returns when it started the first simulation that it holds. */
    long firstNanos() {
        return firstNanos;
    }

    /** Sends it simulations to run. */
    void assign(int[] indices, boolean suspect) {
        if (held.isEmpty()) {
            firstNanos = System.nanoTime();
        }
        for (int index : indices) {
            held.add(index);
        }
        holdsSuspect = suspect;
        worker.send(Frame.batch(indices));
    }

    /** Records that a simulation is finished; false if another one was due. */
    boolean finish(int index) {
        Integer due = held.peek();
        if (due == null || due != index) {
            return false;
        }
        held.remove();
        finished++;
        holdsSuspect = false;
        warm = true;
        firstNanos = System.nanoTime();
        return true;
    }

    /**
     * Returns whether the simulations that it holds may have caused its exit; not if it never ran anything, or has finished the one that it
     * was terminated for.
     */
    boolean holdsPossibleCause() {
        return ready && (termination == null || Objects.equals(terminatedFor, held.peek()));
    }

    /** Terminates the worker; only the first reason counts. */
    void terminate(WorkerExit reason) {
        if (termination == null) {
            termination = reason;
            terminatedFor = held.peek();
            terminatedNanos = System.nanoTime();
            worker.kill();
        }
    }

    /** Returns why the supervisor has terminated it; null if it has not. */
    @Nullable WorkerExit termination() {
        return termination;
    }

    long terminatedNanos() {
        return terminatedNanos;
    }
}
