package dev.fastback.profile;

import dev.fastback.recording.ProcessFacts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts together what the threads of a process took, each an exact time and its looks, by which it is spread. Not safe for use by several threads. */
final class ProcessSum {
    private final ProcessFacts facts;
    private final Tally parts = new Tally();
    private final StackTree stacks;
    private final Map<String, ThreadTime> threads = new TreeMap<>();

    /** Begins with what was before the first thread was looked at. */
    ProcessSum(ProcessFacts facts) {
        this.facts = facts;
        this.stacks = new StackTree(facts.role() + " " + facts.pid());
        parts.add(Part.START, facts.startSeconds());
        parts.add(Part.PROFILE, facts.recordingSeconds());
        if (facts.startSeconds() > 0) {
            stacks.add(List.of("JVM start"), facts.startSeconds(), Part.START);
        }
    }

    /** Adds threads of the JVM. */
    void add(SystemThreads kind, double seconds, Looks looks) {
        parts.add(kind.part(), seconds);
        draw(looks, seconds, kind.part());
    }

    /**
     * Adds a thread that ran Java or native code of others.
     *
     * @param seconds its processor time
     * @param clockSeconds how long it was there
     */
    void add(Looks looks, double seconds, double clockSeconds) {
        double all = looks.parts().sum();
        Part part = StackParts.of(List.of(), looks.name());
        Tally own = new Tally();
        if (all > 0) {
            own.add(looks.parts(), seconds / all);
        } else if (seconds > 0) {
            own.add(part, seconds);
        }
        draw(looks, seconds, part);
        parts.add(own, 1);
        threads.merge(looks.name(), new ThreadTime(looks.name(), clockSeconds, seconds, own, looks.allocated()), ProcessSum::together);
    }

    private void draw(Looks looks, double seconds, Part part) {
        double all = looks.parts().sum();
        if (all > 0) {
            stacks.graft(looks.stacks(), seconds / all);
        } else if (seconds > 0) {
            stacks.add(List.of(looks.name()), seconds, part);
        }
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

    /** Returns what the process took. */
    ProcessTime result(long samples, long lost, CollectorWork collections) {
        List<ThreadTime> busiest = threads.values().stream()
                .filter(thread -> thread.processorSeconds() > 0 || thread.allocated().sum() > 0)
                .sorted(Comparator.comparingDouble(ThreadTime::processorSeconds).reversed())
                .toList();
        return new ProcessTime(facts, busiest, parts, stacks, samples, lost, collections);
    }
}
