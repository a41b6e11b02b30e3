package dev.fastback.recording;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;

/**
 * The recording that a process makes of itself when it was started to be profiled: with the property {@value #PROPERTY}, which names a folder. In
 * it lie, once the process has ended its work, {@code PID.jfr} and the {@linkplain ProcessFacts facts}; a process that was killed leaves only
 * {@code PID.begun}.
 *
 * <p>The recording begins in the process's first line and not with the JVM, so that what it takes to begin can be told apart from the start of
 * Java. Stacks are looked at each 10 ms of processor time of a thread where Java can do that (JEP 509, Linux), else as often on
 * the clock; how much processor time a thread had is told by Flight Recorder's loads, which are exact, at the beginning and the end of
 * the recording and of threads.
 */
public final class ProcessProfile {
    /** Property that asks for a profile: the folder to put it into. */
    public static final String PROPERTY = "fastback.profile";

    /** Role of the process that runs the command. */
    public static final String MAIN = "main";

    /** Role of a worker process. */
    public static final String WORKER = "worker";

    /** Event of a look at a thread's stack after so much processor time. */
    public static final String PROCESSOR_SAMPLE = "jdk.CPUTimeSample";

    /** Event of a look at a running thread's stack. */
    public static final String CLOCK_SAMPLE = "jdk.ExecutionSample";

    /** How the names of the files end that hold recordings. */
    public static final String RECORDING_SUFFIX = ".jfr";

    /** How the names of the files end that tell of a process that began. */
    public static final String BEGUN_SUFFIX = ".begun";

    private static final int SAMPLE_MILLIS = 10;
    private static final int FIRST_WITH_PROCESSOR_SAMPLES = 25;
    private static final int STACK_DEPTH = 160;
    private static final double TICKS_PER_SECOND = 100;
    private static final double NANOS = 1e9;
    private static final int USER = 11;
    private static final int CHILDREN = 13;

    private static volatile @Nullable ProcessProfile current;

    private final Path folder;
    private final String role;
    private final long beganNanos;
    private final double startSeconds;
    private final double childrenSeconds;
    private final double recordingSeconds;
    private final double callerSeconds;
    private final Map<String, Double> threads;
    private final Recording recording;

    private ProcessProfile(Path folder, String role) throws IOException {
        this.folder = folder;
        this.role = role;
        this.beganNanos = System.nanoTime();
        Files.createFile(folder.resolve(ProcessHandle.current().pid() + BEGUN_SUFFIX));
        childrenSeconds = processSeconds(CHILDREN);
        startSeconds = processSeconds(USER) + childrenSeconds;
        threads = allThreads();
        double before = callerSeconds();
        recording = recording();
        recording.start();
        callerSeconds = callerSeconds();
        recordingSeconds = callerSeconds - before;
    }

    /**
     * Returns the options of the JVM that a process is started with to be profiled: stacks deep enough to tell a search from a score, no compiler
     * thread that comes and goes, room for allocations in small pieces, at whose ends the recorder looks at stacks, and all of its files in the folder.
     *
     * @param folder where profiles go; its name holds no blank and no comma
     */
    public static List<String> jvmOptions(String folder) {
        return List.of(
                "-XX:FlightRecorderOptions:stackdepth=" + STACK_DEPTH + ",repository=" + folder,
                "-XX:-UseDynamicNumberOfCompilerThreads",
                "-XX:TLABSize=256k",
                "-XX:-ResizeTLAB",
                "-D" + PROPERTY + "=" + folder);
    }

    /**
     * Begins where this process was asked for a profile; does nothing else.
     *
     * @param role what the process is
     */
    public static void begin(String role) {
        String folder = System.getProperty(PROPERTY);
        if (folder == null || current != null) {
            return;
        }
        try {
            current = new ProcessProfile(Path.of(folder), role);
        } catch (IOException | RuntimeException e) {
            warn("there is no profile of process ", e);
        }
    }

    /** Returns whether this process is being profiled. */
    public static boolean isOn() {
        return current != null;
    }

    /** Ends the profile and writes it, where there is one. The process does nothing that counts afterwards. */
    public static void end() {
        ProcessProfile profile = current;
        if (profile == null) {
            return;
        }
        current = null;
        try {
            profile.finish();
        } catch (IOException | RuntimeException e) {
            warn("the profile is lost of process ", e);
        }
    }

    private static void warn(String what, Exception e) {
        System.getLogger(ProcessProfile.class.getName()).log(System.Logger.Level.WARNING, what + ProcessHandle.current().pid() + ": " + e);
    }

    private void finish() throws IOException {
        Map<String, Double> spent = new TreeMap<>();
        allThreads().forEach((name, seconds) -> {
            double since = seconds - threads.getOrDefault(name, 0.0);
            if (since > 0) {
                spent.put(name, since);
            }
        });
        long pid = ProcessHandle.current().pid();
        ProcessFacts facts = new ProcessFacts(
                pid,
                role,
                Runtime.getRuntime().availableProcessors(),
                (System.nanoTime() - beganNanos) / NANOS,
                startSeconds,
                recordingSeconds,
                callerSeconds() - callerSeconds,
                processSeconds(USER) + childrenSeconds,
                spent);
        try (recording) {
            recording.stop();
            recording.dump(folder.resolve(pid + RECORDING_SUFFIX));
        }
        facts.write(folder);
    }

    private static Recording recording() {
        Recording recording = new Recording();
        recording.setName("fastback profile");
        if (Runtime.version().feature() >= FIRST_WITH_PROCESSOR_SAMPLES && System.getProperty("os.name", "").startsWith("Linux")) {
            recording.enable(PROCESSOR_SAMPLE).with("throttle", SAMPLE_MILLIS + "ms");
        } else {
            recording.enable(CLOCK_SAMPLE).withPeriod(Duration.ofMillis(SAMPLE_MILLIS));
        }
        recording.enable("jdk.ObjectAllocationSample").with("throttle", "100/s").withStackTrace();
        recording.enable("jdk.ClassLoad").withoutThreshold().withoutStackTrace();
        recording.enable("jdk.ThreadStart").withoutStackTrace();
        recording.enable("jdk.ThreadEnd");
        recording.enable("jdk.ThreadCPULoad").with("period", "everyChunk");
        recording.enable("jdk.GarbageCollection").withoutThreshold();
        recording.enable(Stage.EVENT).withoutThreshold();
        // One for each simulation would cost more than many a simulation.
        recording.disable("dev.fastback.Simulation");
        recording.disable("dev.fastback.Search");
        return recording;
    }

    /** Returns processor seconds of this process by a pair of fields of proc(5), of which the third is the first here; 0 where the system does not tell. */
    private static double processSeconds(int field) {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            // The name in field 2 may hold blanks and ends with the last bracket.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[field]) + Long.parseLong(fields[field + 1])) / TICKS_PER_SECOND;
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    private static double callerSeconds() {
        return threadSeconds(Path.of("/proc/thread-self"));
    }

    private static Map<String, Double> allThreads() {
        Map<String, Double> seconds = new HashMap<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path task : tasks) {
                try {
                    seconds.merge(Files.readString(task.resolve("comm")).strip(), threadSeconds(task), Double::sum);
                } catch (IOException e) {
                    continue; // it has ended meanwhile
                }
            }
        } catch (IOException | RuntimeException e) {
            return seconds; // no such system
        }
        return seconds;
    }

    /** Returns the processor seconds of a thread, exact to the nanosecond; 0 where the system does not tell. */
    private static double threadSeconds(Path task) {
        try {
            return Long.parseLong(Files.readString(task.resolve("schedstat")).split(" ")[0]) / NANOS;
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }
}
