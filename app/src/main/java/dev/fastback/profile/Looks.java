package dev.fastback.profile;

import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import org.jspecify.annotations.Nullable;

/** Looks at the stack of one thread, and at its allocations. Not safe for use by several threads. */
final class Looks {
    private static final String UNKNOWN = "unknown";

    private final String name;
    private final Tally parts = new Tally();
    private final Tally allocated = new Tally();
    private final StackTree stacks;
    private long count;

    /**
     * Makes none.
     *
     * @param name of the thread
     */
    Looks(String name) {
        this.name = name;
        this.stacks = new StackTree(name);
    }

    /** Returns the name of a thread, Java's where it has one. */
    static String name(@Nullable RecordedThread thread) {
        String name = thread == null ? null : thread.getJavaName() == null ? thread.getOSName() : thread.getJavaName();
        return name == null ? UNKNOWN : name;
    }

    /** Returns the methods of an event's stack from the innermost outwards, native functions after the name of their library. */
    static List<String> frames(RecordedEvent event) {
        List<String> frames = new ArrayList<>();
        RecordedStackTrace stack = event.getStackTrace();
        if (stack != null) {
            for (RecordedFrame frame : stack.getFrames()) {
                if (frame.isJavaFrame()) { // async-profiler says so of all
                    frames.add(frame.getMethod().getType().getName() + "." + frame.getMethod().getName());
                }
            }
        }
        return frames;
    }

    /** Adds a look. */
    void add(List<String> frames, double weight, Part part) {
        count++;
        parts.add(part, weight);
        stacks.add(frames, weight, part);
    }

    /** Adds bytes that were allocated. */
    void allocated(Part part, double bytes) {
        allocated.add(part, bytes);
    }

    String name() {
        return name;
    }

    long count() {
        return count;
    }

    Tally parts() {
        return parts;
    }

    Tally allocated() {
        return allocated;
    }

    StackTree stacks() {
        return stacks;
    }
}
