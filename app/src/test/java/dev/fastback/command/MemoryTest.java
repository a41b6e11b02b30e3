package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies too large for their heap are refused with a figure, and that figure is right: in real processes. */
class MemoryTest {
    private static final String[] STUDY = {
        "optimize", "ETHUSD", "BTCUSD", "--sims", "1450", "--format", "csv", "--out", "result.csv", "--workers", "2", "--quiet"
    };

    @TempDir
    Path folder;

    @Test
    void aStudyThatCannotFitIsRefusedAndFitsWhereItSays() throws Exception {
        assertThat(run("-Xmx10m", with("--no-store"))).isEqualTo(2);
        String refusal = error();
        assertThat(refusal).startsWith("fastback: this study needs about ").contains("Java may use 10 MiB", "results ", "without --no-store");
        assertThat(refusal.lines()).hasSize(1);
        assertThat(folder.resolve("result.csv")).doesNotExist();
        Matcher advice = Pattern.compile("FASTBACK_JAVA_OPTS=(-Xmx(\\d+)m)").matcher(refusal);
        assertThat(advice.find()).as(refusal).isTrue();
        assertThat(Integer.parseInt(advice.group(2))).isBetween(11, 40);
        assertThat(run(advice.group(1), with("--no-store"))).as(error()).isZero();
        assertThat(run("-Xmx14m", STUDY)).as("in the store results take no memory: " + error()).isZero();
    }

    @Test
    void aWorkerThatIsTooSmallIsRefusedBeforeItStarts() throws Exception {
        assertThat(run(
                        "-Xmx256m",
                        "optimize", "ETHUSD", "--validation", "1400", "--share-batch", "50", "--sims", "60", "--engine", "processes",
                        "--workers", "1", "--memory-per-worker", "16m"))
                .isEqualTo(2);
        assertThat(error()).contains("a worker process needs about ", "--memory-per-worker gives it 16 MiB");
        assertThat(run("-Xmx256m", "runs", "--format", "json")).isZero();
        assertThat(Files.readString(folder.resolve("stdout"))).as("no run was begun").contains("\"runs\" : [ ]");
    }

    private static String[] with(String option) {
        String[] all = Arrays.copyOf(STUDY, STUDY.length + 1);
        all[STUDY.length] = option;
        return all;
    }

    private int run(String heap, String... args) throws IOException, InterruptedException {
        ProcessBuilder builder = ProcessRun.builder(folder, false, args);
        builder.command().add(1, heap);
        try (ProcessRun run = new ProcessRun(
                builder.directory(folder.toFile())
                        .redirectOutput(folder.resolve("stdout").toFile())
                        .redirectError(folder.resolve("stderr").toFile())
                        .start(),
                folder.resolve("stdout"),
                folder.resolve("stderr"))) {
            return run.exitCode();
        }
    }

    private String error() throws IOException {
        return Files.readString(folder.resolve("stderr"));
    }
}
