package dev.fastback.gpu.driver;

import java.lang.foreign.MemorySegment;

/**
 * A stream of work on a device: copies and kernels run in the order in which they are asked for, beside those of other lanes. For one thread
 * at a time.
 */
public interface GpuLane extends AutoCloseable {
    /** An array on the device. */
    record DeviceArray(long handle) {}

    /** Returns what the arrays of all lanes of the device take; who allocates counts there. */
    DeviceMemory memory();

    /** Allocates an array on the device. */
    DeviceArray allocate(long bytes);

    /** Frees an array; nothing may be under way. Never throws. */
    void free(DeviceArray array);

    /** Allocates memory of this machine that the device reads and writes quickly. */
    MemorySegment allocateHost(long bytes);

    /** Frees memory of {@link #allocateHost}. Never throws. */
    void freeHost(MemorySegment memory);

    /** Copies bytes of memory to the same place of an array; the memory must stay as it is until {@link #finish}. */
    void upload(DeviceArray to, MemorySegment from, long offset, long bytes);

    /** Copies the first bytes of an array to memory, which holds them after {@link #finish}. */
    void download(MemorySegment to, DeviceArray from, long bytes);

    /**
     * Runs a kernel.
     *
     * @param arguments {@link DeviceArray}s and {@link Integer}s, in the kernel's order
     */
    void launch(String kernel, int groups, int threads, Object... arguments);

    /** Waits until all that was asked for is done. */
    void finish();

    /** Frees the lane; its arrays and memory must have been freed. */
    @Override
    void close();
}
