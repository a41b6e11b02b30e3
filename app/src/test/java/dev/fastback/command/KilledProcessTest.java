package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Kills and interrupts real processes of the command line, and goes on with their runs. */
@Timeout(180)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals are sent with kill")
class KilledProcessTest {
    private static final String[] STUDY = {
        "BTCUSD", "ETHUSD", "--sims", "1400", "--search", "direct", "--maxfun", "3000", "--strategies", "maxdiff", "--format", "json"
    };
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @TempDir
    Path folder;

    @Test
    void aKilledRunIsResumedToTheHashOfAWholeOne() throws IOException, InterruptedException {
        String whole = hash(run(args("optimize", "--no-store")));
        Process process = start(args("optimize"));
        awaitResults(process);
        ProcessRun.signal(process, "KILL");
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        JsonNode runs = MAPPER.readTree(run("runs", "--format", "json").out());
        assertThat(runs.at("/runs/0/state").stringValue()).isEqualTo("interrupted");
        int kept = runs.at("/runs/0/completed").intValue();
        assertThat(kept).isBetween(1, 2799);
        assertThat(hash(run("resume", "last", "--format", "json"))).isEqualTo(whole);
        assertThat(hash(run("report", "last", "--format", "json"))).isEqualTo(whole);
    }

    @Test
    void anInterruptedProcessLeavesAValidReportAndAResumableRun() throws IOException, InterruptedException {
        String whole = hash(run(args("optimize", "--no-store")));
        Process process = start(args("optimize"));
        awaitResults(process);
        ProcessRun.signal(process, "INT");
        JsonNode report = MAPPER.readTree(process.inputReader().lines().reduce("", (a, b) -> a + b + "\n"));
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(report.at("/provenance/run").stringValue()).isNotBlank();
        assertThat(hash(run("resume", report.at("/provenance/run").stringValue(), "--format", "json"))).isEqualTo(whole);
    }

    @Test
    void twoInterruptsEndTheProcessAtOnce() throws IOException, InterruptedException {
        Process process = start(args("optimize", "--engine", "sequential"));
        awaitResults(process);
        ProcessRun.signal(process, "INT");
        // The first one has been heard once a report begins, which waits in the pipe that nobody reads. Before that, the system makes one
        // signal of two that come while no thread of the process has had its turn.
        while (process.getInputStream().available() == 0) {
            assertThat(process.isAlive()).as(Files.readString(folder.resolve("err.txt"))).isTrue();
            Thread.sleep(5);
        }
        assertThat(process.waitFor(1, TimeUnit.SECONDS)).isFalse();
        ProcessRun.signal(process, "INT");
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
    }

    private Process start(String[] arguments) throws IOException {
        return ProcessRun.patient(ProcessRun.builder(folder, false, arguments))
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
    }

    /** Waits until the process has written results. */
    private void awaitResults(Process process) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < deadline) {
            assertThat(process.isAlive()).as(Files.readString(folder.resolve("err.txt"))).isTrue();
            JsonNode runs = MAPPER.readTree(run("runs", "--format", "json").out());
            if (runs.at("/runs/0/completed").asInt(0) > 0) {
                return;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("no results within a minute");
    }

    private static String[] args(String command, String... more) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(STUDY));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static String hash(CommandLineRun run) {
        assertThat(run.code()).as(run.err()).isZero();
        return MAPPER.readTree(run.out()).get("resultHash").stringValue();
    }

    private CommandLineRun run(String... arguments) {
        return CommandLineRun.with(Map.of("FASTBACK_HOME", home()), "", arguments);
    }

    private String home() {
        return folder.resolve("home").toString();
    }
}
