package dev.fastback.gpu;

import dev.fastback.engine.OpenDevice;
import dev.fastback.engine.Precision;
import dev.fastback.gpu.driver.GpuDevice;
import dev.fastback.result.SimulationResult;
import dev.fastback.simulation.PreparedStudy;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A device of a worker process: what it holds stays on it from batch to batch. */
final class DeviceOfProcess implements OpenDevice {
    private final GpuDevice device;
    private final DeviceFits fits;
    private @Nullable String lost;

    /** Takes an open device. */
    DeviceOfProcess(GpuDevice device, Precision precision, boolean required) {
        this.device = device;
        this.fits = new DeviceFits(device, precision, required, DeviceFits.LEAST_WORK, null, reason -> lost = reason);
    }

    @Override
    public List<SimulationResult> run(PreparedStudy study, int[] indices) {
        return study.withEvaluators(DeviceEvaluator.of(study.evaluators())).runAll(indices, fits);
    }

    @Override
    public Optional<String> lost() {
        return Optional.ofNullable(lost);
    }

    @Override
    public void close() {
        fits.close();
        device.close();
    }
}
