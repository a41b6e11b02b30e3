package dev.fastback.recording;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What a profiled process tells of itself beside its recording. Seconds of processor time are those of the operating system.
 *
 * @param pid its process id
 * @param role {@link ProcessProfile#MAIN} or {@link ProcessProfile#WORKER}
 * @param processors processors that Java counts, by which Flight Recorder's loads are fractions
 * @param clockSeconds from its first line to the end of its work
 * @param startSeconds processor time before its first line: the launcher with what it ran, and the start of Java
 * @param recordingSeconds processor time that the start of the recording took
 * @param callerSeconds processor time of the thread that began and ended the recording, between the two
 * @param totalSeconds processor time until the end of its work, {@code startSeconds} included
 * @param threads processor time since its first line of the threads that are alive at the end, by the system's name of them, those of the JVM
 *     included; threads of one name are added up
 */
public record ProcessFacts(
        long pid,
        String role,
        int processors,
        double clockSeconds,
        double startSeconds,
        double recordingSeconds,
        double callerSeconds,
        double totalSeconds,
        Map<String, Double> threads) {
    /** How the names of the files end that hold facts. */
    public static final String SUFFIX = ".facts";

    private static final String THREAD = "thread.";

    public ProcessFacts {
        threads = Map.copyOf(threads);
    }

    /** Writes them into a folder, whole or not at all. */
    void write(Path folder) throws IOException {
        Properties lines = new Properties();
        lines.setProperty("pid", Long.toString(pid));
        lines.setProperty("role", role);
        lines.setProperty("processors", Integer.toString(processors));
        lines.setProperty("clock", Double.toString(clockSeconds));
        lines.setProperty("start", Double.toString(startSeconds));
        lines.setProperty("recording", Double.toString(recordingSeconds));
        lines.setProperty("caller", Double.toString(callerSeconds));
        lines.setProperty("total", Double.toString(totalSeconds));
        threads.forEach((name, seconds) -> lines.setProperty(THREAD + name, Double.toString(seconds)));
        Path part = folder.resolve(pid + ".part");
        try (OutputStream out = Files.newOutputStream(part)) {
            lines.store(out, null);
        }
        Files.move(part, folder.resolve(pid + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Reads a file of facts.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it holds something else
     */
    public static ProcessFacts read(Path file) throws IOException {
        Properties lines = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            lines.load(in);
        }
        Map<String, Double> threads = new TreeMap<>();
        for (String key : lines.stringPropertyNames()) {
            if (key.startsWith(THREAD)) {
                threads.put(key.substring(THREAD.length()), number(lines, key));
            }
        }
        return new ProcessFacts(
                (long) number(lines, "pid"),
                lines.getProperty("role", ""),
                (int) number(lines, "processors"),
                number(lines, "clock"),
                number(lines, "start"),
                number(lines, "recording"),
                number(lines, "caller"),
                number(lines, "total"),
                threads);
    }

    private static double number(Properties lines, String key) {
        String text = lines.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("no " + key);
        }
        return Double.parseDouble(text);
    }
}
