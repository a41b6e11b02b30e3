package dev.fastback.gpu;

import dev.fastback.engine.ComputeDevice;
import dev.fastback.engine.DeviceProvider.Choice;
import dev.fastback.engine.DeviceProvider.Listing;
import dev.fastback.engine.Engine;
import dev.fastback.engine.EngineException;
import dev.fastback.engine.EngineProvider;
import dev.fastback.engine.EngineSettings;
import dev.fastback.engine.Precision;
import dev.fastback.engine.ThreadEngine;
import dev.fastback.gpu.driver.FoundDevices;
import dev.fastback.gpu.driver.GpuDevice;
import dev.fastback.gpu.driver.GpuException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
        FoundDevices found = FoundDevices.look();
        Listing listing = found.listing();
        List<Choice> choices;
        try {
            choices = listing.chooseAll(settings.device());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--device: " + e.getMessage(), e);
        }
        List<GpuDevice> open = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (Choice choice : choices) {
            String reason = open(found, choice, settings.requireGpu(), open);
            if (reason != null) {
                reasons.add(reason);
            }
        }
        String reason = String.join("; ", reasons);
        if (settings.requireGpu() && !reasons.isEmpty()) {
            open.forEach(GpuDevice::close);
            throw new EngineException("--require-gpu: " + reason, 0);
        }
        if (open.isEmpty()) {
            return ThreadEngine.insteadOf("--engine gpu: " + reason + "; running on threads", settings.workersOrProcessors());
        }
        boolean byName = settings.device() != null && !settings.device().equalsIgnoreCase("auto");
        String notice = reasons.isEmpty() ? null : "--engine gpu: " + reason + "; running without it";
        return new GpuEngine(open, settings.workersOrProcessors(), settings.requireGpu(), byName, notice)
                .withPrecision(Objects.requireNonNullElse(settings.precision(), Precision.DOUBLE));
    }

    /** Opens a device that was chosen; returns why it is not used, null where it is. */
    private static @Nullable String open(FoundDevices found, Choice choice, boolean requireGpu, List<GpuDevice> open) {
        if (choice.index().isEmpty()) {
            return choice.reason();
        }
        ComputeDevice device = found.listing().devices().get(choice.index().getAsInt());
        if (requireGpu && !device.isGpu()) {
            return device.name() + " is a processor";
        }
        try {
            open.add(found.open(device.index()));
            return null;
        } catch (GpuException e) {
            return device.name() + ": " + e.getMessage();
        }
    }
}
