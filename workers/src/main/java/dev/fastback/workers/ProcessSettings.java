package dev.fastback.workers;

import dev.fastback.engine.DeviceRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How the process engine runs its workers; no setting changes a result, as long as simulations fit into memory and time.
 *
 * @param workers processes at the same time, positive
 * @param memoryBytes largest heap of a worker, at least 16 MiB
 * @param simulationTimeout time limit of a simulation; its worker is then replaced; positive
 * @param silence time after which a worker that has sent nothing, not even a heartbeat, is replaced; positive
 * @param modelPerWorker whether each worker loads the forecaster's model for itself and forecasts what its simulations need, instead of being given the forecasts
 * @param devices over which workers are spread, each of which computes on one; none for this machine's processors
 */
public record ProcessSettings(
        int workers, long memoryBytes, Duration simulationTimeout, Duration silence, boolean modelPerWorker, List<DeviceRequest> devices) {
    /** 512 MiB, plenty for most studies. */
    public static final long DEFAULT_MEMORY_BYTES = 512L << 20;

    /** 10 minutes, far longer than a simulation takes that works. */
    public static final Duration DEFAULT_SIMULATION_TIMEOUT = Duration.ofMinutes(10);

    /** With less, a JVM does not start or has no room for a study. */
    public static final long MIN_MEMORY_BYTES = 16L << 20;
    private static final Duration DEFAULT_SILENCE = Duration.ofSeconds(20);

    public ProcessSettings {
        Objects.requireNonNull(simulationTimeout, "simulationTimeout");
        Objects.requireNonNull(silence, "silence");
        devices = List.copyOf(devices);
        if (workers < 1) {
            throw new IllegalArgumentException("workers must be positive: " + workers);
        }
        if (memoryBytes < MIN_MEMORY_BYTES) {
            throw new IllegalArgumentException(
                    "memoryBytes must be at least " + MIN_MEMORY_BYTES + ": " + memoryBytes);
        }
        if (!simulationTimeout.isPositive()) {
            throw new IllegalArgumentException("simulationTimeout must be positive: " + simulationTimeout);
        }
        if (!silence.isPositive()) {
            throw new IllegalArgumentException("silence must be positive: " + silence);
        }
    }

    /** Returns the defaults for a number of workers. */
    public static ProcessSettings of(int workers) {
        return new ProcessSettings(workers, DEFAULT_MEMORY_BYTES, DEFAULT_SIMULATION_TIMEOUT, DEFAULT_SILENCE, false, List.of());
    }

    /** Returns the same settings with another heap limit. */
    public ProcessSettings withMemoryBytes(long newMemoryBytes) {
        return new ProcessSettings(workers, newMemoryBytes, simulationTimeout, silence, modelPerWorker, devices);
    }

    /** Returns the same settings with another time limit of a simulation. */
    public ProcessSettings withSimulationTimeout(Duration newSimulationTimeout) {
        return new ProcessSettings(workers, memoryBytes, newSimulationTimeout, silence, modelPerWorker, devices);
    }

    /** Returns the same settings with another limit on silence. */
    public ProcessSettings withSilence(Duration newSilence) {
        return new ProcessSettings(workers, memoryBytes, simulationTimeout, newSilence, modelPerWorker, devices);
    }

    /** Returns the same settings with a model in each worker, or without. */
    public ProcessSettings withModelPerWorker(boolean newModelPerWorker) {
        return new ProcessSettings(workers, memoryBytes, simulationTimeout, silence, newModelPerWorker, devices);
    }

    /** Returns the same settings with other devices. */
    public ProcessSettings withDevices(List<DeviceRequest> newDevices) {
        return new ProcessSettings(workers, memoryBytes, simulationTimeout, silence, modelPerWorker, newDevices);
    }
}
