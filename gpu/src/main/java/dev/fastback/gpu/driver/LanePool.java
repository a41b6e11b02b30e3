package dev.fastback.gpu.driver;

import dev.fastback.search.StoppedException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.BiFunction;
import java.util.function.ToLongBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of a device, each with what computes on it: two, so that one copies while the other computes. Threads wait for one. A batch that
 * does not fit into the device's memory is cut.
 *
 * @param <T> what computes on a lane
 */
public final class LanePool<T extends AutoCloseable> implements AutoCloseable {
    public static final int LANES = 2;

    /** The part of the free memory that all lanes together take at most. */
    private static final double MEMORY_SHARE = 0.8;

    private final GpuDevice device;
    private final BiFunction<GpuDevice, GpuLane, T> maker;
    private final BlockingQueue<Slot<T>> slots = new ArrayBlockingQueue<>(LANES);
    private volatile int most = Integer.MAX_VALUE;
    private volatile boolean isClosed;
    /** Bytes that a batch may take on the device; asked for with the first batch, 0 before. */
    private volatile long laneBytes;

    private static final class Slot<T> {
        private @Nullable GpuLane lane;
        private @Nullable T computing;
    }

    /** Opens no lane yet. */
    public LanePool(GpuDevice device, BiFunction<GpuDevice, GpuLane, T> maker) {
        this.device = device;
        this.maker = maker;
        for (int i = 0; i < LANES; i++) {
            slots.add(new Slot<>());
        }
    }

    /** Computes on a lane. */
    @FunctionalInterface
    public interface Work<T, P, R> {
        /** Returns one result per part, in order. */
        List<R> on(T computing, List<P> parts);
    }

    /**
     * Computes the first parts of a list, as many as fit into memory at once; half as many each time that the device says there are too many.
     *
     * @param bytes what parts take on the device
     * @return the results of those parts, at least one
     * @throws GpuException if the device fails, or cannot take a single part
     * @throws StoppedException if this is closed: the device may be gone then, and drivers answer calls on what is gone by ending the process
     */
    public <P, R> List<R> slice(List<P> parts, ToLongBiFunction<List<P>, GpuDevice> bytes, Work<T, P, R> work) {
        Slot<T> slot = take();
        try {
            if (isClosed) {
                throw new StoppedException();
            }
            if (laneBytes == 0) {
                laneBytes = (long) Math.min(device.freeBytes() * MEMORY_SHARE / LANES, device.largestArray());
            }
            int count = Math.min(parts.size(), most);
            while (count > 1 && bytes.applyAsLong(parts.subList(0, count), device) > laneBytes) {
                count = (count + 1) / 2;
            }
            while (true) {
                try {
                    return work.on(computing(slot), parts.subList(0, count));
                } catch (GpuException e) {
                    release(slot);
                    if (!e.isOutOfMemory() || count == 1) {
                        throw e;
                    }
                    count = (count + 1) / 2;
                    most = Math.min(most, count);
                }
            }
        } finally {
            slots.add(slot);
        }
    }

    private Slot<T> take() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return slots.take();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private T computing(Slot<T> slot) {
        if (slot.computing == null) {
            slot.lane = device.lane();
            slot.computing = maker.apply(device, slot.lane);
        }
        return slot.computing;
    }

    /** Frees what a lane holds; a device that is lost frees nothing any more. */
    private static void release(Slot<?> slot) {
        try {
            if (slot.computing instanceof AutoCloseable computing) {
                computing.close();
            }
            if (slot.lane != null) {
                slot.lane.close();
            }
        } catch (Exception e) {
            // The reason for giving up has been told; that freeing fails too tells nothing more.
        }
        slot.computing = null;
        slot.lane = null;
    }

    /** Waits for what is under way, and frees all lanes; nothing begins after it. */
    @Override
    public void close() {
        isClosed = true;
        for (int i = 0; i < LANES; i++) {
            Slot<T> slot = take();
            release(slot);
            slots.add(slot);
        }
    }
}
