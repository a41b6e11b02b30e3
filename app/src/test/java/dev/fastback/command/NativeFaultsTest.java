package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fastback.terminal.ExitCode;
import dev.fastback.testkit.fault.NativeFaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real command line where fsync fails and where the wall clock jumps; skipped where there is no C compiler. */
@Timeout(240)
class NativeFaultsTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration DAY = Duration.ofDays(1);

    // Some 5 MB of results: the log is moved to the file in the middle of the run as well.
    private static final String[] STUDY = {"ETHUSD", "BTCUSD", "ROWAN", "MAPLE", "--sims", "1450", "--format", "json", "--quiet"};

    @TempDir
    Path folder;

    private NativeFaults faults;

    /** A process that has ended. */
    private record Ended(int code, String out, List<String> err) {}

    @BeforeEach
    void compile() {
        Optional<NativeFaults> compiled = NativeFaults.in(folder);
        assumeThat(compiled).as("faults below the JVM need Linux and gcc").isPresent();
        faults = compiled.get();
    }

    @Test
    void aDiskThatDoesNotSyncIsOneLineAndTheRunCanBeResumed() throws IOException, InterruptedException {
        String whole = hash(CommandLineRun.of(args("optimize", "--no-store")).out());
        TreeSet<Integer> codes = new TreeSet<>();
        boolean[] inTheMiddle = new boolean[1];
        for (int after = 0; after < 40; after += after < 6 ? 5 : 1) {
            int calls = after;
            delete(home());
            Ended ended = run(child -> faults.failSync(child, "runs.db", calls), args("optimize"));
            codes.add(ended.code());
            if (ended.code() == ExitCode.DONE) {
                break; // there are no more calls than this
            }
            assertThat(ended.err()).as("after " + after).singleElement().asString().contains("the disk cannot be read or written");
            if (ended.code() == ExitCode.STOPPED) {
                assertThat(ended.err().getFirst()).contains("resume with: fastback resume ");
                int kept = MAPPER.readTree(inThisProcess("runs", "--format", "json").out()).at("/runs/0/completed").intValue();
                inTheMiddle[0] |= kept < 4 * 1450;
                CommandLineRun resumed = inThisProcess("resume", "last", "--format", "json", "--quiet");
                assertThat(resumed.code()).as(resumed.err()).isZero();
                assertThat(hash(resumed.out())).isEqualTo(whole);
                assertThat(inThisProcess("runs", "verify", "last").code()).isZero();
            }
        }
        assertThat(codes).containsExactly(ExitCode.DONE, ExitCode.USAGE, ExitCode.STOPPED);
        assertThat(inTheMiddle[0]).as("a run that was stopped in its middle").isTrue();
    }

    @Test
    void aClockThatJumpsChangesNothing() throws IOException, InterruptedException {
        String whole = hash(CommandLineRun.of(args("optimize", "--no-store")).out());
        String[] threads = args("optimize", "--engine", "threads", "--workers", "2", "--max-time", "5m");
        String[] processes = args("optimize", "--engine", "processes", "--workers", "2", "--simulation-timeout", "20s", "--max-time", "5m");
        for (String[] line : List.of(threads, processes)) {
            Ended ended = run(child -> faults.shiftClock(child, DAY, Duration.ofMillis(130)), line);
            assertThat(ended.code()).as(String.join("\n", ended.err())).isZero();
            assertThat(hash(ended.out())).isEqualTo(whole);
            double seconds = MAPPER.readTree(ended.out()).at("/timing/totalSeconds").doubleValue();
            assertThat(seconds).isBetween(0.0, 120.0);
        }
    }

    @Test
    void maxTimeIsMeasuredNotReadFromAClockThatJumps() throws IOException, InterruptedException {
        String[] slow = {"optimize", "ETHUSD", "BTCUSD", "--sims", "1400", "--search", "direct", "--maxfun", "20000", "--strategies", "maxdiff",
                "--max-time", "2s", "--quiet", "--format", "json"};
        for (Duration period : List.of(Duration.ofMillis(400), Duration.ZERO)) {
            long start = System.nanoTime();
            Ended ended = run(child -> faults.shiftClock(child, DAY, period), slow);
            assertThat(ended.code()).as(String.join("\n", ended.err())).isEqualTo(ExitCode.STOPPED);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(30));
        }
    }

    @Test
    void runsAreInTheOrderInWhichTheyBeganWhateverTheClockSaid() throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        for (int days : new int[] {2, -3, 0, -1}) {
            Ended ended = run(child -> faults.shiftClock(child, DAY.multipliedBy(days), Duration.ZERO),
                    "optimize", "ETHUSD", "--sims", "3", "--quiet", "--format", "json");
            assertThat(ended.code()).isZero();
            ids.addFirst(MAPPER.readTree(ended.out()).at("/provenance/run").stringValue());
        }
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids.get(3)).as("the clock was wrong").isGreaterThan(ids.get(0));
        JsonNode runs = MAPPER.readTree(inThisProcess("runs", "--format", "json").out()).get("runs");
        assertThat(runs.valueStream().map(run -> run.get("id").stringValue())).containsExactlyElementsOf(ids);
        assertThat(MAPPER.readTree(inThisProcess("report", "last", "--format", "json").out()).at("/provenance/run").stringValue())
                .isEqualTo(ids.getFirst());
        assertThat(inThisProcess("resume", ids.get(3), "--quiet").code()).isZero();
    }

    private Ended run(Consumer<ProcessBuilder> fault, String... arguments) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = ProcessRun.builder(folder, false, arguments).redirectOutput(out.toFile()).redirectError(err.toFile());
        fault.accept(builder);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ended: " + Files.readString(err)).isTrue();
            return new Ended(process.exitValue(), Files.readString(out), Files.readAllLines(err));
        } finally {
            process.destroyForcibly();
        }
    }

    private CommandLineRun inThisProcess(String... arguments) {
        return CommandLineRun.with(Map.of("FASTBACK_HOME", home().toString()), "", arguments);
    }

    private static String[] args(String command, String... more) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(Arrays.asList(STUDY));
        all.addAll(Arrays.asList(more));
        return all.toArray(String[]::new);
    }

    private static String hash(String json) {
        return MAPPER.readTree(json).get("resultHash").stringValue();
    }

    private Path home() {
        return folder.resolve("home");
    }

    private static void delete(Path home) throws IOException {
        if (Files.exists(home)) {
            try (var files = Files.list(home)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
