package dev.fastback.workers;

import dev.fastback.engine.ComputeDevice;
import dev.fastback.engine.DeviceProvider;
import dev.fastback.engine.DeviceRequest;
import dev.fastback.engine.EngineException;
import dev.fastback.engine.OpenDevice;
import dev.fastback.engine.Precision;
import dev.fastback.result.SimulationResult;
import dev.fastback.simulation.FitBatch;
import dev.fastback.simulation.PreparedStudy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two GPUs that are this machine's processors. System properties of a process say what happens on them: {@code fake.open} is a folder that notes who opened which,
 * {@code fake.trouble} is {@code absent}, {@code lost} or {@code drift}; {@code fake.none} leaves no device in the list.
 */
public final class FakeDevices implements DeviceProvider {
    static final String NONE = "fake.none";

    /** For {@link java.util.ServiceLoader}. */
    public FakeDevices() {}

    /** Returns the requests for both. */
    static List<DeviceRequest> requests(boolean required) {
        List<DeviceRequest> requests = new ArrayList<>();
        for (ComputeDevice device : new FakeDevices().list().devices()) {
            requests.add(new DeviceRequest(device.index(), device.name(), Precision.DOUBLE, required));
        }
        return requests;
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Listing list() {
        return Boolean.getBoolean(NONE)
                ? new Listing(List.of(), List.of("no fake device"))
                : new Listing(List.of(device(0), device(1)), List.of());
    }

    private static ComputeDevice device(int index) {
        return new ComputeDevice(index, "Fake", "Fake " + index, true, 1L << 30, null, "1", null, null);
    }

    @Override
    public OpenDevice open(DeviceRequest request) {
        String trouble = System.getProperty("fake.trouble", "");
        String folder = System.getProperty("fake.open");
        if (trouble.equals("absent")) {
            throw new EngineException(request.name() + ": is not there", 0);
        }
        try {
            if (folder != null) {
                Files.createFile(Path.of(folder, request.index() + "-" + ProcessHandle.current().pid()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new OpenDevice() {
            private int batches;

            @Override
            public List<SimulationResult> run(PreparedStudy study, int[] indices) {
                batches++;
                if (trouble.equals("drift") && batches > 1) {
                    throw new EngineException(request.name() + " computes otherwise", 0);
                }
                return study.runAll(indices, (tasks, stop) -> tasks.stream().map(task -> Optional.<FitBatch.Found>empty()).toList());
            }

            @Override
            public Optional<String> lost() {
                return trouble.equals("lost") && batches > 1 ? Optional.of("a fake: lost; continuing without it") : Optional.empty();
            }

            @Override
            public void close() {}
        };
    }
}
