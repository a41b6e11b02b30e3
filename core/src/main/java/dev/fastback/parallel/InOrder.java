package dev.fastback.parallel;

import dev.fastback.recording.ProcessProfile;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Does tasks on several threads and hands their results over in the order in which the tasks were added, whichever ends first. A few are under
 * way at a time, so that memory stays bounded. With one worker a task is done in the caller's thread, when its result is taken.
 *
 * <p>One thread adds and takes. Tasks that are under way when this is closed are interrupted, and not waited for.
 *
 * @param <T> what a task makes
 * @param <E> what it may throw beside unchecked exceptions
 */
public final class InOrder<T, E extends Exception> implements AutoCloseable {
    private static final int PER_WORKER = 2;

    private final int most;
    private final @Nullable ExecutorService executor;
    private final Deque<FutureTask<T>> underWay = new ArrayDeque<>();

    /** One of many tasks. */
    public interface Work<T, E extends Exception> {
        /** Does the task with a number from 0; called on any thread. */
        T of(int index) throws E;
    }

    /** Takes results. */
    public interface Taker<T, E extends Exception> {
        /** Takes the result of the task with a number from 0; called in the thread that asked for the work, in order. */
        void take(int index, T result) throws E;
    }

    /**
     * Makes one without tasks.
     *
     * @param workers threads; with less than 2 there are none
     * @param name what the threads are called, a number after it
     */
    public InOrder(int workers, String name) {
        this.most = workers < 2 ? 1 : PER_WORKER * workers;
        this.executor = workers < 2
                ? null
                : Executors.newFixedThreadPool(workers, ProcessProfile.telling(Thread.ofPlatform().daemon(true).name(name, 0).factory()));
    }

    /**
     * Does a task for each number from 0 to {@code count} (exclusive) and hands the results on, in order and in this thread.
     *
     * @param workers threads; with less than 2 this one does the work
     * @param name what the threads are called, a number after it
     * @throws E if a task or the taker throws it, or whatever else they throw: that of the first task by number
     */
    public static <T, E extends Exception> void forEach(int workers, String name, int count, Work<T, E> work, Taker<T, E> taker)
            throws E {
        int taken = 0;
        try (InOrder<T, E> tasks = new InOrder<>(Math.min(workers, count), name)) {
            for (int i = 0; i < count; i++) {
                int index = i;
                if (tasks.isFull()) {
                    taker.take(taken++, tasks.take());
                }
                tasks.add(() -> work.of(index));
            }
            while (!tasks.isEmpty()) {
                taker.take(taken++, tasks.take());
            }
        }
    }

    /** Returns whether as many tasks are under way as may be: the next is to be taken before another is added. */
    public boolean isFull() {
        return underWay.size() >= most;
    }

    /** Returns whether every result was taken. */
    public boolean isEmpty() {
        return underWay.isEmpty();
    }

    /**
     * Adds a task.
     *
     * @param task throws no checked exception but {@code E}
     */
    public void add(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        underWay.add(future);
        if (executor != null) {
            executor.execute(future);
        }
    }

    /**
     * Returns the result of the oldest task that was not taken, when it is there.
     *
     * @throws E if the task throws it, or whatever else the task throws
     * @throws IllegalStateException if this thread is interrupted
     * @throws java.util.NoSuchElementException if there is none
     */
    public T take() throws E {
        FutureTask<T> oldest = underWay.remove();
        if (executor == null) {
            oldest.run();
        }
        return Futures.<T, E>result(oldest);
    }

    @Override
    public void close() {
        if (executor != null) {
            executor.shutdownNow();
        }
    }
}
