package dev.fastback.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the collector did in a process.
 *
 * @param count how often it ran
 * @param pauseSeconds how long it held everything up, on the clock
 */
record CollectorWork(long count, double pauseSeconds) {
    static final CollectorWork NONE = new CollectorWork(0, 0);

    /** A line of the JVM's log of the tag {@code gc}: {@code GC(3) Pause Young (Allocation Failure) 12M->3M(40M) 3.456ms}. */
    private static final Pattern LINE = Pattern.compile("GC\\((\\d+)\\) (.*?)(?: ([\\d.]+)ms)?");
    private static final double MILLIS = 1e3;

    /**
     * Reads the lines that the JVM wrote.
     *
     * @param file need not be there
     * @throws IOException if it cannot be read
     */
    static CollectorWork read(Path file) throws IOException {
        return Files.exists(file) ? of(Files.readAllLines(file)) : NONE;
    }

    static CollectorWork of(List<String> lines) {
        Set<String> collections = new HashSet<>();
        double millis = 0;
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line.strip());
            if (matcher.matches()) {
                collections.add(matcher.group(1));
                if (matcher.group(2).startsWith("Pause") && matcher.group(3) != null) {
                    millis += Double.parseDouble(matcher.group(3));
                }
            }
        }
        return new CollectorWork(collections.size(), millis / MILLIS);
    }
}
