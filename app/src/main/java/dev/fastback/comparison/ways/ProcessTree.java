package dev.fastback.comparison.ways;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures a process with all that it starts, as Linux tells it in {@code /proc}. Processor time is what the system adds up for this process
 * when a child has ended, the child's own ended children included: exact to a hundredth of a second, provided that nothing else ends meanwhile.
 * Memory is looked at every few milliseconds: the largest sum, over processes alive together, of what each has had resident at most.
 */
public final class ProcessTree implements AutoCloseable {
    private static final long LOOK_MILLIS = 10;
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_OF_CHILDREN = 13;

    private final long pid;
    private final Thread thread;
    private final double before = childrenSeconds();
    private volatile long peakBytes = -1;
    private volatile boolean ended;

    private ProcessTree(long pid) {
        this.pid = pid;
        this.thread = Thread.ofPlatform().daemon(true).name("fastback-memory").unstarted(this::look);
    }

    /** Begins to measure a process that has just been started. */
    public static ProcessTree of(Process process) {
        ProcessTree tree = new ProcessTree(process.pid());
        tree.thread.start();
        return tree;
    }

    /** Returns the largest memory seen, in bytes; null where the system does not tell. */
    public @Nullable Long peakBytes() {
        return peakBytes < 0 ? null : peakBytes;
    }

    /** Returns the processor seconds of what has ended since the beginning; null where the system does not tell. */
    public @Nullable Double processorSeconds() {
        double now = childrenSeconds();
        return Double.isNaN(now) || Double.isNaN(before) ? null : (Double) (Math.round((now - before) * TICKS_PER_SECOND) / TICKS_PER_SECOND);
    }

    private void look() {
        while (!ended) {
            long sum = sum();
            if (sum > peakBytes) {
                peakBytes = sum;
            }
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private long sum() {
        Deque<Seen> open = new ArrayDeque<>();
        open.add(new Seen(pid, ""));
        long sum = 0;
        boolean any = false;
        while (!open.isEmpty()) {
            Seen next = open.remove();
            String words = text("/proc/" + next.pid() + "/cmdline");
            // A process between fork and exec still has its parent's memory and command line.
            if (words.isEmpty() || words.equals(next.parent())) {
                continue;
            }
            long bytes = residentPeak(next.pid());
            any |= bytes > 0;
            sum += Math.max(0, bytes);
            children(next.pid(), words, open);
        }
        return any ? sum : -1;
    }

    /** A process, and the command line of its parent. */
    private record Seen(long pid, String parent) {}

    private static void children(long pid, String words, Deque<Seen> open) {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            threads.forEach(thread -> {
                for (String child : text(thread + "/children").split(" ", -1)) {
                    if (!child.isBlank()) {
                        open.add(new Seen(Long.parseLong(child.strip()), words));
                    }
                }
            });
        } catch (IOException | RuntimeException e) {
            return; // it has ended meanwhile
        }
    }

    private static long residentPeak(long pid) {
        return text("/proc/" + pid + "/status")
                .lines()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(-1);
    }

    /** Returns the processor seconds of all children that have ended; NaN where the system does not tell. */
    private static double childrenSeconds() {
        String stat = text("/proc/self/stat");
        if (stat.isEmpty()) {
            return Double.NaN;
        }
        // Fields 16 and 17 of proc(5), of which the third stands first here: the name may hold blanks and ends with the last bracket.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_OF_CHILDREN]) + Long.parseLong(fields[USER_OF_CHILDREN + 1])) / TICKS_PER_SECOND;
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException | RuntimeException e) {
            return ""; // it has ended, or there is no such system
        }
    }

    @Override
    public void close() {
        ended = true;
        thread.interrupt();
    }
}
