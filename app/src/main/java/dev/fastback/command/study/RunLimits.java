package dev.fastback.command.study;

import dev.fastback.command.arguments.RunArguments;
import dev.fastback.result.SimulationResult;
import dev.fastback.run.RunListener;
import dev.fastback.search.StopSignal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Asks a run to stop when its time is over or too many simulations have failed, and remembers why. */
final class RunLimits implements RunListener, AutoCloseable {
    private final @Nullable Duration maxTime;
    private final @Nullable Integer maxFailures;
    private final StopSignal stop;
    private final Duration patience;
    private final Runnable onHang;
    private final AtomicReference<@Nullable String> reached = new AtomicReference<>();
    private final @Nullable Thread timer;
    private int failures;

    /**
     * Makes the limits of a run that begins now.
     *
     * @param patience how long a run may take to stop when its time is over
     * @param onHang done when it takes longer: an evaluation under way does not end
     */
    RunLimits(RunArguments settings, StopSignal stop, Duration patience, Runnable onHang) {
        this.patience = patience;
        this.onHang = onHang;
        this.maxTime = settings.maxTime;
        this.maxFailures = settings.maxFailures;
        this.stop = stop;
        this.timer = maxTime == null ? null : Thread.ofPlatform().daemon(true).name("fastback-max-time").start(this::await);
    }

    private void await() {
        try {
            TimeUnit.MILLISECONDS.sleep(maxTime == null ? 0 : maxTime.toMillis());
            reach("--max-time is over");
            TimeUnit.MILLISECONDS.sleep(patience.toMillis());
            onHang.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the run ended earlier
        }
    }

    @Override
    public void simulationDone(SimulationResult result, int done, int total) {
        if (result instanceof SimulationResult.Failed && maxFailures != null && ++failures >= maxFailures) {
            reach("--max-failures is reached");
        }
    }

    private void reach(String why) {
        // After Ctrl-C the run was stopped by the user, whatever comes next.
        if (!stop.isRequested()) {
            reached.compareAndSet(null, why);
        }
        stop.request();
    }

    /** Returns the limit that stopped the run; null if none did. */
    @Nullable String reached() {
        return reached.get();
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.interrupt();
        }
    }
}
