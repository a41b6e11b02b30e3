package dev.fastback.engine;

import org.jspecify.annotations.Nullable;

/**
 * A device that can compute candidates, as its driver describes it.
 *
 * @param index its number in the list of all devices, from 0
 * @param platform how it is reached, with the version, for example {@code CUDA 13.0} or {@code OpenCL 3.0 PoCL 3.1}
 * @param name as the driver calls it
 * @param isGpu whether it is a GPU; OpenCL offers processors as devices too
 * @param memoryBytes all of its memory
 * @param freeBytes how much of that is free, null where the driver does not tell
 * @param driver version of the driver
 * @param capability compute capability, for example {@code 9.0}; null where there is none
 * @param unusable why it cannot be used, in one line; null if it can
 */
public record ComputeDevice(
        int index,
        String platform,
        String name,
        boolean isGpu,
        long memoryBytes,
        @Nullable Long freeBytes,
        String driver,
        @Nullable String capability,
        @Nullable String unusable) {
    /** Returns the same device with another number in the list, and what is free of its memory now. */
    public ComputeDevice at(int newIndex, @Nullable Long newFreeBytes) {
        return new ComputeDevice(newIndex, platform, name, isGpu, memoryBytes, newFreeBytes, driver, capability, unusable);
    }
}
