package dev.fastback.gpu;

import dev.fastback.gpu.driver.DeviceMemory;
import dev.fastback.gpu.driver.GpuDevice;
import dev.fastback.gpu.driver.GpuLane;
import java.util.function.UnaryOperator;

/**
 * A device whose lanes do something else; who opened the device closes it.
 *
 * @param lanes makes a lane of one of the device
 */
record OtherLanes(GpuDevice device, UnaryOperator<GpuLane> lanes) implements GpuDevice {
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
    public DeviceMemory memory() {
        return device.memory();
    }

    @Override
    public GpuLane lane() {
        return lanes.apply(device.lane());
    }

    @Override
    public void close() {}
}
