package dev.fastback.gpu.driver;

/** An open device with the kernels loaded. Safe for use by many threads. */
public interface GpuDevice extends AutoCloseable {
    /** Returns the name, as the driver calls it. */
    String name();

    /** Returns the number of parts that work by themselves. */
    int units();

    /** Returns the largest number of bytes that one array may have. */
    long largestArray();

    /** Returns the free memory in bytes, or all of it where the driver does not tell. */
    long freeBytes();

    /** Returns what the arrays of its lanes take. */
    DeviceMemory memory();

    /** Returns how many threads a group has at most and at best. */
    int threads();

    /** Opens a lane: a stream of work with arrays of its own, for one thread at a time. */
    GpuLane lane();

    /** Releases the device; its lanes must be closed. */
    @Override
    void close();
}
