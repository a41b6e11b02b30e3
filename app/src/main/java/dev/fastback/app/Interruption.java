package dev.fastback.app;

import dev.fastback.run.StopSignal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into a request to stop, and waits for the run to write its partial result before the process ends
 * with code 130. It waits no longer than two seconds after the run was told, so that an unwilling run ends as well.
 */
final class Interruption {
    private static final long PATIENCE_MILLIS = 1_900;

    private final StopSignal stop = new StopSignal();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final boolean ownsProcess;
    private boolean watching;

    /**
     * Makes one.
     *
     * @param ownsProcess whether signals are to be heard and the process ended; false inside another program, a test say
     */
    Interruption(boolean ownsProcess) {
        this.ownsProcess = ownsProcess;
    }

    /** Returns the signal that a run watches. */
    StopSignal stop() {
        return stop;
    }

    /** Begins to watch for signals: called once a run is about to begin. */
    void watch() {
        if (ownsProcess && !watching) {
            watching = true;
            Runtime.getRuntime().addShutdownHook(new Thread(this::onShutdown, "fastback-interruption"));
        }
    }

    private void onShutdown() {
        if (finished.getCount() == 0) {
            return;
        }
        stop.request();
        try {
            if (!finished.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                System.err.println("fastback: stopped without a result");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }

    /** Ends the process: with {@code code}, or with 130 when it is being interrupted. Does not return. */
    void finish(int code) {
        System.out.flush();
        System.err.flush();
        finished.countDown();
        // During a shutdown this blocks until the hook above halts the process.
        System.exit(code);
    }
}
