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
import java.nio.file.DirectoryStream;
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
 * the line of times, without the start. Prints for each stage the medians by the clock and their ratio, which need two processors that nobody else wants, and below
 * them processor time, from which follows what the ratio is at least and at most where they are free; see docs/benchmarks.md.
 *
 * <p>One worker takes the processor time of its main thread. Two take at most that of the main thread and half of that of all others, the collector's included,
 * as if no thread ever worked beside the main one, and at least half of all. Java's compilers, which a warm process has no need of, are left out, and so is waiting
 * for the disk. Linux alone tells all that.
 *
 * <p>Run by {@code java -XX:+UseSerialGC -XX:-UseDynamicNumberOfCompilerThreads -cp ... dev.fastback.command.StageTimes 8 10 optimize --data FOLDER --sims 50} (rounds
 * that only warm up, then those that count); each run has a home of its own.
 */
final class StageTimes {
    private static final double NANOS = 1e9;
    private static final String ALL = "all";
    private static final String PROCESSOR = "processor time";
    private static final String MAIN = "of main thread";
    private static final double TICKS_PER_SECOND = 100;
    private static final Pattern COMPILER = Pattern.compile("\\d+ \\(C[12] Comp");
    private static final Pattern STAGE = Pattern.compile("(load|forecasts|simulations|other|report) ([0-9.]+)[ ;]");

    private StageTimes() {}

    /** Takes the rounds that warm up, those that count, and the command line. */
    public static void main(String[] args) throws IOException {
        int warm = Integer.parseInt(args[0]);
        int rounds = Integer.parseInt(args[1]);
        String[] line = Arrays.copyOfRange(args, 2, args.length);
        List<Map<String, List<Double>>> taken = List.of(new LinkedHashMap<>(), new LinkedHashMap<>());
        for (int round = -warm; round < rounds; round++) {
            for (int turn = 0; turn < 2; turn++) {
                int more = round % 2 == 0 ? turn : 1 - turn; // neither always follows the other
                Map<String, Double> times = times(line, 1 + more);
                if (round >= 0) {
                    times.forEach((stage, seconds) -> taken.get(more).computeIfAbsent(stage, _ -> new ArrayList<>()).add(seconds));
                }
            }
        }
        System.out.println(String.format(Locale.ROOT, "%-16s %10s %10s %8s", "seconds", "1 worker", "2 workers", "ratio"));
        Map<String, Double> one = medians(taken.getFirst());
        Map<String, Double> two = medians(taken.getLast());
        one.forEach((stage, seconds) -> System.out.println(
                String.format(Locale.ROOT, "%-16s %10.3f %10.3f %8.2f", stage, seconds, two.get(stage), seconds / two.get(stage))));
        double alone = one.get(MAIN);
        double main = two.get(MAIN);
        double all = two.get(PROCESSOR);
        System.out.println(String.format(
                Locale.ROOT, "on free processors: %.2f to %.2f times as fast", alone / (main + (all - main) / 2), alone / Math.max(main, all / 2)));
    }

    private static Map<String, Double> medians(Map<String, List<Double>> values) {
        Map<String, Double> medians = new LinkedHashMap<>();
        values.forEach((name, all) -> {
            double[] sorted = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            medians.put(name, sorted[sorted.length / 2]);
        });
        return medians;
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
        double compiledBefore = compilers();
        Duration before = taken();
        double mainBefore = caller();
        long start = System.nanoTime();
        int code = Main.run(terminal, new Interruption(false), words);
        double all = (System.nanoTime() - start) / NANOS;
        double main = caller() - mainBefore;
        double compiled = compilers() - compiledBefore;
        double processor = taken().minus(before).toNanos() / NANOS - compiled;
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
        times.put(MAIN, main);
        return times;
    }

    /** Returns the seconds of processor time of this thread. */
    private static double caller() throws IOException {
        return Long.parseLong(Files.readString(Path.of("/proc/thread-self/schedstat")).split(" ")[0]) / NANOS;
    }

    /** Returns the seconds of processor time of Java's compilers. */
    private static double compilers() throws IOException {
        double ticks = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path thread : threads) {
                try {
                    String stat = Files.readString(thread.resolve("stat"));
                    if (COMPILER.matcher(stat).lookingAt()) {
                        // Fields 14 and 15 of proc(5); the name in field 2 may hold blanks and ends with the last bracket.
                        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                        ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
                    }
                } catch (IOException e) {
                    continue; // a thread that has ended meanwhile
                }
            }
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static Duration taken() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }
}
