package dev.fastback.command.study;

import dev.fastback.data.Printable;
import dev.fastback.report.Report;
import dev.fastback.result.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where the time of a command went, the start of Java and the report included. Stages follow one another, so that they add up to the whole.
 */
final class RunClock {
    private static final double NANOS = 1e9;
    private static final double TICKS_PER_SECOND = 100;

    private final long madeNanos = System.nanoTime();
    private final double startSeconds;

    /** Starts the clock; everything before it, since the process began, is the start. */
    RunClock() {
        startSeconds = ageOfProcess(System.getProperty("fastback.ready", "0"));
    }

    /**
     * Returns the seconds since this process began; 0 where the system does not tell. Linux counts both ends from its own start, in
     * hundredths of a second; a date would be off by up to a second, because the date of that start is known in whole seconds only.
     *
     * @param ready when the launcher had built what it runs, on the same clock: what went before is no start; 0 where it built nothing
     */
    static double ageOfProcess(String ready) {
        try {
            double uptime = Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ")[0]);
            String stat = Files.readString(Path.of("/proc/self/stat"));
            // Field 22 of proc(5); the name in field 2 may hold blanks and ends with the last bracket.
            double began = Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19]) / TICKS_PER_SECOND;
            return Math.max(0, uptime - Math.max(began, Double.parseDouble(ready)));
        } catch (IOException | RuntimeException e) {
            return 0;
        }
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
        double other = (reportStartNanos - madeNanos) / NANOS - load - timing.totalSeconds();
        return String.format(
                Locale.ROOT,
                "Time: %.3f s = start %.3f + load %.3f + forecasts %.3f + simulations %.3f + other %.3f + report %.3f;"
                        + " of the simulations search %.0f%%, scoring %.0f%%; %s with %d worker%s",
                startSeconds + (now - madeNanos) / NANOS,
                startSeconds,
                load,
                timing.forecastSeconds(),
                timing.simulationSeconds(),
                other,
                (now - reportStartNanos) / NANOS,
                work == 0 ? 0 : 100 * timing.searchSeconds() / work,
                work == 0 ? 0 : 100 * timing.scoreSeconds() / work,
                report.host().engine(),
                report.host().workers(),
                Printable.plural(report.host().workers()));
    }
}
