package dev.fastback.command;

import dev.fastback.terminal.Interruption;
import dev.fastback.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How much faster are two workers than one in a JVM that has made such runs before? A command line is run with one and with two of them, in turns; stages are those of
 * the line of times, without the start. Prints for each stage the medians by the clock and their ratio, below them processor time; see docs/benchmarks.md.
 *
 * <p>Two workers need two processors. A run begins when the machine has been idle for a moment, and one during which other processes took more than a twentieth of it
 * does not count; without {@code /proc/stat} all count.
 *
 * <p>Run by {@code java -XX:+UseSerialGC -cp ... dev.fastback.command.StageTimes 10 20 optimize --data FOLDER --sims 50} (rounds that only warm up, then those that
 * count); each run has a home of its own.
 */
final class StageTimes {
    private static final double NANOS = 1e9;
    private static final double TICKS_PER_SECOND = 100;
    private static final double MOST_BY_OTHERS = 0.05;
    private static final long LOOK_MILLIS = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final String ALL = "all";
    private static final String PROCESSOR = "processor time";
    private static final Pattern STAGE = Pattern.compile("(load|forecasts|simulations|other|report) ([0-9.]+)[ ;]");

    private StageTimes() {}

    /** Takes the rounds that warm up, those that count, and the command line. */
    public static void main(String[] args) throws Exception {
        int warm = Integer.parseInt(args[0]);
        int rounds = Integer.parseInt(args[1]);
        String[] line = Arrays.copyOfRange(args, 2, args.length);
        for (int round = 0; round < warm; round++) {
            times(line, 1);
            times(line, 2);
        }
        List<Map<String, List<Double>>> taken = List.of(new LinkedHashMap<>(), new LinkedHashMap<>());
        int[] counted = new int[2];
        int disturbed = 0;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (Math.min(counted[0], counted[1]) < rounds && System.nanoTime() < end) {
            awaitQuiet(end);
            int workers = counted[0] <= counted[1] ? 0 : 1;
            double busy = busy();
            long start = System.nanoTime();
            Map<String, Double> times = times(line, workers + 1);
            double others = busy() - busy - times.get(PROCESSOR);
            if (others > MOST_BY_OTHERS * Runtime.getRuntime().availableProcessors() * (System.nanoTime() - start) / NANOS) {
                disturbed++;
                continue;
            }
            counted[workers]++;
            times.forEach((stage, seconds) -> taken.get(workers).computeIfAbsent(stage, _ -> new ArrayList<>()).add(seconds));
        }
        System.out.println(String.format(Locale.ROOT, "%-16s %10s %10s %8s", "seconds", "1 worker", "2 workers", "ratio"));
        taken.getFirst().forEach((stage, seconds) -> {
            double one = median(seconds);
            double two = median(taken.getLast().get(stage));
            System.out.println(String.format(Locale.ROOT, "%-16s %10.3f %10.3f %8.2f", stage, one, two, one / two));
        });
        System.out.println("runs that count: " + counted[0] + " and " + counted[1] + ", disturbed " + disturbed);
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static void awaitQuiet(long end) throws Exception {
        double before = busy();
        double taken;
        do {
            Thread.sleep(LOOK_MILLIS);
            double now = busy();
            taken = now - before;
            before = now;
        } while (taken > MOST_BY_OTHERS * Runtime.getRuntime().availableProcessors() * LOOK_MILLIS / 1e3 && System.nanoTime() < end);
    }

    /** Returns the seconds that all processors have worked since the system began; 0 where it does not tell. */
    private static double busy() throws IOException {
        Path stat = Path.of("/proc/stat");
        if (!Files.exists(stat)) {
            return 0;
        }
        // cpu user nice system idle iowait irq softirq steal, in ticks
        String[] ticks = Files.readAllLines(stat).getFirst().trim().split(" +");
        double sum = 0;
        for (int i = 1; i <= 8; i++) {
            sum += i == 4 || i == 5 ? 0 : Double.parseDouble(ticks[i]);
        }
        return sum / TICKS_PER_SECOND;
    }

    private static Map<String, Double> times(String[] line, int workers) throws IOException {
        String[] words = Arrays.copyOf(line, line.length + 2);
        words[line.length] = "--workers";
        words[line.length + 1] = String.valueOf(workers);
        PrintStream none = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(told, false, StandardCharsets.UTF_8);
        Path home = Files.createTempDirectory("stages"); // a run looks at those before it in its store
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("FASTBACK_HOME", home.toString());
        Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]), none, err, environment, false);
        System.gc(); // so that none pays for what the one before has left
        Duration before = taken();
        long start = System.nanoTime();
        int code = Main.run(terminal, new Interruption(false), words);
        double all = (System.nanoTime() - start) / NANOS;
        double processor = taken().minus(before).toNanos() / NANOS;
        err.flush();
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
        if (code != 0) {
            throw new IllegalStateException(String.join(" ", words) + " ended with " + code + ": " + told.toString(StandardCharsets.UTF_8));
        }
        Map<String, Double> times = new LinkedHashMap<>();
        Matcher stages = STAGE.matcher(told.toString(StandardCharsets.UTF_8).replaceFirst("(?s).*Time:", ""));
        while (stages.find()) {
            times.put(stages.group(1), Double.parseDouble(stages.group(2)));
        }
        times.put(ALL, all);
        times.put(PROCESSOR, processor);
        return times;
    }

    private static Duration taken() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }
}
