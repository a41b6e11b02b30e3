package dev.fastback.gpu;

import dev.fastback.gpu.driver.DeviceMemory;
import dev.fastback.gpu.driver.GpuDevice;

/** A device that is another one, but for what an implementation says. */
interface WrappedDevice extends GpuDevice {
    /** Returns the other. */
    GpuDevice device();

    @Override
    default String name() {
        return device().name();
    }

    @Override
    default int units() {
        return device().units();
    }

    @Override
    default long largestArray() {
        return device().largestArray();
    }

    @Override
    default long freeBytes() {
        return device().freeBytes();
    }

    @Override
    default int threads() {
        return device().threads();
    }

    @Override
    default DeviceMemory memory() {
        return device().memory();
    }
}
