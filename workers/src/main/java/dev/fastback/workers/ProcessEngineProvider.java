package dev.fastback.workers;

import dev.fastback.engine.ComputeDevice;
import dev.fastback.engine.DeviceProvider;
import dev.fastback.engine.DeviceRequest;
import dev.fastback.engine.Devices;
import dev.fastback.engine.Engine;
import dev.fastback.engine.EngineException;
import dev.fastback.engine.EngineProvider;
import dev.fastback.engine.EngineSettings;
import dev.fastback.engine.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

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
        asked.requireOnly(EngineSettings.Part.PROCESS_LIMITS, EngineSettings.Part.MODEL, EngineSettings.Part.DEVICE);
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
        List<String> reasons = new ArrayList<>();
        List<DeviceRequest> devices = devices(asked, reasons);
        String notice = reasons.isEmpty()
                ? null
                : "--engine processes: " + String.join("; ", reasons) + (devices.isEmpty() ? "; running on processors" : "; running without it");
        return new ProcessEngine(settings.withModelPerWorker(asked.modelPerWorker()).withDevices(devices), notice);
    }

    /**
     * Returns the devices that workers are spread over: with {@code auto} all GPUs.
     *
     * @param reasons takes why others are not used, a line each
     * @throws EngineException if a GPU is required and there is none
     */
    private static List<DeviceRequest> devices(EngineSettings asked, List<String> reasons) {
        if (asked.device() == null && !asked.requireGpu()) {
            if (asked.precision() != null) {
                throw new IllegalArgumentException("--precision needs a device: --device auto, or --engine gpu");
            }
            return List.of();
        }
        DeviceProvider.Listing listing = Devices.list();
        boolean auto = asked.device() == null || asked.device().equalsIgnoreCase("auto");
        List<DeviceRequest> devices = new ArrayList<>();
        try {
            for (DeviceProvider.Choice choice : listing.chooseAll(auto ? "all" : asked.device())) {
                ComputeDevice device = choice.index().isEmpty() ? null : listing.devices().get(choice.index().getAsInt());
                if (device == null) {
                    reasons.add(choice.reason());
                } else if (asked.requireGpu() && !device.isGpu()) {
                    reasons.add(device.name() + " is a processor");
                } else {
                    Precision precision = Objects.requireNonNullElse(asked.precision(), Precision.DOUBLE);
                    devices.add(new DeviceRequest(device.index(), device.name(), precision, asked.requireGpu()));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--device: " + e.getMessage(), e);
        }
        if (asked.requireGpu() && !reasons.isEmpty()) {
            throw new EngineException("--require-gpu: " + String.join("; ", reasons), 0);
        }
        return devices;
    }
}
