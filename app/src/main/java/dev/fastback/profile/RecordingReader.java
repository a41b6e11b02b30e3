package dev.fastback.profile;

import dev.fastback.recording.ProcessFacts;
import dev.fastback.recording.ProcessProfile;
import dev.fastback.recording.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Reads the recording of one process. How much processor time a thread had is what Flight Recorder's loads say, which are exact; how it was spent is
 * what the looks at its stack say, each with the processor time since the last. A look while the thread loads a class counts as that.
 */
final class RecordingReader {
    private static final String MAIN_THREAD = "main";
    private static final List<String> COMPILERS = List.of("C1 CompilerThre", "C2 CompilerThre", "JVMCI Compiler");
    private static final List<String> COLLECTORS = List.of("VM Thread", "GC Thread", "G1 ", "ParGC", "ZDriver", "ZWorker", "ZDirector", "ZUncommitter", "Shenandoah");
    private static final List<String> RECORDERS = List.of("JFR ");
    /** Java threads that are told by the system, because they run no Java. */
    private static final List<String> NOT_JAVA = List.of("C1 Compiler", "C2 Compiler", "JVMCI", "JFR ");
    private static final double NANOS = 1e9;
    private static final int UNKNOWN = -1;

    private final ProcessFacts facts;
    private final Map<Long, Seen> threads = new HashMap<>();
    private final Map<String, Double> stages = new LinkedHashMap<>();
    private Instant last = Instant.MIN;
    private Instant first = Instant.MAX;
    private long samples;
    private long lost;
    private long collections;
    private double pauseSeconds;

    private RecordingReader(ProcessFacts facts) {
        this.facts = facts;
    }

    /** A thread while it is read. */
    private static final class Seen {
        private final String name;
        private Instant began = Instant.MIN;
        private Instant ended = Instant.MAX;
        private final NavigableMap<Instant, Double> loads = new TreeMap<>();
        private final NavigableMap<Instant, Instant> loading = new TreeMap<>();
        private final Tally looks = new Tally();
        private final Tally allocated = new Tally();
        private final StackTree stacks;

        Seen(String name) {
            this.name = name;
            this.stacks = new StackTree(name);
        }

        boolean isLoading(Instant time) {
            Map.Entry<Instant, Instant> before = loading.floorEntry(time);
            return before != null && !time.isAfter(before.getValue());
        }
    }

