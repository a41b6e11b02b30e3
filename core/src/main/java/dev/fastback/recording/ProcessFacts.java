package dev.fastback.recording;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What a profiled process tells of itself beside its recording. Seconds of processor time are those of the operating system.
 *
 * @param pid its process id
 * @param role {@link ProcessProfile#MAIN} or {@link ProcessProfile#WORKER}
 * @param recorder what looked at stacks: {@link ProcessProfile#ASYNC_PROFILER} or {@link ProcessProfile#FLIGHT_RECORDER}
 * @param processors processors that Java counts, by which Flight Recorder's loads are fractions
 * @param clockSeconds from its first line to the end of its work
 * @param startSeconds processor time before its first line: the launcher with what it ran, and the start of Java
 * @param recordingSeconds processor time that the start of the recording took
 * @param caller the thread that began and ended the recording, and what it took between the two
 * @param totalSeconds processor time until the end of its work, {@code startSeconds} included
 * @param threads what other threads took since its first line, those of the JVM included: of those that are alive at the end, and of those that told their end
 * @param stages seconds on the clock of the command's stages, in their order
 */
public record ProcessFacts(
        long pid,
        String role,
        String recorder,
        int processors,
        double clockSeconds,
        double startSeconds,
        double recordingSeconds,
        ThreadFacts caller,
        double totalSeconds,
        List<ThreadFacts> threads,
        Map<String, Double> stages) {
    /** How the names of the files end that hold facts. */
    public static final String SUFFIX = ".facts";

    private static final String THREAD = "thread.";
    private static final String STAGE = "stage.";

    public ProcessFacts {
        threads = List.copyOf(threads);
        stages = Collections.unmodifiableMap(new LinkedHashMap<>(stages));
    }

    /** Writes them into a folder, whole or not at all. */
    void write(Path folder) throws IOException {
        Properties lines = new Properties();
        lines.setProperty("pid", Long.toString(pid));
        lines.setProperty("role", role);
        lines.setProperty("recorder", recorder);
        lines.setProperty("processors", Integer.toString(processors));
        lines.setProperty("clock", Double.toString(clockSeconds));
        lines.setProperty("start", Double.toString(startSeconds));
        lines.setProperty("recording", Double.toString(recordingSeconds));
        lines.setProperty("caller", caller.id() + " " + caller.text());
        lines.setProperty("total", Double.toString(totalSeconds));
        for (int i = 0; i < threads.size(); i++) {
            lines.setProperty(THREAD + i, threads.get(i).id() + " " + threads.get(i).text());
        }
        int stage = 0;
        for (Map.Entry<String, Double> each : stages.entrySet()) {
            lines.setProperty(STAGE + stage++, each.getValue() + " " + each.getKey());
        }
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
        List<ThreadFacts> threads = new ArrayList<>();
        numbered(lines, THREAD).forEach(text -> threads.add(thread(text)));
        Map<String, Double> stages = new LinkedHashMap<>();
        numbered(lines, STAGE).forEach(text -> stages.put(after(text), Double.parseDouble(before(text))));
        return new ProcessFacts(
                (long) number(lines, "pid"),
                lines.getProperty("role", ""),
                lines.getProperty("recorder", ""),
                (int) number(lines, "processors"),
                number(lines, "clock"),
                number(lines, "start"),
                number(lines, "recording"),
                thread(text(lines, "caller")),
                number(lines, "total"),
                threads,
                stages);
    }

    private static Iterable<String> numbered(Properties lines, String prefix) {
        Map<Integer, String> texts = new TreeMap<>();
        for (String key : lines.stringPropertyNames()) {
            if (key.startsWith(prefix)) {
                texts.put(Integer.parseInt(key.substring(prefix.length())), lines.getProperty(key));
            }
        }
        return texts.values();
    }

    private static ThreadFacts thread(String text) {
        return ThreadFacts.parse(Long.parseLong(before(text)), after(text));
    }

    private static String before(String text) {
        return text.substring(0, Math.max(0, text.indexOf(' ')));
    }

    private static String after(String text) {
        return text.substring(text.indexOf(' ') + 1);
    }

    private static String text(Properties lines, String key) {
        String text = lines.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("no " + key);
        }
        return text;
    }

    private static double number(Properties lines, String key) {
        return Double.parseDouble(text(lines, key));
    }
}
