package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.terminal.ExitCode;
import dev.fastback.terminal.Interruption;
import dev.fastback.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Ctrl-C and SIGTERM, on a real process: a valid partial result in each format, exit code 130, nothing half-written. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals are sent with kill")
class InterruptionTest {
    private static final String[] LONG_STUDY = {
        "optimize", "ETHUSD", "BTCUSD", "ALDER", "--sims", "1400", "--validation", "90", "--search", "direct",
        "--maxfun", "20000", "--workers", "2"
    };

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"json, INT", "csv, TERM", "table, INT"})
    void aSignalLeavesAValidPartialResultAndExit130(String format, String signal) throws Exception {
        Path out = folder.resolve("out");
        try (ProcessRun run = ProcessRun.startPatient(folder, out, true, with("--format", format))) {
            run.awaitError("simulations:");
            run.signal(signal);
            assertThat(run.exitCode()).isEqualTo(130);
            assertThat(Files.readString(run.err())).contains("fastback: interrupted:", "of 4200").doesNotContain("Exception");
        }
        String text = Files.readString(out);
        switch (format) {
            case "json" -> assertThat(statuses(text)).containsExactly("completed", "interrupted");
            case "csv" -> {
                List<String> lines = text.lines().toList();
                assertThat(text).endsWith("\n").contains(",interrupted,the run was stopped,");
                assertThat(lines).allMatch(line -> line.split(",", -1).length == lines.getFirst().split(",", -1).length);
            }
            default -> assertThat(text).contains("interrupted.", "Result hash ");
        }
    }

    /** As a child of {@code profile} hears it: Ctrl-C from the terminal, and SIGTERM from its parent. */
    @Test
    void anInterruptThatACommandAbovePassesOnIsOneSignal() throws Exception {
        Path out = folder.resolve("out");
        try (ProcessRun run = ProcessRun.startPatient(folder, out, true, with("--format", "json"))) {
            run.awaitError("simulations:");
            String pid = Long.toString(run.process().pid());
            // By one shell: on a busy machine a second may pass between two processes.
            assertThat(new ProcessBuilder("sh", "-c", "kill -INT " + pid + " && kill -TERM " + pid).start().waitFor()).isZero();
            assertThat(run.exitCode()).isEqualTo(130);
            assertThat(Files.readString(run.err())).contains("fastback: interrupted:");
        }
        assertThat(statuses(Files.readString(out))).containsExactly("completed", "interrupted");
    }

    @Test
    void aSignalLeavesAWholeFileAndNothingBesideIt() throws Exception {
        Path file = folder.resolve("result.json");
        try (ProcessRun run = ProcessRun.startPatient(
                folder, folder.resolve("out"), true, with("--format", "json", "--out", file.toString()))) {
            run.awaitError("simulations:");
            run.signal("TERM");
            assertThat(run.exitCode()).isEqualTo(130);
        }
        assertThat(statuses(Files.readString(file))).containsExactly("completed", "interrupted");
        try (var files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("result.json", "out", "stderr", "home");
        }
    }

    @Test
    void aLargeReportIsFinishedAfterASignalAndNotCutOff() throws Exception {
        // Every bar of the history and many beyond it: the report takes longer to write than the study to run.
        Path out = folder.resolve("out");
        try (ProcessRun run = ProcessRun.start(
                folder, out, false, "optimize", "--sims", "20000", "--strategies", "simple", "--format", "json")) {
            while (run.process().isAlive() && Files.size(out) == 0) {
                Thread.sleep(5);
            }
            run.signal("INT");
            assertThat(run.exitCode()).isIn(0, 130);
        }
        assertThat(statuses(Files.readString(out))).contains("completed", "skipped");
    }

    @Test
    void aStopWhileReadingAFolderLeavesTheRestUnread() throws IOException {
        Files.writeString(folder.resolve("AAA.csv"), "date,open,high,low,close\n");
        Files.writeString(folder.resolve("BBB.csv"), "date,open,high,low,close\n");
        Interruption interruption = new Interruption(false);
        interruption.stop().request();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(new ByteArrayOutputStream()),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of("FASTBACK_HOME", folder.resolve("home").toString()),
                false);
        assertThat(Main.run(terminal, interruption, "optimize", "--data", folder.toString())).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("fastback: interrupted while bars were being read, 0 of 2 files; nothing was run\n");
    }

    @ParameterizedTest
    @CsvSource({"optimize, INT", "resume, TERM"})
    void aSignalWhileBarsAreReadEndsWithOneLineAndNoReport(String command, String signal) throws Exception {
        String bars = ParquetInputTest.text("bars.csv");
        List<String> optimize = new ArrayList<>(List.of("optimize"));
        for (String name : List.of("S0", "S1", "S2")) {
            optimize.addAll(List.of("--data", Files.writeString(folder.resolve(name + ".csv"), bars).toString()));
        }
        Path out = folder.resolve("out");
        if (command.equals("resume")) {
            try (ProcessRun run = ProcessRun.start(folder, folder.resolve("first"), false, optimize.toArray(String[]::new))) {
                assertThat(run.exitCode()).isZero();
            }
        }
        // A pipe in the place of the second file: reading comes to a halt there until something is written to it.
        Path pipe = folder.resolve("S1.csv");
        Files.delete(pipe);
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        String[] line = command.equals("resume") ? new String[] {"resume", "last"} : optimize.toArray(String[]::new);
        try (ProcessRun run = ProcessRun.start(folder, out, false, line)) {
            long signalled;
            try (var writer = Files.newOutputStream(pipe)) { // opens once the pipe is being read
                run.signal(signal);
                signalled = System.nanoTime();
                assertThat(run.exitCode()).isEqualTo(130); // whatever the reading waits for
            }
            assertThat(Duration.ofNanos(System.nanoTime() - signalled)).isLessThan(Duration.ofSeconds(10));
            assertThat(Files.readString(run.err()))
                    .isEqualTo("fastback: interrupted while bars were being read, 1 of 3 files; nothing was run\n");
            assertThat(out).isEmptyFile();
        }
    }

    @Test
    void maxTimeEndsTheReadingOfBarsToo() throws Exception {
        Path pipe = folder.resolve("S.csv");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        Path out = folder.resolve("out");
        try (ProcessRun run = ProcessRun.start(folder, out, true, "optimize", "--data", pipe.toString(), "--max-time", "1s");
                var writer = Files.newOutputStream(pipe)) {
            writer.write("date,open,high,low,close\n".getBytes(StandardCharsets.UTF_8));
            run.awaitError("reading bars: 0 MiB");
            assertThat(run.exitCode()).isEqualTo(4);
            assertThat(Files.readString(run.err()).replaceAll("\r\u001b\\[K[^\r\u001b]*(?=\r)|\r\u001b\\[K", ""))
                    .isEqualTo("fastback: --max-time is over: interrupted while bars were being read, 0 of 1 file; nothing was run\n");
            assertThat(out).isEmptyFile();
        }
    }

    private static String[] with(String... more) {
        List<String> words = new ArrayList<>(List.of(LONG_STUDY));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private static TreeSet<String> statuses(String json) {
        TreeSet<String> statuses = new TreeSet<>();
        for (JsonNode symbol : JsonMapper.builder().build().readTree(json).get("symbols")) {
            symbol.get("simulations").forEach(simulation -> statuses.add(simulation.get("status").stringValue()));
        }
        return statuses;
    }
}
