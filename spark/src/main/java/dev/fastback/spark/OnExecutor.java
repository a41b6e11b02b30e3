package dev.fastback.spark;

import dev.fastback.engine.OwnModel;
import dev.fastback.search.StopSignal;
import java.io.Serializable;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/**
 * The work of tasks on an executor: the study there, a stop when Spark kills the task, and the check that the executor computes what the parent
 * would. What travels with it is the broadcast's name and a text; nothing of the parent's objects.
 */
abstract class OnExecutor<T extends OnExecutor.Task, A> implements Function<T, A> {
    private static final long serialVersionUID = 1L;
    private static final long POLL_NANOS = 20_000_000;

    private final Sent sent;

    OnExecutor(Sent sent) {
        this.sent = sent;
    }

    /**
     * A study that was broadcast.
     *
     * @param bytes in pieces, the encoded study, or without its symbols where they are sent in slices
     * @param id its name among all studies
     * @param build what must run where it is used
     */
    record Sent(Broadcast<byte[][]> bytes, String id, Build build) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** What a task is given. */
    interface Task extends Serializable {
        /** Returns the symbols that it needs, in their order; none where the study came whole. */
        Slice[] slices();
    }

    /**
     * Does a task's work.
     *
     * @param part of the study with the symbols that the task needs
     * @param model that this executor has loaded for itself; null where the study has its forecasts
     */
    abstract A run(StudyOnExecutor.Part part, @Nullable OwnModel model, T task);

    @Override
    public final A call(T work) {
        sent.build().requireHere();
        StopSignal stop = new StopSignal();
        @Nullable TaskContext task = TaskContext.get();
        Thread watcher = Thread.ofVirtual().start(() -> watch(task, stop));
        try {
            StudyOnExecutor here = StudyOnExecutor.get(sent.id(), sent.bytes()::value);
            StudyOnExecutor.Part part = here.of(work.slices());
            return run(new StudyOnExecutor.Part(part.study().withStop(stop), part.symbols()), here.model(), work);
        } finally {
            watcher.interrupt();
        }
    }

    /** Returns the name of the executor, for people who watch. */
    static String executor() {
        return "executor-" + SparkEnv.get().executorId();
    }

    /** Asks the searches of a task that was killed to give up: Spark says so to the task's context alone. */
    private static void watch(@Nullable TaskContext task, StopSignal stop) {
        while (task != null && !Thread.currentThread().isInterrupted()) {
            if (task.isInterrupted()) {
                stop.request();
                return;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
