package dev.fastback.workers;

import dev.fastback.codec.SimulationCodec;
import dev.fastback.engine.DeviceRequest;
import dev.fastback.recording.ProcessProfile;
import dev.fastback.result.SimulationResult;
import dev.fastback.workers.wire.Frame;
import dev.fastback.workers.wire.FrameException;
import dev.fastback.workers.wire.FrameReader;
import dev.fastback.workers.wire.FrameWriter;
import dev.fastback.workers.wire.StudyForWorkers;
import dev.fastback.workers.wire.StudyOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The engine's side of a worker process. A thread starts the process, sends the study, and turns its frames into events until the
 * process has exited; a second one reads its standard error. Platform threads, because reading a pipe would pin a virtual thread's carrier.
 */
final class WorkerProcess {
    private static final long EXIT_MILLIS = 5_000;
    private static final long TAIL_MILLIS = 500;
    /**
     * Processes are started one after another: Java starts each by a small one in between. Two of those would hold each other's pipes open, and wait for
     * ever if this process were killed at that moment.
     */
    private static final Object STARTING = new Object();

    private final WorkerCommand command;
    private final StudyForWorkers study;
    private final BlockingQueue<WorkerEvent> events;
    private final int number;
    private final @Nullable DeviceRequest device;
    private final String name;
    private final Thread thread;
    private final Object lock = new Object();
    private @Nullable Process process;
    private @Nullable FrameWriter frames;
    private boolean killed;
    private volatile long heardNanos = System.nanoTime();

    private WorkerProcess(
            int number, @Nullable DeviceRequest device, WorkerCommand command, StudyForWorkers study, BlockingQueue<WorkerEvent> events) {
        this.device = device;
        this.command = command;
        this.study = study;
        this.events = events;
        this.number = number;
        this.name = "fastback-process-" + number;
        this.thread = Thread.ofPlatform().name(name).daemon(true).unstarted(ProcessProfile.telling(this::supervise));
    }

    /**
     * Starts a worker in the background; events report what becomes of it.
     *
     * @param device that it opens; null for none
     */
    static WorkerProcess start(
            int number, @Nullable DeviceRequest device, WorkerCommand command, StudyForWorkers study, BlockingQueue<WorkerEvent> events) {
        WorkerProcess worker = new WorkerProcess(number, device, command, study, events);
        worker.thread.start();
        return worker;
    }

    /** Returns its number among the workers of the call, from 0. */
    int number() {
        return number;
    }

    /** Returns the device that it was told to open; null for none. */
    @Nullable DeviceRequest device() {
        return device;
    }

    /** Returns when the last frame came. */
    long heardNanos() {
        return heardNanos;
    }

    /** Sends a short frame, which fits into the pipe, to a worker that is ready. A worker that no longer reads it is reported by its exit. */
    void send(Frame frame) {
        FrameWriter writer;
        synchronized (lock) {
            writer = frames;
        }
        try {
            if (writer != null) {
                writer.write(frame);
            }
        } catch (IOException e) {
            kill();
        }
    }

    /** Kills the process at once, by its handle; its last event follows. */
    void kill() {
        synchronized (lock) {
            killed = true;
            if (process != null) {
                process.toHandle().destroyForcibly(); // the process's own method would close the pipes, and lose what is in them
            }
        }
    }

