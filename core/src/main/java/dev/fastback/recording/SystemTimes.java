package dev.fastback.recording;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Processor time as Linux tells it in {@code /proc}; nothing where there is no such system. */
final class SystemTimes {
    private static final double TICKS_PER_SECOND = 100;
    private static final double NANOS = 1e9;

    /** Fields of proc(5), of which the third is the first here. */
    private static final int USER = 11;
    private static final int CHILDREN = 13;
    private static final int BEGUN = 19;

    private SystemTimes() {}

    /** A thread: its name, cut to 15 characters, its processor seconds, exact to the nanosecond, and when it began, in seconds since the system did. */
    record Task(String name, double seconds, double begun) {}

    /** Returns processor seconds of this process. */
    static double process() {
        return pair(USER);
    }

    /** Returns processor seconds of children that have ended. */
    static double children() {
        return pair(CHILDREN);
    }

    private static double pair(int field) {
        try {
            String[] fields = fields(Path.of("/proc/self"));
            return (Long.parseLong(fields[field]) + Long.parseLong(fields[field + 1])) / TICKS_PER_SECOND;
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    /** Returns the processor seconds of the calling thread. */
    static double caller() {
        try {
            return seconds(Path.of("/proc/thread-self"));
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    /** Returns the system's number of the calling thread; 0 where it does not tell. */
    static long callerId() {
        try {
            return Long.parseLong(Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString());
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    /** Returns the threads of this process, by the system's number of them. */
    static Map<Long, Task> threads() {
        Map<Long, Task> threads = new HashMap<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path task : tasks) {
                try {
                    threads.put(
                            Long.parseLong(task.getFileName().toString()),
                            new Task(Files.readString(task.resolve("comm")).strip(), seconds(task), Long.parseLong(fields(task)[BEGUN]) / TICKS_PER_SECOND));
                } catch (IOException | RuntimeException e) {
                    continue; // it has ended meanwhile
                }
            }
        } catch (IOException | RuntimeException e) {
            return threads; // no such system
        }
        return threads;
    }

    /** Returns the seconds since the system began; 0 where it does not tell. */
    static double sinceBoot() {
        try {
            return Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ")[0]);
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    private static double seconds(Path task) throws IOException {
        return Long.parseLong(Files.readString(task.resolve("schedstat")).split(" ")[0]) / NANOS;
    }

    /** The name in field 2 may hold blanks and ends with the last bracket. */
    private static String[] fields(Path task) throws IOException {
        String stat = Files.readString(task.resolve("stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    }
}
