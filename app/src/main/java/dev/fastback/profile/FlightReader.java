package dev.fastback.profile;

import dev.fastback.recording.ProcessFacts;
import dev.fastback.recording.ProcessProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Reads what Flight Recorder recorded of one process. How much processor time a thread had is what its loads say, which are exact; how it was spent is
 * what the looks at its stack say, each with the processor time since the last. A look while the thread loads a class counts as that.
 */
final class FlightReader {
    private static final double NANOS = 1e9;
    private static final int UNKNOWN = -1;

    private final ProcessFacts facts;
    private final Map<Long, Seen> threads = new HashMap<>();
    private Instant last = Instant.MIN;
    private Instant first = Instant.MAX;
    private long lost;

    private FlightReader(ProcessFacts facts) {
        this.facts = facts;
    }

    /** A thread while it is read. */
    private static final class Seen {
        private final Looks looks;
        private Instant began = Instant.MIN;
        private Instant ended = Instant.MAX;
        private final NavigableMap<Instant, Double> loads = new TreeMap<>();
        private final NavigableMap<Instant, Instant> loading = new TreeMap<>();

        Seen(String name) {
            this.looks = new Looks(name);
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
    static ProcessTime read(ProcessFacts facts, Path recording, CollectorWork collections) throws IOException {
        FlightReader reader = new FlightReader(facts);
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
        return reader.result(collections);
    }

    /** Takes what tells of time. */
    private void time(RecordedEvent event) {
        Instant at = event.getStartTime();
        first = at.isBefore(first) ? at : first;
        last = event.getEndTime().isAfter(last) ? event.getEndTime() : last;
        switch (event.getEventType().getName()) {
            case "jdk.ThreadStart" -> seen(event.getThread("thread")).began = at;
            case "jdk.ThreadEnd" -> seen(event.getThread("thread")).ended = at;
            case "jdk.ThreadCPULoad" -> seen(event.getThread()).loads.put(at, (double) event.getFloat("user") + event.getFloat("system"));
            case "jdk.ClassLoad" -> loaded(seen(event.getThread()), at, event.getEndTime());
            case "jdk.CPUTimeSamplesLost" -> lost += event.getLong("lostSamples");
            default -> {}
        }
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
                thread.looks.allocated(part(thread, event, Looks.frames(event)), event.getLong("weight"));
            }
            default -> {}
        }
    }

    private static void sample(RecordedEvent event, Seen thread, double weight) {
        List<String> frames = Looks.frames(event);
        thread.looks.add(frames, weight, part(thread, event, frames));
    }

    private static Part part(Seen thread, RecordedEvent event, List<String> frames) {
        return thread.isLoading(event.getStartTime()) ? Part.CLASSES : StackParts.of(frames, thread.looks.name());
    }

    private Seen seen(RecordedThread thread) {
        long id = thread == null ? UNKNOWN : thread.getJavaThreadId() > 0 ? thread.getJavaThreadId() : -thread.getOSThreadId();
        return threads.computeIfAbsent(id, key -> new Seen(Looks.name(thread)));
    }

    private ProcessTime result(CollectorWork collections) {
        ProcessSum sum = new ProcessSum(facts);
        for (SystemThreads kind : SystemThreads.values()) {
            sum.add(kind, kind.seconds(facts.threads()), new Looks(kind.label()));
        }
        long samples = 0;
        for (Seen thread : threads.values()) {
            samples += thread.looks.count();
            if (!SystemThreads.isNoJava(thread.looks.name())) {
                boolean caller = thread.looks.name().equals(facts.caller().name());
                Instant from = thread.began.equals(Instant.MIN) ? first : thread.began;
                Instant to = thread.ended.equals(Instant.MAX) ? last : thread.ended;
                sum.add(thread.looks, caller ? facts.caller().seconds() : processorSeconds(thread), Math.max(0, seconds(Duration.between(from, to))));
            }
        }
        return sum.result(samples, lost, collections);
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

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }
}
