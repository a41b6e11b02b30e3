package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real command line with hardly any file descriptors: whatever can no longer be opened, it ends in one line. */
@Timeout(240)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "ulimit")
class FewFilesTest {
    @TempDir
    Path folder;

    @Test
    void theWantOfFileDescriptorsEndsInOneLine() throws Exception {
        ProcessBuilder java = ProcessRun.builder(folder, false, "optimize", "ETHUSD", "--sims", "2", "--strategies", "simple", "--quiet");
        // The fewest with which Java finds its classes, from there on a few more each time.
        int most = 0;
        TreeSet<Integer> codes = new TreeSet<>();
        for (int files = least(java); most < 3; files++) {
            Result result = run(java, files);
            String what = files + " files: " + result.err();
            codes.add(result.code());
            assertThat(result.code()).as(what).isIn(0, 2, 4, 70);
            assertThat(result.err().lines()).as(what).hasSize(result.code() == 0 ? 0 : 1);
            if (result.code() != 0) {
                assertThat(result.err()).as(what).startsWith("fastback: ").doesNotContain("Self-suppression");
            }
            most = result.code() == 0 ? most + 1 : 0;
        }
        assertThat(codes).as("some want was met").contains(0, 70);
    }

    /** Returns how many files the command line needs to begin at all. */
    private int least(ProcessBuilder java) throws Exception {
        int files = 10;
        while (!begins(java, files)) {
            files++;
            assertThat(files).isLessThan(200);
        }
        return files;
    }

    private boolean begins(ProcessBuilder java, int files) throws Exception {
        return !run(java, files).err().contains("main");
    }

    private record Result(int code, String err) {}

    private Result run(ProcessBuilder java, int files) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -n " + files + "; exec \"$@\"", "sh"));
        command.addAll(java.command());
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(java.environment());
        try (ProcessRun run = new ProcessRun(builder.start(), folder.resolve("out"), err)) {
            return new Result(run.exitCode(), Files.readString(err));
        }
    }
}
