package dev.fastback.gpu;

import java.util.Locale;
import java.util.Optional;

/**
 * What exact searches take on a device and on this machine's processors, measured while a study runs: those on the device in batches, those here on
 * the sample that is solved on both. Decides where the next ones go and nothing else. Safe for use by many threads.
 */
final class Pace {
    /** Searches that must have been solved here before the two are compared: until then Java may not have compiled the solver. */
    static final int MEASURED_HERE = 128;

    /** Searches solved here that are forgotten first, for the same reason. */
    private static final int WARM_UP = MEASURED_HERE / 2;

    /** How much quicker the processors must be, so that noise decides nothing. */
    private static final double CLEARLY = 1.25;

    private final int workers;
    private final int lanes;
    private long deviceNanos;
    private long deviceSearches;
    private long hereNanos;
    private int here;
    private boolean hasFirstBatch;

    /**
     * Makes a measurement.
     *
     * @param workers threads that search when the device does not
     * @param lanes batches that the device computes at the same time
     */
    Pace(int workers, int lanes) {
        this.workers = workers;
        this.lanes = Math.min(workers, lanes);
    }

    /** Takes the time of a batch on a lane. The first is left out: it allocates and compiles. */
    synchronized void onDevice(int searches, long nanos) {
        if (hasFirstBatch) {
            deviceSearches += searches;
            deviceNanos += nanos;
        }
        hasFirstBatch = true;
    }

    /** Takes the time of a search on one of this machine's threads. */
    synchronized void onThread(long nanos) {
        here++;
        if (here > WARM_UP) {
            hereNanos += nanos;
        }
    }

    /** Returns why the processors are the better choice, in words; empty while they are not, or not enough was measured. */
    synchronized Optional<String> reasonForThreads() {
        if (here < MEASURED_HERE || deviceSearches == 0) {
            return Optional.empty();
        }
        double device = deviceNanos / 1e3 / deviceSearches / lanes;
        double threads = hereNanos / 1e3 / (here - WARM_UP) / workers;
        return device > CLEARLY * threads
                ? Optional.of(String.format(
                        Locale.ROOT, "an exact search takes %.1f us there and %.1f us on %d %s", device, threads, workers, workers == 1 ? "thread" : "threads"))
                : Optional.empty();
    }
}
