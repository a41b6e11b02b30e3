package dev.fastback.workers;

import dev.fastback.codec.SimulationCodec;
import dev.fastback.codec.StudyCodec;
import dev.fastback.custom.ExitCaller;
import dev.fastback.engine.EngineException;
import dev.fastback.engine.OwnModel;
import dev.fastback.recording.ProcessProfile;
import dev.fastback.result.SimulationResult;
import dev.fastback.search.StopSignal;
import dev.fastback.search.StoppedException;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.workers.wire.Frame;
import dev.fastback.workers.wire.FrameException;
import dev.fastback.workers.wire.FrameReader;
import dev.fastback.workers.wire.FrameWriter;
import dev.fastback.workers.wire.OwnDevice;
import dev.fastback.workers.wire.StudyInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The work of a worker process. The main thread runs simulations; one thread reads the engine's frames and ends the process when the
 * engine has exited; another one sends a heartbeat every half second and checks whether the engine is alive.
 */
final class Worker {
    static final int EXIT_FAULT = 70;
    private static final long HEARTBEAT_MILLIS = 500;
    private static final long SIGNAL_PATIENCE_MILLIS = 3_000;
    private static final int MAX_FAULT = 1 << 16;

    private final FrameReader in;
    private final FrameWriter out;
    private final Outbox outbox;
    private final long engine;
    private final Simulator simulator;
    private final BlockingQueue<int[]> batches = new LinkedBlockingQueue<>();
    private final StopSignal stop = new StopSignal();

    /**
     * Makes a worker.
     *
     * @param engine process id of the engine
     */
    Worker(InputStream in, OutputStream out, long engine, Simulator simulator) {
        this.in = new FrameReader(in);
        this.out = new FrameWriter(out);
        this.outbox = new Outbox(this.out);
        this.engine = engine;
        this.simulator = simulator;
    }

    /** Runs simulations, and ends the process. */
    void run() {
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> end(e));
        holdSignals();
        try {
            out.write(Frame.hello());
            StudyInput input = new StudyInput(in);
            OwnModel model = OwnModel.read(input);
            OwnDevice device = OwnDevice.open(input, out);
            PreparedStudy study = StudyCodec.read(input).withStop(stop);
            input.finish();
            Thread.ofPlatform().name("listener").daemon(true).start(this::listen);
            Thread.ofPlatform().name("heartbeat").daemon(true).start(this::beat);
            out.write(Frame.of(Frame.Type.READY));
            simulate(study, model, device);
            ProcessProfile.end();
            Runtime.getRuntime().halt(0);
        } catch (EngineException e) {
            refuse(e);
        } catch (Throwable e) {
            end(e);
        }
    }

    /** Has the engine end the run, and waits until it ends this process. */
    private void refuse(EngineException e) {
        try {
            outbox.send();
            out.write(Frame.of(Frame.Type.REFUSAL, String.valueOf(e.getMessage())));
            new CountDownLatch(1).await(SIGNAL_PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (IOException | InterruptedException unsent) {
            // The engine has exited.
        }
        end(e);
    }

    /**
     * Ctrl-C reaches every process of a terminal, but how to respond is the engine's decision: this process continues until the engine stops
     * it, and for three seconds at most. Where a strategy ended it, that is told at once.
     */
    private void holdSignals() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ExitCaller.find().ifPresent(this::end);
            try {
                new CountDownLatch(1).await(SIGNAL_PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private void simulate(PreparedStudy study, @Nullable OwnModel model, @Nullable OwnDevice device) throws IOException, InterruptedException {
        SimulationCodec codec = new SimulationCodec(study.study());
        while (!stop.isRequested()) {
            int[] batch = batches.take();
            OwnModel.Forecast ready = new OwnModel.Forecast(study, Map.of());
            if (model != null && batch.length > 0) {
                try {
                    ready = model.forecast(study, batch);
                } catch (StoppedException e) {
                    return;
                }
                out.write(Frame.model(model.use()));
            }
            if (device != null) {
                simulateOn(device, ready, batch, codec);
                continue;
            }
            for (int i = 0; i < batch.length && !stop.isRequested(); i++) {
                SimulationResult failed = ready.failed(batch[i]);
                SimulationResult result = failed != null ? failed : simulator.run(ready.study(), batch[i]);
                if (!(result instanceof SimulationResult.Interrupted)) {
                    outbox.add(batch[i], codec.encode(result), i == batch.length - 1 && batches.isEmpty());
                }
            }
        }
        outbox.send();
    }

    /** Runs a batch together; those that the model could not forecast fail beside it. */
    private void simulateOn(OwnDevice device, OwnModel.Forecast ready, int[] batch, SimulationCodec codec) throws IOException {
        @Nullable SimulationResult[] failed = new SimulationResult[batch.length];
        for (int i = 0; i < batch.length; i++) {
            failed[i] = ready.failed(batch[i]);
        }
        int[] runnable = IntStream.range(0, batch.length).filter(i -> failed[i] == null).map(i -> batch[i]).toArray();
        Iterator<SimulationResult> ran = device.run(ready.study(), runnable).iterator();
        for (int i = 0; i < batch.length && (failed[i] != null || ran.hasNext()); i++) {
            SimulationResult result = failed[i] != null ? failed[i] : ran.next();
            if (result instanceof SimulationResult.Interrupted) {
                return;
            }
            outbox.add(batch[i], codec.encode(result), i == batch.length - 1 && batches.isEmpty());
        }
    }

    private void listen() {
        try {
            for (Frame frame = in.read(); frame != null; frame = in.read()) {
                switch (frame.type()) {
                    case BATCH -> batches.add(frame.indices());
                    case STOP -> {
                        stop.request();
                        batches.add(new int[0]); // wakes a main thread that waits for one
                    }
                    case HELLO, STUDY, STUDY_END, READY, RESULT, MODEL, NOTICE, REFUSAL, HEARTBEAT, FAULT ->
                        throw new FrameException("sent a " + frame.type() + " frame to a worker");
                }
            }
            Runtime.getRuntime().halt(0); // the engine has exited
        } catch (IOException e) {
            end(e);
        }
    }

    private void beat() {
        @Nullable ProcessHandle parent = ProcessHandle.of(engine).orElse(null);
        try {
            while (parent != null && parent.isAlive()) {
                outbox.send(); // a long simulation delays no earlier result
                out.write(Frame.of(Frame.Type.HEARTBEAT));
                Thread.sleep(HEARTBEAT_MILLIS);
            }
            Runtime.getRuntime().halt(0);
        } catch (IOException | InterruptedException e) {
            end(e);
        }
    }

    private void end(Throwable e) {
        StringWriter text = new StringWriter();
        text.append(e.getClass().getSimpleName())
                .append(e.getMessage() == null ? "" : ": " + e.getMessage().lines().findFirst().orElse(""))
                .append('\n');
        e.printStackTrace(new PrintWriter(text, true));
        end(text.toString());
    }

    /** Tells the engine why this process exits, as far as that is still possible, and exits. */
    private void end(String why) {
        try {
            out.write(Frame.fault(why.length() <= MAX_FAULT ? why : why.substring(0, MAX_FAULT)));
        } catch (IOException | RuntimeException unsent) {
            // The engine has exited, or sees the exit code.
        } finally {
            Runtime.getRuntime().halt(EXIT_FAULT);
        }
    }
}