    /**
     * Reads a process's recording.
     *
     * @throws IOException if it cannot be read
     */
    static ProcessTime read(ProcessFacts facts, Path recording) throws IOException {
        RecordingReader reader = new RecordingReader(facts);
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                reader.time(file.readEvent());
            }
        }
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                reader.look(file.readEvent());
            }
        }
        return reader.result();
    }

    /** Takes what tells of time. */
    private void time(RecordedEvent event) {
        Instant at = event.getStartTime();
        first = at.isBefore(first) ? at : first;
        last = event.getEndTime().isAfter(last) ? event.getEndTime() : last;
        switch (event.getEventType().getName()) {
            case "jdk.ThreadStart" -> started(event, at);
            case "jdk.ThreadEnd" -> seen(event.getThread("thread")).ended = at;
            case "jdk.ThreadCPULoad" -> seen(event.getThread()).loads.put(at, (double) event.getFloat("user") + event.getFloat("system"));
            case "jdk.ClassLoad" -> loaded(seen(event.getThread()), at, event.getEndTime());
            case "jdk.CPUTimeSamplesLost" -> lost += event.getLong("lostSamples");
            case "jdk.GarbageCollection" -> {
                collections++;
                pauseSeconds += seconds(event.getDuration("sumOfPauses"));
            }
            case Stage.EVENT -> stages.merge(event.getString(Stage.FIELD), seconds(event.getDuration()), Double::sum);
            default -> {}
        }
    }

    private void started(RecordedEvent event, Instant at) {
        RecordedThread thread = event.getThread("thread");
        seen(thread).began = at;
    }

    /** Notes that a thread loads a class; classes that this one needs are loaded meanwhile. */
    private static void loaded(Seen thread, Instant from, Instant to) {
        thread.loading.merge(from, to, (one, two) -> one.isAfter(two) ? one : two);
        Map.Entry<Instant, Instant> outer = thread.loading.lowerEntry(from);
        if (outer != null && outer.getValue().isAfter(to)) {
            thread.loading.remove(from);
        }
        while (true) {
            Map.Entry<Instant, Instant> inner = thread.loading.higherEntry(from);
            if (inner == null || inner.getKey().isAfter(to)) {
                return;
            }
            thread.loading.remove(inner.getKey());
        }
    }

    /** Takes looks at stacks. */
    private void look(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case ProcessProfile.PROCESSOR_SAMPLE -> sample(event, seen(event.getThread("eventThread")), seconds(event.getDuration("samplingPeriod")));
            case ProcessProfile.CLOCK_SAMPLE -> sample(event, seen(event.getThread("sampledThread")), 1);
            case "jdk.ObjectAllocationSample" -> {
                Seen thread = seen(event.getThread());
                List<String> frames = frames(event.getStackTrace());
                thread.allocated.add(part(thread, event.getStartTime(), frames), event.getLong("weight"));
            }
            default -> {}
        }
    }

    private void sample(RecordedEvent event, Seen thread, double weight) {
        List<String> frames = frames(event.getStackTrace());
        Part part = part(thread, event.getStartTime(), frames);
        samples++;
        thread.looks.add(part, weight);
        thread.stacks.add(frames, weight, part);
    }

    private static Part part(Seen thread, Instant time, List<String> frames) {
        return thread.isLoading(time) ? Part.CLASSES : StackParts.of(frames, thread.name);
    }

    private static List<String> frames(RecordedStackTrace stack) {
        List<String> frames = new ArrayList<>();
        if (stack != null) {
            for (RecordedFrame frame : stack.getFrames()) {
                if (frame.isJavaFrame()) {
                    frames.add(frame.getMethod().getType().getName() + "." + frame.getMethod().getName());
                }
            }
        }
        return frames;
    }

    private Seen seen(RecordedThread thread) {
        long id = thread == null ? UNKNOWN : thread.getJavaThreadId() > 0 ? thread.getJavaThreadId() : -thread.getOSThreadId();
        return threads.computeIfAbsent(id, key -> new Seen(thread == null ? "unknown" : name(thread)));
    }

    private static String name(RecordedThread thread) {
        String name = thread.getJavaName() == null ? thread.getOSName() : thread.getJavaName();
        return name == null ? "unknown" : name;
    }

    private ProcessTime result() {
        Tally parts = new Tally();
        parts.add(Part.START, facts.startSeconds());
        parts.add(Part.PROFILE, facts.recordingSeconds() + system(RECORDERS));
        parts.add(Part.COMPILER, system(COMPILERS));
        parts.add(Part.COLLECTOR, system(COLLECTORS));
        StackTree stacks = new StackTree(facts.role() + " " + facts.pid());
        box(stacks, "JVM start", facts.startSeconds(), Part.START);
        box(stacks, "compiler threads", system(COMPILERS), Part.COMPILER);
        box(stacks, "collector and VM threads", system(COLLECTORS), Part.COLLECTOR);
        Map<String, ThreadTime> told = new TreeMap<>();
        for (Seen thread : threads.values()) {
            if (NOT_JAVA.stream().noneMatch(thread.name::startsWith)) {
                ThreadTime time = time(thread, stacks);
                parts.add(time.parts(), 1);
                told.merge(time.name(), time, RecordingReader::together);
            }
        }
        List<ThreadTime> busiest = told.values().stream()
                .filter(thread -> thread.processorSeconds() > 0 || thread.allocated().sum() > 0)
                .sorted(Comparator.comparingDouble(ThreadTime::processorSeconds).reversed())
                .toList();
        return new ProcessTime(facts, busiest, parts, stages, stacks, samples, lost, collections, pauseSeconds);
    }

    private static void box(StackTree stacks, String name, double seconds, Part part) {
        if (seconds > 0) {
            stacks.add(List.of(name), seconds, part);
        }
    }

    private ThreadTime time(Seen thread, StackTree stacks) {
        boolean caller = thread.name.equals(MAIN_THREAD);
        double seconds = caller ? facts.callerSeconds() : processorSeconds(thread);
        Instant from = thread.began.equals(Instant.MIN) ? first : thread.began;
        Instant to = thread.ended.equals(Instant.MAX) ? last : thread.ended;
        Tally parts = new Tally();
        double looks = thread.looks.sum();
        if (looks > 0) {
            parts.add(thread.looks, seconds / looks);
            stacks.graft(thread.stacks, seconds / looks);
        } else if (seconds > 0) {
            Part part = StackParts.of(List.of(), thread.name);
            parts.add(part, seconds);
            stacks.add(List.of(thread.name), seconds, part);
        }
        return new ThreadTime(thread.name, Math.max(0, seconds(Duration.between(from, to))), seconds, parts, thread.allocated);
    }

    /** Adds up loads: each is the share of all processors since the one before, or since the thread began. One that was there before has its first as a beginning. */
    private double processorSeconds(Seen thread) {
        Instant before = thread.began;
        double sum = 0;
        for (Map.Entry<Instant, Double> load : thread.loads.entrySet()) {
            if (!before.equals(Instant.MIN)) {
                sum += load.getValue() * facts.processors() * Math.max(0, seconds(Duration.between(before, load.getKey())));
            }
            before = load.getKey();
        }
        return sum;
    }

    private static ThreadTime together(ThreadTime one, ThreadTime two) {
        Tally parts = new Tally();
        parts.add(one.parts(), 1);
        parts.add(two.parts(), 1);
        Tally allocated = new Tally();
        allocated.add(one.allocated(), 1);
        allocated.add(two.allocated(), 1);
        return new ThreadTime(
                one.name(), one.clockSeconds() + two.clockSeconds(), one.processorSeconds() + two.processorSeconds(), parts, allocated);
    }

    /** Returns the processor seconds of threads that the system names so. */
    private double system(List<String> beginnings) {
        return facts.threads().entrySet().stream()
                .filter(thread -> beginnings.stream().anyMatch(thread.getKey()::startsWith))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }
}
