package dev.fastback.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * The recording that a process makes of itself when it was started to be profiled: with the property {@value #PROPERTY}, which names a folder. In
 * it lie, once the process has ended its work, {@code PID.jfr}, {@code PID.gc} and the {@linkplain ProcessFacts facts}; a process that was killed leaves only
 * {@code PID.begun}.
 *
 * <p>The recording begins in the process's first line and not with the JVM, so that what it takes to begin can be told apart from the start of
 * Java. Stacks are looked at by async-profiler where it works, else by Flight Recorder. How much processor time a thread had is exact either way: the system's count of
 * threads that are there at the end, of those that tell theirs ({@link #telling}), and Flight Recorder's loads.
 */
public final class ProcessProfile {
    /** Property that asks for a profile: the folder to put it into. */
    public static final String PROPERTY = "fastback.profile";

    /** Property with what looks at stacks; without, the first that works. */
    public static final String RECORDER_PROPERTY = "fastback.profile.recorder";

    /** Looks by async-profiler. */
    public static final String ASYNC_PROFILER = "async-profiler";

    /** Looks by Flight Recorder. */
    public static final String FLIGHT_RECORDER = "flight-recorder";

    /** Role of the process that runs the command. */
    public static final String MAIN = "main";

    /** Role of a worker process. */
    public static final String WORKER = "worker";

    /** Event of a look at a thread's stack after so much processor time. */
    public static final String PROCESSOR_SAMPLE = "jdk.CPUTimeSample";

    /** Event of a look at a running thread's stack. */
    public static final String CLOCK_SAMPLE = "jdk.ExecutionSample";

    /** Seconds of processor time between two looks at a thread's stack. */
    public static final double SAMPLE_SECONDS = StackRecorder.SAMPLE_MILLIS / 1e3;

    /** How the names of the files end that hold recordings. */
    public static final String RECORDING_SUFFIX = ".jfr";

    /** How the names of the files end that the collector writes, a line for each pause. */
    public static final String COLLECTIONS_SUFFIX = ".gc";

    /** How the names of the files end that tell of a process that began. */
    public static final String BEGUN_SUFFIX = ".begun";

    private static final double NANOS = 1e9;

    private static volatile @Nullable ProcessProfile current;

    private final Path folder;
    private final String role;
    private final long pid = ProcessHandle.current().pid();
    private final long beganNanos = System.nanoTime();
    private final double beganSinceBoot = SystemTimes.sinceBoot();
    private final long callerId = SystemTimes.callerId();
    private final double startSeconds;
    private final double childrenSeconds;
    private final double recordingSeconds;
    private final double callerSeconds;
    private final Map<Long, SystemTimes.Task> threads;
    private final List<ThreadFacts> ended = new ArrayList<>();
    private final Map<String, Double> stages = new LinkedHashMap<>();
    private final StackRecorder recorder;

    private ProcessProfile(Path folder, String role) throws IOException {
        this.folder = folder;
        this.role = role;
        Files.createFile(folder.resolve(pid + BEGUN_SUFFIX));
        childrenSeconds = SystemTimes.children();
        startSeconds = SystemTimes.process() + childrenSeconds;
        threads = SystemTimes.threads();
        double before = SystemTimes.caller();
        recorder = StackRecorder.begin(System.getProperty(RECORDER_PROPERTY), recording());
        callerSeconds = SystemTimes.caller();
        recordingSeconds = callerSeconds - before;
    }

    /**
     * Returns what looks at stacks on this machine.
     *
     * @param folder where profiles go
     */
    public static String recorderHere(String folder) {
        return AsyncRecording.loads(folder) ? ASYNC_PROFILER : FLIGHT_RECORDER;
    }

    /**
     * Returns the options of the JVM that a process is started with to be profiled: no compiler thread that comes and goes, and all files in the folder. For Flight Recorder
     * also stacks deep enough to tell a search from a score, and room for allocations in small pieces, at whose ends it looks at stacks; these are left out elsewhere,
     * because with the first of them Java takes less from archives of classes.
     *
     * @param folder where profiles go; its name holds no blank, comma or colon
     * @param recorder {@link #ASYNC_PROFILER} or {@link #FLIGHT_RECORDER}
     */
    public static List<String> jvmOptions(String folder, String recorder) {
        List<String> options = new ArrayList<>(List.of(
                "-XX:-UseDynamicNumberOfCompilerThreads",
                "-Xlog:gc:file=" + folder + "/%p" + COLLECTIONS_SUFFIX + ":none",
                "-D" + AsyncRecording.EXTRACT_PROPERTY + "=" + folder,
                "-D" + PROPERTY + "=" + folder));
        if (FLIGHT_RECORDER.equals(recorder)) {
            options.addAll(List.of(
                    "-XX:FlightRecorderOptions:stackdepth=" + FlightRecording.STACK_DEPTH + ",repository=" + folder, "-XX:TLABSize=256k", "-XX:-ResizeTLAB"));
        }
        options.add("-D" + RECORDER_PROPERTY + "=" + recorder);
        return options;
    }

    /** Returns the options of the JVM that a process is started with which this one starts: to be profiled where this one is, else none. */
    public static List<String> inheritedOptions() {
        String folder = System.getProperty(PROPERTY);
        return folder == null ? List.of() : jvmOptions(folder, System.getProperty(RECORDER_PROPERTY, FLIGHT_RECORDER));
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

    /**
     * Returns work whose thread, which ends with it, tells the profile what it took; the work itself where there is no profile. Without, an ended
     * thread's time is known by the number of looks alone.
     */
    public static Runnable telling(Runnable work) {
        ProcessProfile profile = current;
        return profile == null ? work : () -> profile.tell(work);
    }

    /** Returns what makes threads that tell the profile what they took; the factory itself where there is no profile. */
    public static ThreadFactory telling(ThreadFactory factory) {
        return current == null ? factory : work -> factory.newThread(telling(work));
    }

    private void tell(Runnable work) {
        long began = System.nanoTime();
        try {
            work.run();
        } finally {
            ThreadFacts facts = new ThreadFacts(
                    SystemTimes.callerId(), Thread.currentThread().getName(), SystemTimes.caller(), (System.nanoTime() - began) / NANOS, true);
            synchronized (ended) {
                ended.add(facts);
            }
        }
    }

    /** Takes how long a stage of the command took. */
    static void stage(String name, long nanos) {
        ProcessProfile profile = current;
        if (profile != null) {
            synchronized (profile.stages) {
                profile.stages.merge(name, nanos / NANOS, Double::sum);
            }
        }
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

    private Path recording() {
        return folder.resolve(pid + RECORDING_SUFFIX);
    }

    private void finish() throws IOException {
        double clock = (System.nanoTime() - beganNanos) / NANOS;
        ThreadFacts caller =
                new ThreadFacts(callerId, Thread.currentThread().getName(), SystemTimes.caller() - callerSeconds, clock, false);
        ProcessFacts facts = new ProcessFacts(
                pid,
                role,
                recorder.name(),
                Runtime.getRuntime().availableProcessors(),
                clock,
                startSeconds,
                recordingSeconds,
                caller,
                SystemTimes.process() + childrenSeconds,
                others(),
                stages());
        recorder.finish(recording());
        facts.write(folder);
    }

    private Map<String, Double> stages() {
        synchronized (stages) {
            return new LinkedHashMap<>(stages);
        }
    }

    /** Returns the facts of threads other than this: those that told their end, and those that are there. */
    private List<ThreadFacts> others() {
        Map<Long, SystemTimes.Task> alive = new TreeMap<>(SystemTimes.threads());
        List<ThreadFacts> all;
        synchronized (ended) {
            all = new ArrayList<>(ended);
        }
        all.forEach(told -> alive.remove(told.id())); // which may take a moment to go
        alive.remove(callerId);
        double now = SystemTimes.sinceBoot();
        alive.forEach((id, task) -> {
            SystemTimes.Task before = threads.get(id);
            double seconds = task.seconds() - (before == null ? 0 : before.seconds());
            all.add(new ThreadFacts(id, task.name(), Math.max(0, seconds), Math.max(0, now - Math.max(beganSinceBoot, task.begun())), false));
        });
        return all;
    }
}
