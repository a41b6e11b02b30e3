package dev.fastback.command;

import dev.fastback.terminal.Interruption;
import dev.fastback.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * What does a report of a stored run cost in a JVM that has made some before? Processor time of the whole process, by format, the formats in turns: the
 * first one, and the median of the later half; see docs/benchmarks.md.
 *
 * <p>Run by {@code java -XX:+UseSerialGC -cp ... dev.fastback.command.ReportTimes 16 csv json table}, with a run in {@code FASTBACK_HOME}.
 */
final class ReportTimes {
    private static final double NANOS = 1e9;

    private ReportTimes() {}

    /** Takes the number of rounds and the formats. */
    public static void main(String[] args) {
        int rounds = Integer.parseInt(args[0]);
        String[] formats = Arrays.copyOfRange(args, 1, args.length);
        double[][] seconds = new double[formats.length][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int f = 0; f < formats.length; f++) {
                seconds[f][round] = seconds(formats[f]);
            }
        }
        for (int f = 0; f < formats.length; f++) {
            double[] later = Arrays.copyOfRange(seconds[f], rounds / 2, rounds);
            Arrays.sort(later);
            System.out.println(String.format(
                    Locale.ROOT, "%s: first %.2f s, median of the later half %.3f s, least %.3f s", formats[f], seconds[f][0], later[later.length / 2], later[0]));
        }
    }

    private static double seconds(String format) {
        PrintStream none = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]), none, none, System.getenv(), false);
        Duration before = taken();
        int code = Main.run(terminal, new Interruption(false), "report", "--format", format);
        if (code != 0) {
            throw new IllegalStateException("report --format " + format + " ended with " + code);
        }
        return taken().minus(before).toNanos() / NANOS;
    }

    private static Duration taken() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }
}
