package dev.fastback.parallel;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for work of other threads. */
public final class Futures {
    private Futures() {}

    /**
     * Returns what a task made, when it has ended.
     *
     * @param <T> what it makes
     * @param <E> what it may throw beside unchecked exceptions
     * @throws E if the task threw it, or whatever else it threw, as it is
     * @throws IllegalStateException if this thread is interrupted while it waits; it stays interrupted
     */
    @SuppressWarnings("unchecked") // the task throws no other checked exception
    public static <T, E extends Exception> T result(Future<T> task) throws E {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for another thread", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException fault -> throw fault;
                case Error error -> throw error;
                case null -> throw new IllegalStateException("a task failed without a reason", e);
                case Throwable checked -> throw (E) checked;
            }
        }
    }
}
