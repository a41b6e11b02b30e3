package dev.fastback.profile;

import dev.fastback.comparison.ways.FastbackProgram;
import dev.fastback.comparison.ways.ProcessTree;
import dev.fastback.input.DataFiles;
import dev.fastback.recording.ProcessFacts;
import dev.fastback.recording.ProcessProfile;
import dev.fastback.search.StopSignal;
import dev.fastback.terminal.UsageException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs a command in a process of its own that records itself, and reads what it and the processes that it started have recorded. */
public final class ProfileRun {
    private static final File NOTHING = new File(System.getProperty("os.name", "").startsWith("Windows") ? "NUL" : "/dev/null");
    private static final long LOOK_MILLIS = 20;
    private static final long STOP_SECONDS = 40;

    private final StopSignal stop;
    private final Map<String, String> environment;
    private final @Nullable String recorder;

    /**
     * Makes one.
     *
     * @param stop ends the command
     * @param environment variables of the command
     * @param recorder what looks at stacks, {@link ProcessProfile#ASYNC_PROFILER} or {@link ProcessProfile#FLIGHT_RECORDER}; null for the first that works
     */
    public ProfileRun(StopSignal stop, Map<String, String> environment, @Nullable String recorder) {
        this.stop = stop;
        this.recorder = recorder;
        this.environment = Map.copyOf(environment);
    }

    /**
     * Runs a command line; its standard error is this process's, its standard output goes nowhere.
     *
     * @throws UsageException if the temporary folder has a name that options of the JVM cannot hold
     */
    public Profile of(List<String> command) {
        try {
            Path folder = Files.createTempDirectory("fastback-profile-").toRealPath();
            try {
                if (folder.toString().matches(".*[\\s,:].*")) {
                    throw new UsageException("the temporary folder " + folder + " has a blank, a comma or a colon in its name; set TMPDIR to another for a profile");
                }
                return run(command, folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Profile run(List<String> command, Path folder) throws IOException {
        String looks = recorder != null ? recorder : ProcessProfile.recorderHere(folder.toString());
        ProcessBuilder builder = FastbackProgram.builder(command, environment, ProcessProfile.jvmOptions(folder.toString(), looks))
                .redirectInput(command.contains(DataFiles.STANDARD_INPUT) ? ProcessBuilder.Redirect.INHERIT : ProcessBuilder.Redirect.from(NOTHING))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        long start = System.nanoTime();
        Process process = builder.start();
        try (ProcessTree tree = ProcessTree.of(process)) {
            int code = await(process);
            double clock = (System.nanoTime() - start) / 1e9;
            return read(folder, command, code, clock, tree.processorSeconds(), tree.peakBytes());
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Profile read(
            Path folder, List<String> command, int code, double clock, @Nullable Double processor, @Nullable Long peak) throws IOException {
        List<ProcessTime> processes = new ArrayList<>();
        List<Long> missing = new ArrayList<>();
        for (Path begun : files(folder)) {
            String pid = begun.getFileName().toString().replace(ProcessProfile.BEGUN_SUFFIX, "");
            Path facts = folder.resolve(pid + ProcessFacts.SUFFIX);
            if (Files.exists(facts)) {
                processes.add(read(ProcessFacts.read(facts), folder, pid));
            } else {
                missing.add(Long.parseLong(pid));
            }
        }
        processes.sort(Comparator.<ProcessTime, Boolean>comparing(time -> !time.facts().role().equals(ProcessProfile.MAIN))
                .thenComparing(time -> time.facts().pid()));
        double known = processes.stream().mapToDouble(time -> time.facts().totalSeconds()).sum();
        return new Profile(command, code, clock, processor == null ? known : processor, peak, processes, missing);
    }

    private static ProcessTime read(ProcessFacts facts, Path folder, String pid) throws IOException {
        Path recording = folder.resolve(pid + ProcessProfile.RECORDING_SUFFIX);
        CollectorWork collections = CollectorWork.read(folder.resolve(pid + ProcessProfile.COLLECTIONS_SUFFIX));
        return facts.recorder().equals(ProcessProfile.ASYNC_PROFILER)
                ? AsyncReader.read(facts, recording, collections)
                : FlightReader.read(facts, recording, collections);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ProcessProfile.BEGUN_SUFFIX)).sorted().toList();
        }
    }

    /** Waits for the end; when told to stop the command is, too, and has the time that it needs for its partial result. */
    private int await(Process process) {
        try {
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (stop.isRequested()) {
                    process.destroy();
                    process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
                    break;
                }
            }
            return process.isAlive() ? -1 : process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
