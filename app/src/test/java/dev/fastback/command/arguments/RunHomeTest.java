package dev.fastback.command.arguments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.command.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs are kept where the user's home is, and never in the current folder for want of one. */
class RunHomeTest {
    @TempDir
    Path folder;

    @Test
    void isInTheHomeThatTheEnvironmentNames() {
        CommandLineRun run = CommandLineRun.with(
                Map.of("FASTBACK_HOME", "", "HOME", folder.toString()), "", "optimize", "ETHUSD", "--sims", "2", "--strategies", "simple");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(folder.resolve(".fastback/runs.db")).exists();
    }

    @Test
    void isNeverInTheCurrentFolder() {
        CommandLineRun run = CommandLineRun.with(Map.of("FASTBACK_HOME", "", "HOME", "?"), "", "runs");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().strip())
                .isEqualTo("fastback: this user has no home folder; set FASTBACK_HOME to a folder; HOME is no whole path: ?");
        assertThat(Files.exists(Path.of("?"))).isFalse();
    }

    @Test
    void thatCannotBeUsedIsSaidWithTheWaysOut() throws IOException {
        Path file = Files.createFile(folder.resolve("taken"));
        CommandLineRun run = CommandLineRun.with(
                Map.of("FASTBACK_HOME", file.toString()), "", "optimize", "ETHUSD", "--sims", "2", "--strategies", "simple");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("fastback: run store " + file.resolve("runs.db")
                        + ": there is a file where its folder should be; name another folder by FASTBACK_HOME, or add --no-store\n");
    }

    /** What keeps nothing needs no home. */
    @Test
    void isNotNeededWhereNothingIsKept() throws IOException {
        Map<String, String> none = Map.of("FASTBACK_HOME", "", "HOME", "?", "XDG_DATA_HOME", "");
        assertThat(CommandLineRun.with(none, "", "optimize", "ETHUSD", "--sims", "2", "--strategies", "simple", "--no-store").code()).isZero();
        Path source = folder.resolve("MyCross.java");
        assertThat(CommandLineRun.with(none, "", "strategies", "--new", source.toString()).code()).isZero();
        assertThat(CommandLineRun.with(none, "", "run", "--strategy", source.toString(), "ETHUSD").code()).isZero();
        assertThat(CommandLineRun.with(none, "", "completion", "bash").err()).contains("set XDG_DATA_HOME to a folder; HOME is no whole path: ?");
        assertThat(Files.exists(Path.of("?"))).isFalse();
    }
}
