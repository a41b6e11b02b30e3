package dev.fastback.workers;

import dev.fastback.codec.SimulationCodec;
import dev.fastback.codec.StudyCodec;
import dev.fastback.result.SimulationResult;
import dev.fastback.simulation.PreparedStudy;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The engine's end of a worker process. A thread starts the process, sends the study, and turns its frames into events until the
 * process is gone; a second one reads its standard error. Platform threads, because reading a pipe would hold a virtual thread's carrier.
 */
final class WorkerProcess {
    private static final long EXIT_MILLIS = 5_000;
    private static final long TAIL_MILLIS = 500;

    private final WorkerCommand command;
    private final PreparedStudy study;
    private final BlockingQueue<WorkerEvent> events;
    private final String name;
    private final Thread thread;
    private final Object lock = new Object();
    private @Nullable Process process;
    private @Nullable FrameWriter frames;
    private boolean killed;
    private volatile long heardNanos = System.nanoTime();

    private WorkerProcess(int number, WorkerCommand command, PreparedStudy study, BlockingQueue<WorkerEvent> events) {
        this.command = command;
        this.study = study;
        this.events = events;
        this.name = "fastback-process-" + number;
        this.thread = Thread.ofPlatform().name(name).daemon(true).unstarted(this::live);
    }

    /** Starts a worker in the background; events tell what becomes of it. */
    static WorkerProcess start(
            int number, WorkerCommand command, PreparedStudy study, BlockingQueue<WorkerEvent> events) {
        WorkerProcess worker = new WorkerProcess(number, command, study, events);
        worker.thread.start();
        return worker;
    }

    /** Returns when the last frame came. */
    long heardNanos() {
        return heardNanos;
    }

    /** Sends a short frame to a worker that is ready; it fits into the pipe. What a dead worker no longer hears is told by its end. */
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

    /** Ends the process at once, by its handle; its last event follows. */
    void kill() {
        synchronized (lock) {
            killed = true;
            if (process != null) {
                process.toHandle().destroyForcibly(); // the process's own method would close the pipes, and lose what is in them
            }
        }
    }

    /** Ends the process, hears no more of it, and waits until it is gone or the time is up. */
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

    private void live() {
        try {
            Ending ending;
            try {
                ending = liveToTheEnd();
            } catch (RuntimeException e) {
                kill();
                ending = new Ending(Ending.Kind.OWN, "cannot be talked to: " + e, "");
            }
            events.put(new WorkerEvent.Ended(this, ending));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed: nobody listens
        }
    }

    private Ending liveToTheEnd() throws InterruptedException {
        Process started;
        try {
            started = launch();
        } catch (IOException e) {
            return Ending.ofStart(e);
        }
        StderrTail tail = new StderrTail(started.getErrorStream());
        Thread reader = Thread.ofPlatform().name(name + "-errors").daemon(true).start(tail);
        Ending ending = null;
        try {
            ending = talk(started);
        } catch (FrameException e) {
            ending = new Ending(Ending.Kind.NONSENSE, String.valueOf(e.getMessage()), "");
        } catch (IOException e) {
            // A broken pipe: the exit code tells more.
        } finally {
            if (ending == null) {
                started.waitFor(TAIL_MILLIS, TimeUnit.MILLISECONDS); // it ends by itself, and its exit code tells why
            }
            started.toHandle().destroyForcibly();
        }
        if (!started.waitFor(EXIT_MILLIS, TimeUnit.MILLISECONDS)) {
            return new Ending(Ending.Kind.OWN, "does not end", tail.text());
        }
        reader.join(TAIL_MILLIS);
        return ending != null ? ending.with(tail.text()) : Ending.ofExit(started.exitValue(), tail.text());
    }

    private Process launch() throws IOException {
        synchronized (lock) {
            if (killed) {
                throw new IOException("ended before it began");
            }
            Process started = command.builder().start();
            process = started;
            frames = new FrameWriter(started.getOutputStream());
            return started;
        }
    }

    /** Returns why it ended if it said so. */
    private @Nullable Ending talk(Process started) throws IOException, InterruptedException {
        FrameReader in = new FrameReader(started.getInputStream());
        Frame hello = in.read();
        if (hello == null) {
            return null;
        }
        if (hello.type() != Frame.Type.HELLO || hello.leadingInt() != Frame.PROTOCOL) {
            throw new FrameException("speaks another protocol than " + Frame.PROTOCOL);
        }
        sendStudy(started);
        SimulationCodec codec = new SimulationCodec(study.study());
        for (Frame frame = in.read(); frame != null; frame = in.read()) {
            heardNanos = System.nanoTime();
            switch (frame.type()) {
                case READY -> events.put(new WorkerEvent.Ready(this));
                case RESULT -> events.put(finished(codec, frame));
                case HEARTBEAT -> {}
                case FAULT -> {
                    return new Ending(Ending.Kind.OWN, frame.text().lines().findFirst().orElse(""), frame.text());
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
            StudyCodec.write(study, out);
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
            throw new FrameException("sent a result that is none: " + e.getMessage());
        }
    }
}
