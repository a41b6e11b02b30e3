package dev.fastback.gpu.driver;

import dev.fastback.engine.ComputeDevice;
import java.util.List;

/** A way to reach devices: CUDA's driver or OpenCL. */
interface GpuRuntime {
    /** Returns the number of devices. */
    int count();

    /** Returns the devices, numbered from {@code firstIndex}; never throws for what a machine lacks. */
    List<ComputeDevice> devices(int firstIndex);

    /**
     * Opens a device: its driver compiles or loads the kernels.
     *
     * @param position its position in {@link #devices}
     * @throws GpuException if it cannot be used
     */
    GpuDevice open(int position);
}