    /** Kills the process, ignores what it has sent, and waits until it has exited or the time is up. */
    void close(long deadlineNanos) {
        kill();
        thread.interrupt();
        try {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime())));
            Process last;
            synchronized (lock) {
                last = process;
            }
            if (last != null) {
                last.waitFor(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void supervise() {
        try {
            WorkerExit exit;
            try {
                exit = runToExit();
            } catch (RuntimeException | Error e) { // errors too: short of files or threads, the JDK throws one
                kill();
                exit = new WorkerExit(WorkerExit.Kind.FAILURE, "cannot be supervised: " + e, "");
            }
            events.put(new WorkerEvent.Exited(this, exit));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed: nothing reads events any more
        }
    }

    private WorkerExit runToExit() throws InterruptedException {
        Process started;
        try {
            started = launch();
        } catch (IOException e) {
            return WorkerExit.ofStart(e);
        }
        StderrTail tail = new StderrTail(started.getErrorStream());
        Thread reader = Thread.ofPlatform().name(name + "-errors").daemon(true).start(ProcessProfile.telling(tail));
        WorkerExit exit = null;
        try {
            exit = exchangeFrames(started);
        } catch (FrameException e) {
            exit = new WorkerExit(WorkerExit.Kind.PROTOCOL_VIOLATION, String.valueOf(e.getMessage()), "");
        } catch (IOException e) {
            // A broken pipe: the exit code tells more.
        } finally {
            if (exit == null) {
                started.waitFor(TAIL_MILLIS, TimeUnit.MILLISECONDS); // it exits by itself, with a code that says why
            }
            started.toHandle().destroyForcibly();
        }
        if (!started.waitFor(EXIT_MILLIS, TimeUnit.MILLISECONDS)) {
            return new WorkerExit(WorkerExit.Kind.FAILURE, "does not exit", tail.text());
        }
        reader.join(TAIL_MILLIS);
        return exit != null ? exit.with(tail.text()) : WorkerExit.ofCode(started.exitValue(), tail.text());
    }

    private Process launch() throws IOException {
        synchronized (STARTING) { // before its own lock, which a kill does not wait for while others start
            synchronized (lock) {
                if (killed) {
                    throw new IOException("killed before it was started");
                }
                Process started = command.builder().start();
                process = started;
                frames = new FrameWriter(started.getOutputStream());
                return started;
            }
        }
    }

    /** Turns frames into events until the worker's output ends; returns its fault if it sent one. */
    private @Nullable WorkerExit exchangeFrames(Process started) throws IOException, InterruptedException {
        FrameReader in = new FrameReader(started.getInputStream());
        Frame hello = in.read();
        if (hello == null) {
            return null;
        }
        if (hello.type() != Frame.Type.HELLO || hello.leadingInt() != Frame.PROTOCOL) {
            throw new FrameException("uses another protocol than " + Frame.PROTOCOL);
        }
        sendStudy(started);
        SimulationCodec codec = new SimulationCodec(study.study().study());
        for (Frame frame = in.read(); frame != null; frame = in.read()) {
            heardNanos = System.nanoTime();
            switch (frame.type()) {
                case READY -> events.put(new WorkerEvent.Ready(this));
                case RESULT -> events.put(finished(codec, frame));
                case MODEL -> events.put(new WorkerEvent.Modelled(this, frame.modelUse()));
                case NOTICE -> events.put(new WorkerEvent.Noticed(this, frame.text()));
                case REFUSAL -> events.put(new WorkerEvent.Refused(this, frame.text()));
                case HEARTBEAT -> {}
                case FAULT -> {
                    return new WorkerExit(WorkerExit.Kind.FAILURE, frame.text().lines().findFirst().orElse(""), frame.text());
                }
                case HELLO, STUDY, STUDY_END, BATCH, STOP ->
                    throw new FrameException("sent a " + frame.type() + " frame to the engine");
            }
            heardNanos = System.nanoTime();
        }
        return null;
    }

    private void sendStudy(Process started) throws IOException {
        try (OutputStream out = StudyOutput.to(new FrameWriter(started.getOutputStream()))) {
            study.writeTo(device, out);
        }
    }

    private WorkerEvent finished(SimulationCodec codec, Frame frame) throws FrameException {
        List<SimulationResult> results = new ArrayList<>();
        try {
            for (Map.Entry<Integer, byte[]> result : frame.results()) {
                results.add(codec.decode(result.getKey(), result.getValue()));
            }
            return new WorkerEvent.Finished(this, results);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new FrameException("sent an unreadable result: " + e.getMessage());
        }
    }
}
