package dev.fastback.gpu;

import dev.fastback.engine.ComputeDevice;
import dev.fastback.engine.DeviceProvider;
import dev.fastback.engine.DeviceRequest;
import dev.fastback.engine.EngineException;
import dev.fastback.engine.OpenDevice;
import dev.fastback.gpu.driver.FoundDevices;
import dev.fastback.gpu.driver.GpuException;
import java.util.List;

/** Finds the devices that CUDA's driver and OpenCL's loader offer. */
public final class GpuDevices implements DeviceProvider {
    /** For {@link java.util.ServiceLoader}. */
    public GpuDevices() {}

    @Override
    public String name() {
        return "gpu";
    }

    @Override
    public Listing list() {
        return FoundDevices.look().listing();
    }

    @Override
    public OpenDevice open(DeviceRequest request) {
        FoundDevices found = FoundDevices.look();
        List<ComputeDevice> devices = found.listing().devices();
        if (request.index() >= devices.size() || !devices.get(request.index()).name().equals(request.name())) {
            throw new EngineException("device " + request.index() + ", " + request.name() + ", is not there any more", 0);
        }
        try {
            return new DeviceOfProcess(found.open(request.index()), request.precision(), request.required());
        } catch (GpuException e) {
            throw new EngineException(request.name() + ": " + e.getMessage(), 0);
        }
    }
}
