package dev.fastback.command;

import dev.fastback.report.Report;
import dev.fastback.result.Timing;
import java.time.Instant;
import java.util.Locale;

/**
 * Where the time of a command went, the start of Java and the report included. Stages follow one another, so that they add up to the whole.
 */
final class RunClock {
    private static final double NANOS = 1e9;

    private final long madeNanos = System.nanoTime();
    private final double startSeconds;

    /** Starts the clock; everything before it, since the process began, is the start. */
    RunClock() {
        Instant began = ProcessHandle.current().info().startInstant().orElse(Instant.now());
        startSeconds = Math.max(0, (System.currentTimeMillis() - began.toEpochMilli()) / 1e3);
    }

    /**
     * Returns the line about a run whose report has just been written.
     *
     * @param reportStartNanos when the report was begun
     */
    String line(Report report, long reportStartNanos) {
        long now = System.nanoTime();
        Timing timing = report.result().timing();
        double work = timing.searchSeconds() + timing.scoreSeconds();
        double load = report.loadSeconds();
        double store = (reportStartNanos - madeNanos) / NANOS - load - timing.totalSeconds();
        return String.format(
                Locale.ROOT,
                "Time: %.3f s = start %.3f + load %.3f + forecasts %.3f + simulations %.3f + store %.3f + report %.3f;"
                        + " of the simulations search %.0f%%, scoring %.0f%%; %s with %d worker%s",
                startSeconds + (now - madeNanos) / NANOS,
                startSeconds,
                load,
                timing.forecastSeconds(),
                timing.simulationSeconds(),
                Math.max(0, store),
                (now - reportStartNanos) / NANOS,
                work == 0 ? 0 : 100 * timing.searchSeconds() / work,
                work == 0 ? 0 : 100 * timing.scoreSeconds() / work,
                report.host().engine(),
                report.host().workers(),
                report.host().workers() == 1 ? "" : "s");
    }
}
