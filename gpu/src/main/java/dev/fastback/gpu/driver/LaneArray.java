package dev.fastback.gpu.driver;

import dev.fastback.gpu.driver.GpuLane.DeviceArray;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** An array of a lane with its copy in this machine's memory; grows and is reused from batch to batch. */
public final class LaneArray implements AutoCloseable {
    private final GpuLane lane;
    private final boolean hasHost;
    private @Nullable DeviceArray device;
    private @Nullable MemorySegment host;
    private long bytes;

    /**
     * Makes an array without memory.
     *
     * @param hasHost whether there is a copy in this machine's memory
     */
    public LaneArray(GpuLane lane, boolean hasHost) {
        this.lane = lane;
        this.hasHost = hasHost;
    }

    /** Makes room for a number of bytes; what was there is lost. */
    public void reserve(long needed) {
        if (needed > bytes || device == null || hasHost && host == null) {
            close();
            long size = Math.max(64, needed + needed / 8);
            device = lane.allocate(size);
            bytes = size;
            lane.memory().add(bytes);
            if (hasHost) {
                host = lane.allocateHost(size);
            }
        }
    }

    /** Returns the array on the device. */
    public DeviceArray device() {
        if (device == null) {
            throw new IllegalStateException("not reserved");
        }
        return device;
    }

    /** Returns the memory of this machine. */
    public MemorySegment host() {
        if (host == null) {
            throw new IllegalStateException("not reserved, or without memory of this machine");
        }
        return host;
    }

    /** Returns how many bytes there is room for. */
    public long bytes() {
        return bytes;
    }

    /** Sends the first bytes; nothing is sent for 0. */
    public void upload(long count) {
        upload(0, count);
    }

    /** Sends bytes from an offset on; nothing is sent for 0. */
    public void upload(long offset, long count) {
        if (count > 0) {
            lane.upload(device(), host(), offset, count);
        }
    }

    /** Fetches the first bytes, which are there when the lane has finished. */
    public void download(long count) {
        if (count > 0) {
            lane.download(host(), device(), count);
        }
    }

    @Override
    public void close() {
        if (host != null) {
            lane.freeHost(host);
            host = null;
        }
        if (device != null) {
            DeviceArray freed = device;
            device = null;
            lane.memory().add(-bytes);
            lane.free(freed);
        }
        bytes = 0;
    }
}
