package dev.fastback.gpu;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A device that knows how much of its memory was taken at most by arrays of its lanes. */
final class MeteredDevice implements GpuDevice {
    private final GpuDevice device;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong most = new AtomicLong();

    MeteredDevice(GpuDevice device) {
        this.device = device;
    }

    /** Returns the largest sum of bytes of arrays that lanes had at once. */
    long mostBytes() {
        return most.get();
    }

    @Override
    public String name() {
        return device.name();
    }

    @Override
    public int units() {
        return device.units();
    }

    @Override
    public long largestArray() {
        return device.largestArray();
    }

    @Override
    public long freeBytes() {
        return device.freeBytes();
    }

    @Override
    public int threads() {
        return device.threads();
    }

    @Override
    public GpuLane lane() {
        return new Lane(device.lane());
    }

    @Override
    public void close() {
        device.close();
    }

    private final class Lane implements GpuLane {
        private final GpuLane lane;
        private final Map<DeviceArray, Long> sizes = new HashMap<>();

        Lane(GpuLane lane) {
            this.lane = lane;
        }

        @Override
        public DeviceArray allocate(long bytes) {
            DeviceArray array = lane.allocate(bytes);
            sizes.put(array, bytes);
            most.accumulateAndGet(taken.addAndGet(bytes), Math::max);
            return array;
        }

        @Override
        public void free(DeviceArray array) {
            Long bytes = sizes.remove(array);
            taken.addAndGet(bytes == null ? 0 : -bytes);
            lane.free(array);
        }

        @Override
        public MemorySegment allocateHost(long bytes) {
            return lane.allocateHost(bytes);
        }

        @Override
        public void freeHost(MemorySegment memory) {
            lane.freeHost(memory);
        }

        @Override
        public void upload(DeviceArray to, MemorySegment from, long offset, long bytes) {
            lane.upload(to, from, offset, bytes);
        }

        @Override
        public void download(MemorySegment to, DeviceArray from, long bytes) {
            lane.download(to, from, bytes);
        }

        @Override
        public void launch(String kernel, int groups, int threads, Object... arguments) {
            lane.launch(kernel, groups, threads, arguments);
        }

        @Override
        public void finish() {
            lane.finish();
        }

        @Override
        public void close() {
            lane.close();
        }
    }
}
