package dev.fastback.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.testkit.fault.SparkCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The one jar under spark-submit, on a standalone cluster of this machine. */
@Timeout(600)
class SubmitTest {
    @TempDir
    Path folder;

    @Test
    void givesTheHashOfOneThreadAndIsResumedAfterItWasKilled() throws Exception {
        Programs programs = new Programs(folder);
        String expected = programs.hash(programs.plain("optimize", "ETHUSD", "900", "--engine", "sequential", "--no-store", "--format", "json"));
        try (SparkCluster cluster = new SparkCluster(Programs.HOME, folder, 2)) {
            assertThat(programs.hash(programs.submit(cluster, "optimize", "ETHUSD", "900", "--no-store", "--format", "json"))).isEqualTo(expected);
            Process killed = programs.start(programs.submit(cluster, "optimize", "ETHUSD", "900"));
            awaitResults();
            assertThat(killed.destroyForcibly().waitFor()).as("it was still running").isEqualTo(137);
            assertThat(programs.hash(programs.plain("resume", "--engine", "threads", "--format", "json"))).isEqualTo(expected);
        }
    }

    /** Waits until some results are in the store, and not all. */
    private void awaitResults() throws InterruptedException, IOException {
        Path log = folder.resolve("runs.db-wal");
        for (int i = 0; i < 1200 && !(Files.exists(log) && Files.size(log) > 300_000); i++) {
            Thread.sleep(50);
        }
        assertThat(log).exists();
    }
}
