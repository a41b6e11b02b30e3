package dev.fastback.gpu;

import dev.fastback.search.StopSignal;
import dev.fastback.simulation.FitBatch;
import dev.fastback.simulation.FitTask;
import java.util.List;
import java.util.Optional;

/**
 * Several devices that share a study: each batch goes to the one that has the fewest under way, of those that are not lost. Which one computes decides nothing but time. Safe
 * for use by many threads.
 */
final class SharedFits implements FitBatch, AutoCloseable {
    private final List<DeviceFits> devices;
    /** Batches under way on each device. */
    private final int[] underWay;
    /** Batches that each device was given. */
    private final int[] given;

    /** Shares work among devices, at least one. */
    SharedFits(List<DeviceFits> devices) {
        this.devices = List.copyOf(devices);
        this.underWay = new int[devices.size()];
        this.given = new int[devices.size()];
    }

    @Override
    public List<Optional<Found>> solve(List<FitTask> tasks, StopSignal stop) {
        int device = take();
        try {
            return devices.get(device).solve(tasks, stop);
        } finally {
            giveBack(device);
        }
    }

    /** Returns how many batches a device was given. */
    synchronized int given(int device) {
        return given[device];
    }

    private synchronized int take() {
        int best = -1;
        for (int k = 0; k < underWay.length; k++) {
            if (!devices.get(k).isLost() && (best < 0 || isFreer(k, best))) {
                best = k;
            }
        }
        best = Math.max(0, best); // where all are lost, any says so
        underWay[best]++;
        given[best]++;
        return best;
    }

    private boolean isFreer(int a, int b) {
        return underWay[a] != underWay[b] ? underWay[a] < underWay[b] : given[a] < given[b];
    }

    private synchronized void giveBack(int device) {
        underWay[device]--;
    }

    /** Frees the devices' memory. */
    @Override
    public void close() {
        devices.forEach(DeviceFits::close);
    }
}
