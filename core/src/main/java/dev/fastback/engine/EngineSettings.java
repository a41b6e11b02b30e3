package dev.fastback.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a user has asked of an engine, whichever it is. What is null was not asked for. Messages name the options of the command line that
 * set it.
 *
 * @param workers simulations at the same time, 1 to {@value #MAX_WORKERS} ({@code --workers})
 * @param bytesPerWorker largest heap of a worker process ({@code --memory-per-worker})
 * @param simulationTimeout after this a simulation is given up and its worker process replaced ({@code --simulation-timeout})
 * @param modelPerWorker whether each worker process, or each executor of a cluster, loads the forecaster's model for itself ({@code --model-per-worker})
 * @param device which device computes: a number of the list of devices, a part of a name, several of these with commas, {@code all} or {@code auto}
 *     ({@code --device})
 * @param precision in which numbers a device searches first ({@code --precision})
 * @param requireGpu whether nothing may run without a GPU ({@code --require-gpu})
 * @param master the cluster ({@code --master}), as Spark names it
 * @param results the folder that machines of a cluster share, in which they write results ({@code --results})
 */
public record EngineSettings(
        @Nullable Integer workers,
        @Nullable Long bytesPerWorker,
        @Nullable Duration simulationTimeout,
        boolean modelPerWorker,
        @Nullable String device,
        @Nullable Precision precision,
        boolean requireGpu,
        @Nullable String master,
        @Nullable Path results) {
    /** Nothing is asked for. */
    public static final EngineSettings NONE = new EngineSettings(null, null, null);

    /** Makes settings that ask for no device. */
    public EngineSettings(@Nullable Integer workers, @Nullable Long bytesPerWorker, @Nullable Duration simulationTimeout) {
        this(workers, bytesPerWorker, simulationTimeout, false, null, null, false, null, null);
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

    /**
     * Returns settings that ask for a device and nothing else.
     *
     * @param device as {@link #device}
     * @param requireGpu as {@link #requireGpu}
     */
    public static EngineSettings ofDevice(@Nullable Integer workers, @Nullable String device, boolean requireGpu) {
        return new EngineSettings(workers, null, null, false, device, null, requireGpu, null, null);
    }

    /** Returns the same settings with another precision. */
    public EngineSettings withPrecision(Precision newPrecision) {
        return new EngineSettings(workers, bytesPerWorker, simulationTimeout, modelPerWorker, device, newPrecision, requireGpu, master, results);
    }

    /** Returns the number of workers; where it is not given, one for each processor of this machine, up to {@value #MAX_WORKERS}. */
    public int workersOrProcessors() {
        return Objects.requireNonNullElseGet(workers, () -> Math.min(MAX_WORKERS, Runtime.getRuntime().availableProcessors()));
    }

    /** What only some engines take. */
    public enum Part {
        /** Limits of worker processes. */
        PROCESS_LIMITS,
        /** A model in each worker. */
        MODEL,
        /** A choice of devices, and how they compute. */
        DEVICE,
        /** A cluster. */
        MASTER,
        /** A folder of results. */
        RESULTS
    }

    /**
     * Refuses what an engine does not take, so that nothing that was asked for is ignored.
     *
     * @param taken what it takes beside workers
     * @throws IllegalArgumentException if anything else was asked for; the message names the option and the engine that takes it
     */
    public void requireOnly(Part... taken) {
        Set<Part> known = Set.of(taken);
        if (!known.contains(Part.PROCESS_LIMITS)) {
            refuse("--memory-per-worker", "processes", bytesPerWorker == null ? null : size(bytesPerWorker));
            refuse("--simulation-timeout", "processes", simulationTimeout);
        }
        if (modelPerWorker && !known.contains(Part.MODEL)) {
            throw new IllegalArgumentException("--model-per-worker needs --engine processes or spark: workers in one process share one model");
        }
        if (!known.contains(Part.DEVICE)) {
            refuse("--device", "gpu or processes", device);
            refuse("--precision", "gpu or processes", precision == null ? null : precision.label());
            if (requireGpu) {
                throw new IllegalArgumentException("--require-gpu needs --engine gpu or processes");
            }
        }
        if (!known.contains(Part.MASTER)) {
            refuse("--master", "spark", master);
        }
        if (!known.contains(Part.RESULTS)) {
            refuse("--results", "spark", results);
        }
    }

    private static void refuse(String option, String engine, @Nullable Object value) {
        if (value != null) {
            throw new IllegalArgumentException(option + " needs --engine " + engine + ": " + value);
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
