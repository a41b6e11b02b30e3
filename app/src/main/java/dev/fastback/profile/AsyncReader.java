package dev.fastback.profile;

import dev.fastback.recording.ProcessFacts;
import dev.fastback.recording.ProcessProfile;
import dev.fastback.recording.ThreadFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Reads what async-profiler recorded of one process. How much processor time a thread had is what the system counted; of threads that ended
 * without telling, such as others make, it is the number of looks. How it was spent is what the looks say, one for each 10 ms.
 */
final class AsyncReader {
    private static final String IN_BUFFER = "jdk.ObjectAllocationInNewTLAB";
    private static final String OUTSIDE = "jdk.ObjectAllocationOutsideTLAB";
    private static final double NANOS = 1e9;

    private final ProcessFacts facts;
    /** By the system's number of the thread. */
    private final Map<Long, Seen> threads = new TreeMap<>();

    private AsyncReader(ProcessFacts facts) {
        this.facts = facts;
    }

    /** A thread while it is read. */
    private static final class Seen {
        private final Looks looks;
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;

        Seen(String name) {
            this.looks = new Looks(name);
        }

        void at(Instant time) {
            first = time.isBefore(first) ? time : first;
            last = time.isAfter(last) ? time : last;
        }

        double clockSeconds() {
            return last.isBefore(first) ? 0 : Duration.between(first, last).toNanos() / NANOS;
        }
    }

    /**
     * Reads a process's recording.
     *
     * @throws IOException if it cannot be read
     */
    static ProcessTime read(ProcessFacts facts, Path recording, CollectorWork collections) throws IOException {
        AsyncReader reader = new AsyncReader(facts);
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                reader.look(file.readEvent());
            }
        }
        return reader.result(collections);
    }

    private void look(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case ProcessProfile.CLOCK_SAMPLE -> { // its name for any look
                Seen thread = seen(event.getThread("sampledThread"), event.getStartTime());
                List<String> frames = Looks.frames(event);
                thread.looks.add(frames, ProcessProfile.SAMPLE_SECONDS, part(thread, frames));
            }
            case IN_BUFFER -> allocated(event, Math.max(event.getLong("tlabSize"), event.getLong("allocationSize")));
            case OUTSIDE -> allocated(event, event.getLong("allocationSize"));
            default -> {}
        }
    }

    private void allocated(RecordedEvent event, long bytes) {
        Seen thread = seen(event.getThread("eventThread"), event.getStartTime());
        thread.looks.allocated(part(thread, Looks.frames(event)), bytes);
    }

    private static Part part(Seen thread, List<String> frames) {
        SystemThreads kind = SystemThreads.of(thread.looks.name());
        return kind == null ? StackParts.of(frames, thread.looks.name()) : kind.part();
    }

    private Seen seen(RecordedThread thread, Instant at) {
        Seen seen = threads.computeIfAbsent(thread == null ? 0 : thread.getOSThreadId(), key -> new Seen(Looks.name(thread)));
        seen.at(at);
        return seen;
    }

    private ProcessTime result(CollectorWork collections) {
        ProcessSum sum = new ProcessSum(facts);
        long samples = threads.values().stream().mapToLong(thread -> thread.looks.count()).sum();
        double lost = add(sum, facts.caller());
        for (ThreadFacts thread : facts.threads()) {
            lost += add(sum, thread);
        }
        for (Seen thread : threads.values()) { // those that the system did not tell of
            SystemThreads kind = SystemThreads.of(thread.looks.name());
            if (kind == null) {
                sum.add(thread.looks, ProcessProfile.SAMPLE_SECONDS * thread.looks.count(), thread.clockSeconds());
            } else {
                sum.add(kind, ProcessProfile.SAMPLE_SECONDS * thread.looks.count(), thread.looks);
            }
        }
        return sum.result(samples, Math.round(lost), collections);
    }

    /** Adds a thread, and returns how many looks its time is short of. */
    private double add(ProcessSum sum, ThreadFacts thread) {
        Seen seen = threads.remove(thread.id());
        SystemThreads kind = SystemThreads.of(thread.name());
        Looks looks = seen == null ? new Looks(thread.name()) : seen.looks;
        if (kind == null) {
            sum.add(looks, thread.seconds(), thread.clockSeconds());
        } else {
            sum.add(kind, thread.seconds(), looks);
        }
        return Math.max(0, Math.floor(thread.seconds() / ProcessProfile.SAMPLE_SECONDS) - looks.count());
    }
}
