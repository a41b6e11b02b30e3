package dev.fastback.workers;

import dev.fastback.engine.Engine;
import dev.fastback.engine.EngineProvider;
import dev.fastback.engine.EngineSettings;

/** Makes the process engine. */
public final class ProcessEngineProvider implements EngineProvider {
    /** For {@link java.util.ServiceLoader}. */
    public ProcessEngineProvider() {}

    @Override
    public String name() {
        return ProcessEngine.NAME;
    }

    @Override
    public Engine create(EngineSettings asked) {
        asked.requireOnly(EngineSettings.Part.PROCESS_LIMITS);
        ProcessSettings settings = ProcessSettings.of(asked.workersOrProcessors());
        if (asked.bytesPerWorker() != null) {
            if (asked.bytesPerWorker() < ProcessSettings.MIN_MEMORY_BYTES) {
                throw new IllegalArgumentException("--memory-per-worker must be at least "
                        + EngineSettings.size(ProcessSettings.MIN_MEMORY_BYTES) + ": " + EngineSettings.size(asked.bytesPerWorker()));
            }
            settings = settings.withMemoryBytes(asked.bytesPerWorker());
        }
        if (asked.simulationTimeout() != null) {
            if (!asked.simulationTimeout().isPositive()) {
                throw new IllegalArgumentException("--simulation-timeout must be positive: " + asked.simulationTimeout());
            }
            settings = settings.withSimulationTimeout(asked.simulationTimeout());
        }
        return new ProcessEngine(settings.withModelPerWorker(asked.modelPerWorker()));
    }
}
