package dev.fastback.gpu.driver;

import java.util.concurrent.atomic.AtomicLong;

/** How much of a device's memory the arrays of its lanes take. Safe for use by many threads. */
public final class DeviceMemory {
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong most = new AtomicLong();

    /** Counts bytes that were allocated, or with a minus freed. */
    public void add(long bytes) {
        most.accumulateAndGet(taken.addAndGet(bytes), Math::max);
    }

    /** Returns the most bytes that were taken at once. */
    public long most() {
        return most.get();
    }
}
