package dev.fastback.gpu.driver;

import dev.fastback.engine.ComputeDevice;
import dev.fastback.engine.DeviceProvider.Listing;
import java.util.ArrayList;
import java.util.List;

/**
 * The devices that CUDA's driver and OpenCL's loader offer. Found once: numbers of devices hold for what was found alone, because a driver may fail
 * between two looks.
 */
public final class FoundDevices {
    private final List<GpuRuntime> runtimes;
    private final Listing listing;

    private FoundDevices(List<GpuRuntime> runtimes, Listing listing) {
        this.runtimes = runtimes;
        this.listing = listing;
    }

    /** Looks for devices. */
    public static FoundDevices look() {
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
        return new FoundDevices(runtimes, new Listing(devices, missing));
    }

    /** Returns the devices, and what is missing for others. */
    public Listing listing() {
        return listing;
    }

    /**
     * Opens a device of the list.
     *
     * @throws GpuException if it cannot be used
     */
    public GpuDevice open(int index) {
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
