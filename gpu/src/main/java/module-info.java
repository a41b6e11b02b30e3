/** The GPU engine: searches of many simulations at once, on a CUDA or OpenCL device. Needs the device's driver and the JDK alone. */
@org.jspecify.annotations.NullMarked
module dev.fastback.gpu {
    requires static org.jspecify;
    requires transitive dev.fastback.core;

    exports dev.fastback.gpu;

    provides dev.fastback.engine.DeviceProvider with
            dev.fastback.gpu.GpuDevices;
    provides dev.fastback.engine.EngineProvider with
            dev.fastback.gpu.GpuEngineProvider;
}
