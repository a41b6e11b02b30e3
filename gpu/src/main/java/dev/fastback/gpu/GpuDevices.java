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

    /** Opens a device of the list. */
    static GpuDevice open(int index) {
        int position = index;
        for (GpuRuntime runtime : found().runtimes()) {
            int count = runtime.devices(0).size();
            if (position < count) {
                return runtime.open(position);
            }
            position -= count;
        }
        throw new IllegalArgumentException("there is no device " + index);
    }

    private record Found(List<GpuRuntime> runtimes, Listing listing) {}

    private static Found found() {
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
