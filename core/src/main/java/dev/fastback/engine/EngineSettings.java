package dev.fastback.engine;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a user has asked of an engine, whichever it is. What is null was not asked for. Messages name the options of the command line that
 * set it.
 *
 * @param workers simulations at the same time, 1 to {@value #MAX_WORKERS} ({@code --workers})
 * @param bytesPerWorker largest heap of a worker process ({@code --memory-per-worker})
 * @param simulationTimeout after this a simulation is given up and its worker process replaced ({@code --simulation-timeout})
 * @param device which device computes: a number of the list of devices, a part of a name, or {@code auto} ({@code --device})
 * @param requireGpu whether nothing may run without a GPU ({@code --require-gpu})
 * @param master the cluster ({@code --master}), as Spark names it
 */
public record EngineSettings(
        @Nullable Integer workers,
        @Nullable Long bytesPerWorker,
        @Nullable Duration simulationTimeout,
        @Nullable String device,
        boolean requireGpu,
        @Nullable String master) {
    /** Nothing is asked for. */
    public static final EngineSettings NONE = new EngineSettings(null, null, null);

    /** Makes settings that ask for no device. */
    public EngineSettings(@Nullable Integer workers, @Nullable Long bytesPerWorker, @Nullable Duration simulationTimeout) {
        this(workers, bytesPerWorker, simulationTimeout, null, false, null);
    }

    /** More threads or processes than this are a mistyped number; operating systems refuse them late and in their own words. */
    public static final int MAX_WORKERS = 1024;

    private static final String UNITS = "kmgt";

    public EngineSettings {
        if (workers != null && workers < 1) {
            throw new IllegalArgumentException("--workers must be positive: " + workers);
        }
        if (workers != null && workers > MAX_WORKERS) {
            throw new IllegalArgumentException("--workers must be at most " + MAX_WORKERS + ": " + workers + " (this machine has "
                    + Runtime.getRuntime().availableProcessors() + " processors)");
        }
    }

    /** Returns the settings for a number of workers, null for the usual, with nothing else asked for. */
    public static EngineSettings ofWorkers(@Nullable Integer workers) {
        return new EngineSettings(workers, null, null);
    }

    /** Returns the number of workers; where it is not given, one for each processor of this machine, up to {@value #MAX_WORKERS}. */
    public int workersOrProcessors() {
        return Objects.requireNonNullElseGet(workers, () -> Math.min(MAX_WORKERS, Runtime.getRuntime().availableProcessors()));
    }

    /**
     * Refuses limits of worker processes, for engines that have none.
     *
     * @throws IllegalArgumentException if there are any
     */
    public void requireNoProcessLimits() {
        if (bytesPerWorker != null) {
            throw new IllegalArgumentException("--memory-per-worker needs --engine processes: " + size(bytesPerWorker));
        }
        if (simulationTimeout != null) {
            throw new IllegalArgumentException("--simulation-timeout needs --engine processes: " + simulationTimeout);
        }
    }

    /**
     * Refuses a choice of devices, for engines that use none.
     *
     * @throws IllegalArgumentException if there is one
     */
    public void requireNoDevice() {
        if (device != null) {
            throw new IllegalArgumentException("--device needs --engine gpu: " + device);
        }
        if (requireGpu) {
            throw new IllegalArgumentException("--require-gpu needs --engine gpu");
        }
    }

    /**
     * Refuses a cluster, for engines on one machine.
     *
     * @throws IllegalArgumentException if there is one
     */
    public void requireNoMaster() {
        if (master != null) {
            throw new IllegalArgumentException("--master needs --engine spark: " + master);
        }
    }

    /** Returns a number of bytes as the options write it, for example {@code 512m}. */
    public static String size(long bytes) {
        int unit = 0;
        long rest = bytes;
        while (rest != 0 && rest % 1024 == 0 && unit < UNITS.length()) {
            rest /= 1024;
            unit++;
        }
        return rest + (unit == 0 ? "" : UNITS.substring(unit - 1, unit));
    }
}
