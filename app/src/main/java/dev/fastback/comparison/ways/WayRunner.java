package dev.fastback.comparison.ways;

import dev.fastback.search.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** Runs a way in a process of its own, as a user would, and measures the process with all that it starts. */
public final class WayRunner {
    private static final long LOOK_MILLIS = 20;
    private static final int SOME_FAILED = 1;

    private final StopSignal stop;

    public WayRunner(StopSignal stop) {
        this.stop = stop;
    }

    /** A way could not run; the message says why in one line. */
    public static final class WayFailed extends Exception {
        private static final long serialVersionUID = 1L;

        WayFailed(String message) {
            super(message);
        }
    }

    /** The whole comparison was told to stop. */
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Returns the arguments of a way on a study. */
    public static List<String> arguments(ComparedStudy study, Way way) {
        List<String> words = new ArrayList<>(study.arguments());
        words.addAll(way.options());
        words.addAll(List.of("--engine", way.engine()));
        if (way.workers() > 1) {
            words.addAll(List.of("--workers", Integer.toString(way.workers())));
        }
        words.add("--no-store");
        return words;
    }

    /**
     * Runs it once.
     *
     * @throws WayFailed if it ends with an error
     */
    public Measurement run(ComparedStudy study, Way way) throws WayFailed {
        try {
            Path folder = Files.createTempDirectory("fastback-bench-");
            try {
                return run(study, way, folder.resolve("out.json"), folder.resolve("err.txt"));
            } finally {
                Files.deleteIfExists(folder.resolve("out.json"));
                Files.deleteIfExists(folder.resolve("err.txt"));
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Measurement run(ComparedStudy study, Way way, Path out, Path err) throws IOException, WayFailed {
        List<String> arguments = new ArrayList<>(arguments(study, way));
        arguments.addAll(List.of("--quiet", "--format", "json"));
        ProcessBuilder builder = new ProcessBuilder(FastbackProgram.words(arguments))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeAll(List.of("MARKETSIM_FAST_OPTIMIZE", "MARKETSIM_FAST_SIMULATE"));
        long start = System.nanoTime();
        Process process = builder.start();
        process.getOutputStream().close();
        try (ProcessTree tree = ProcessTree.of(process)) {
            int code = await(process);
            double whole = (System.nanoTime() - start) / 1e9;
            if (code != 0 && code != SOME_FAILED) {
                throw new WayFailed("exit code " + code + ": " + lastLine(err));
            }
            Outcome outcome = Outcome.of(JsonMapper.shared().readTree(out.toFile()));
            return new Measurement(outcome.simulateSeconds(), whole, tree.processorSeconds(), tree.peakBytes(), outcome);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private int await(Process process) {
        try {
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (stop.isRequested()) {
                    throw new Stopped();
                }
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }

    private static String lastLine(Path err) throws IOException {
        List<String> lines = new String(Files.readAllBytes(err), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "nothing was said" : lines.getLast();
    }
}
