package dev.fastback.gpu;

import dev.fastback.engine.ComputeDevice;
import dev.fastback.engine.DeviceProvider;
import dev.fastback.engine.DeviceRequest;
import dev.fastback.engine.EngineException;
import dev.fastback.engine.OpenDevice;
import java.util.ArrayList;
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
        return found().listing();
    }

    @Override
    public OpenDevice open(DeviceRequest request) {
        Found found = found();
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

    /**
     * What was found, once: numbers of devices hold for it alone, because a driver may fail between two looks.
     *
     * @param runtimes the ways to reach devices
     * @param listing their devices
     */
    record Found(List<GpuRuntime> runtimes, Listing listing) {
        /**
         * Opens a device of the list.
         *
         * @throws GpuException if it cannot be used
         */
        GpuDevice open(int index) {
            int position = index;
            for (GpuRuntime runtime : runtimes) {
                int count = runtime.count();
                if (position < count) {
                    return runtime.open(position);
                }
                position -= count;
            }
            throw new IllegalArgumentException("there is no device " + index);
        }
    }

    /** Looks for devices. */
    static Found found() {
        List<GpuRuntime> runtimes = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<ComputeDevice> devices = new ArrayList<>();
        try {
            runtimes.add(CudaRuntime.load());
        } catch (NativeLibrary.Absent | GpuException e) {
            missing.add("CUDA: " + e.getMessage());
        }
        boolean hasCuda = !runtimes.isEmpty();
        try {
            runtimes.add(OpenClRuntime.load(hasCuda));
        } catch (NativeLibrary.Absent | GpuException e) {
            missing.add("OpenCL: " + e.getMessage());
        }
        for (GpuRuntime runtime : runtimes) {
            List<ComputeDevice> its = runtime.devices(devices.size());
            devices.addAll(its);
            if (its.isEmpty()) {
                missing.add((runtime instanceof CudaRuntime ? "CUDA" : "OpenCL") + ": no device");
            }
        }
        return new Found(runtimes, new Listing(devices, missing));
    }
}
