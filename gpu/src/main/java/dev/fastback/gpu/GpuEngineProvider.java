package dev.fastback.gpu;

import dev.fastback.engine.DeviceProvider.Choice;
import dev.fastback.engine.DeviceProvider.Listing;
import dev.fastback.engine.Engine;
import dev.fastback.engine.EngineException;
import dev.fastback.engine.EngineProvider;
import dev.fastback.engine.EngineSettings;
import dev.fastback.engine.ThreadEngine;

/** Makes the GPU engine; where no device can be used, threads that say why, unless a GPU is required. */
public final class GpuEngineProvider implements EngineProvider {
    /** For {@link java.util.ServiceLoader}. */
    public GpuEngineProvider() {}

    @Override
    public String name() {
        return GpuEngine.NAME;
    }

    @Override
    public Engine create(EngineSettings settings) {
        settings.requireOnly(EngineSettings.Part.DEVICE);
        GpuDevices.Found found = GpuDevices.found();
        Listing listing = found.listing();
        Choice choice;
        try {
            choice = listing.choose(settings.device());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--device: " + e.getMessage(), e);
        }
        String reason = choice.reason();
        if (choice.index().isPresent()) {
            int index = choice.index().getAsInt();
            if (!settings.requireGpu() || listing.devices().get(index).isGpu()) {
                try {
                    boolean byName = settings.device() != null && !settings.device().equalsIgnoreCase("auto");
                    return new GpuEngine(found.open(index), settings.workersOrProcessors(), settings.requireGpu(), byName);
                } catch (GpuException e) {
                    reason = listing.devices().get(index).name() + ": " + e.getMessage();
                }
            } else {
                reason = listing.devices().get(index).name() + " is a processor";
            }
        }
        if (settings.requireGpu()) {
            throw new EngineException("--require-gpu: " + reason, 0);
        }
        return ThreadEngine.insteadOf("--engine gpu: " + reason + "; running on threads", settings.workersOrProcessors());
    }
}
