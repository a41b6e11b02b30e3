package dev.fastback.gpu;

import dev.fastback.engine.ComputeDevice;
import dev.fastback.engine.DeviceProvider;
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
