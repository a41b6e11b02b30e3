package dev.fastback.workers.wire;

import dev.fastback.engine.DeviceRequest;
import dev.fastback.engine.Devices;
import dev.fastback.engine.EngineException;
import dev.fastback.engine.OpenDevice;
import dev.fastback.engine.Precision;
import dev.fastback.result.SimulationResult;
import dev.fastback.simulation.PreparedStudy;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The device of a worker: the batches that it is given run there. Tells once when the processors go on without it. */
public final class OwnDevice {
    private final OpenDevice device;
    private final FrameWriter out;
    private boolean isTold;

    private OwnDevice(OpenDevice device, FrameWriter out) {
        this.device = device;
        this.out = out;
    }

    /** Tells a worker which device it opens; null for none. */
    static void write(@Nullable DeviceRequest request, OutputStream target) throws IOException {
        DataOutputStream out = new DataOutputStream(target);
        out.writeBoolean(request != null);
        if (request != null) {
            out.writeInt(request.index());
            out.writeUTF(request.name());
            out.writeUTF(request.precision().name());
            out.writeBoolean(request.required());
        }
        out.flush();
    }

    /**
     * Reads what {@link #write} told, and opens the device.
     *
     * @return null where there is to be none, or it cannot be used, which the engine is told
     * @throws EngineException if it cannot be used and is required
     */
    public static @Nullable OwnDevice open(InputStream source, FrameWriter out) throws IOException {
        DataInputStream in = new DataInputStream(source);
        if (!in.readBoolean()) {
            return null;
        }
        DeviceRequest request = new DeviceRequest(in.readInt(), in.readUTF(), Precision.valueOf(in.readUTF()), in.readBoolean());
        try {
            return new OwnDevice(Devices.open(request), out);
        } catch (EngineException e) {
            if (request.required()) {
                throw new EngineException("--require-gpu: " + e.getMessage(), 0);
            }
            out.write(Frame.of(Frame.Type.NOTICE, e.getMessage() + "; continuing without it"));
            return null;
        }
    }

    /** Returns the results of simulations in their order; fewer where they are told to stop. */
    public List<SimulationResult> run(PreparedStudy study, int[] indices) throws IOException {
        List<SimulationResult> results = device.run(study, indices);
        if (!isTold && device.lost().isPresent()) {
            out.write(Frame.of(Frame.Type.NOTICE, device.lost().get()));
            isTold = true;
        }
        return results;
    }
}
