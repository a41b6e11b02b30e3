package dev.fastback.custom;

import dev.fastback.parallel.Futures;
import dev.fastback.recording.ProcessProfile;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Asks the code of a strategy what a run must know before its first simulation, its warm-up say, in a thread of its own and for a limited time: a loop
 * without end cannot be ended from outside, but it can be named and left alone.
 */
final class Measuring {
    private Measuring() {}

    /**
     * Returns what is found.
     *
     * @throws EndlessStrategyException if it is not found in time; the thread that looks for it goes on until the process ends
     */
    static <T> T of(String strategy, Duration limit, Supplier<T> look) {
        FutureTask<T> task = new FutureTask<>(look::get);
        Thread thread = Thread.ofPlatform().daemon(true).name("fastback-load-strategy").start(ProcessProfile.telling(task));
        try {
            if (!thread.join(limit)) {
                throw new EndlessStrategyException(strategy, limit, thread.getStackTrace());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + strategy + " was measured", e);
        }
        return Futures.result(task);
    }
}
