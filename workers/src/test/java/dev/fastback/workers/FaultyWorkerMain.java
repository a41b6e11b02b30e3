package dev.fastback.workers;

import dev.fastback.codec.SimulationCodec;
import dev.fastback.result.SimulationResult;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.workers.wire.Frame;
import dev.fastback.workers.wire.FrameWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A worker with a fault, told by system properties: which ({@code fault}), at which simulations ({@code fault.at}, all when empty), and
 * where to note that it has happened ({@code fault.once}, a folder; without it the fault happens every time).
 */
final class FaultyWorkerMain {
    /** What goes wrong. */
    enum Fault {
        /** Killed from outside, as by the kernel short of memory. */
        KILL,
        /** Ends by itself. */
        EXIT,
        /** The whole process stops, its heartbeat too. */
        STALL,
        /** The simulation never ends; the process lives. */
        HANG,
        /** Every simulation takes a while; nothing is wrong. */
        SLOW,
        /** The heap is full. */
        OUT_OF_MEMORY,
        /** An error that is no exception of the simulation. */
        ERROR,
        /** A result with one bit flipped on its way. */
        CORRUPT_FRAME,
        /** Text where frames belong. */
        GARBAGE,
        /** A frame cut in its middle, and the end. */
        CUT_FRAME,
        /** A whole frame of a type that nobody knows. */
        UNKNOWN_FRAME,
        /** A good result of a simulation that was not due. */
        WRONG_INDEX,
        /** A whole frame with a result that is none. */
        UNDECODABLE,
        /** Prints, as code that knows nothing of workers does. */
        PRINT
    }

    private static final List<byte[]> KEPT = new ArrayList<>();

    private FaultyWorkerMain() {}

    static List<String> options(Fault fault, Path once, int... at) {
        List<String> options = new ArrayList<>();
        options.add("-Dfault=" + fault);
        options.add("-Dfault.at=" + String.join(",", Arrays.stream(at).mapToObj(Integer::toString).toList()));
        if (once != null) {
            options.add("-Dfault.once=" + once);
        }
        return options;
    }

    public static void main(String[] args) {
        Fault fault = Fault.valueOf(System.getProperty("fault"));
        List<String> at = List.of(System.getProperty("fault.at", "").split(","));
        String once = System.getProperty("fault.once");
        System.err.println("a worker that will " + fault);
        WorkerMain.start(args, (study, index) -> {
            boolean due = at.equals(List.of("")) || at.contains(Integer.toString(index));
            if (due && (once == null || isFirst(Path.of(once, fault + "-" + index)))) {
                happen(fault, study, index);
            }
            return study.run(index);
        });
    }

    private static boolean isFirst(Path mark) {
        try {
            Files.createFile(mark);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void happen(Fault fault, PreparedStudy study, int index) {
        switch (fault) {
            case KILL -> signal("KILL");
            case EXIT -> Runtime.getRuntime().halt(7);
            case STALL -> signal("STOP");
            case HANG -> sleep(3_600_000);
            case SLOW -> sleep(5);
            case OUT_OF_MEMORY -> fillHeap();
            case ERROR -> throw new LinkageError("no such class");
            case CORRUPT_FRAME -> {
                byte[] bytes = FrameWriter.bytes(result(study, index, index));
                bytes[bytes.length / 2] ^= 4;
                write(bytes);
            }
            case GARBAGE -> write("once upon a time there was a worker\n".getBytes(StandardCharsets.UTF_8));
            case CUT_FRAME -> {
                byte[] bytes = FrameWriter.bytes(result(study, index, index));
                write(Arrays.copyOf(bytes, bytes.length / 2));
                Runtime.getRuntime().halt(0);
            }
            case UNKNOWN_FRAME -> {
                byte[] bytes = FrameWriter.bytes(Frame.of(Frame.Type.HEARTBEAT));
                bytes[4] = 99;
                write(bytes);
            }
            case WRONG_INDEX -> write(FrameWriter.bytes(result(study, index, (index + 1) % study.study().simulationCount())));
            case UNDECODABLE -> write(FrameWriter.bytes(Frame.result(index, new byte[] {1, 0, 1, 2, 3})));
            case PRINT -> System.out.println("to be or not to be");
        }
    }

    private static Frame result(PreparedStudy study, int run, int named) {
        SimulationResult result = study.run(run);
        return Frame.result(named, new SimulationCodec(study.study()).encode(result));
    }

    private static void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(ProcessHandle.current().pid())).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sleep(60_000);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void fillHeap() {
        for (int size = 1 << 20; ; ) {
            KEPT.add(new byte[size]);
        }
    }

    @SuppressWarnings("resource")
    private static void write(byte[] bytes) {
        try {
            new FileOutputStream(FileDescriptor.out).write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
