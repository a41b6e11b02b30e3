package dev.fastback.gpu;

import dev.fastback.engine.Engine;
import dev.fastback.engine.Precision;
import dev.fastback.engine.ResultSink;
import dev.fastback.engine.ThreadEngine;
import dev.fastback.gpu.driver.GpuDevice;
import dev.fastback.gpu.driver.LanePool;
import dev.fastback.search.StopSignal;
import dev.fastback.simulation.PreparedStudy;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs simulations with their searches on a device: each thread takes many simulations, states their searches, sends them together, and
 * finishes the simulations with what came back. Copies, kernels and the work of other threads overlap. What the device cannot take runs on
 * this machine's processors.
 */
final class GpuEngine implements Engine {
    static final String NAME = "gpu";

    /** Simulations that a thread sends together: enough to fill a device with those of a few threads. */
    private static final int CHUNK = 1024;

    private final List<GpuDevice> devices;
    private final Precision precision;
    private final int workers;
    private final boolean required;
    private final boolean byName;
    private final long leastWork;
    private final @Nullable String notice;

    /**
     * Makes an engine on open devices, which share the work.
     *
     * @param devices at least one
     * @param workers threads of this machine
     * @param required whether a device that fails ends the run; else the others, and at last the threads, go on without it
     * @param byName whether these devices were asked for, and are used though the processors may be quicker
     * @param notice what was asked for and is not there; null for nothing
     */
    GpuEngine(List<GpuDevice> devices, int workers, boolean required, boolean byName, @Nullable String notice) {
        this(devices, Precision.DOUBLE, workers, required, byName, DeviceFits.LEAST_WORK, notice);
    }

    /** Makes an engine on one device. */
    GpuEngine(GpuDevice device, int workers, boolean required, boolean byName) {
        this(device, workers, required, byName, DeviceFits.LEAST_WORK);
    }

    /** Makes an engine that sends work from another amount on. */
    GpuEngine(GpuDevice device, int workers, boolean required, boolean byName, long leastWork) {
        this(List.of(device), Precision.DOUBLE, workers, required, byName, leastWork, null);
    }

    private GpuEngine(List<GpuDevice> devices, Precision precision, int workers, boolean required, boolean byName, long leastWork, @Nullable String notice) {
        this.precision = precision;
        this.notice = notice;
        this.byName = byName;
        this.leastWork = leastWork;
        this.devices = List.copyOf(devices);
        this.workers = workers;
        this.required = required;
    }

    /** Returns the same engine with another precision of exact searches. */
    GpuEngine withPrecision(Precision newPrecision) {
        return new GpuEngine(devices, newPrecision, workers, required, byName, leastWork, notice);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> device() {
        return Optional.of(devices.stream().map(GpuDevice::name).collect(Collectors.joining(", ")));
    }

    @Override
    public OptionalLong deviceBytes() {
        return OptionalLong.of(devices.stream().mapToLong(device -> device.memory().most()).sum());
    }

    @Override
    public Optional<String> notice() {
        return Optional.ofNullable(notice);
    }

    @Override
    public int workers() {
        return workers;
    }

    /** {@inheritDoc} The device's memory is free again when this returns. */
    @Override
    public void run(PreparedStudy study, int[] indices, ResultSink sink, StopSignal stop) {
        // Few simulations are taken in small parts, so that every thread has some, and a stop finds some that have not begun.
        int chunk = Math.clamp(Math.ceilDiv(indices.length, 8 * workers), 1, CHUNK);
        Pace pace = byName || required ? null : new Pace(workers, LanePool.LANES);
        try (SharedFits fits = new SharedFits(devices.stream().map(device -> new DeviceFits(device, precision, required, leastWork, pace, DeviceFits.LOG)).toList())) {
            new ThreadEngine(NAME, workers, chunk, (prepared, taken, end) -> prepared.runAll(taken, fits), null)
                    .run(study.withEvaluators(DeviceEvaluator.of(study.evaluators())), indices, sink, stop);
        }
    }
}
