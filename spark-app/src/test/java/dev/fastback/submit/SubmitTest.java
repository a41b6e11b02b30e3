package dev.fastback.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.testkit.fault.SparkCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The one jar under spark-submit, on a standalone cluster of this machine. */
@Timeout(600)
class SubmitTest {
    private static final Path HOME = Path.of(System.getProperty("fastback.spark.jars")).resolveSibling(".").normalize();
    private static final String APP = System.getProperty("fastback.spark.app");
    private static final String MAIN = "dev.fastback.command.Main";
    private static final Pattern HASH = Pattern.compile("\"resultHash\"\\s*:\\s*\"(\\w{64})\"");

    @TempDir
    Path folder;

    @Test
    void givesTheHashOfOneThreadAndIsResumedAfterItWasKilled() throws Exception {
        String expected = hash(plain("optimize", "ETHUSD", "900", "--engine", "sequential", "--no-store", "--format", "json"));
        try (SparkCluster cluster = new SparkCluster(HOME, folder, 2)) {
            assertThat(hash(submit(cluster, "optimize", "ETHUSD", "900", "--no-store", "--format", "json"))).isEqualTo(expected);
            Process killed = start(submit(cluster, "optimize", "ETHUSD", "900"));
            awaitResults();
            assertThat(killed.destroyForcibly().waitFor()).as("it was still running").isEqualTo(137);
            assertThat(hash(plain("resume", "--engine", "threads", "--format", "json"))).isEqualTo(expected);
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

    private ProcessBuilder plain(String... arguments) {
        return stored(SparkCluster.process(HOME, List.of("-cp", APP + ":" + HOME.resolve("jars") + "/*"), MAIN, arguments));
    }

    private ProcessBuilder submit(SparkCluster cluster, String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--master", cluster.master(), "--conf", "spark.log.level=WARN", "--conf", "spark.executor.memory=512m", "--class", MAIN, APP));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--engine", "spark"));
        return stored(SparkCluster.process(HOME, List.of(), "org.apache.spark.deploy.SparkSubmit", all.toArray(String[]::new)));
    }

    private ProcessBuilder stored(ProcessBuilder process) {
        process.environment().put("FASTBACK_HOME", folder.toString());
        return process;
    }

    private Process start(ProcessBuilder process) throws IOException {
        return process.redirectError(folder.resolve("errors").toFile()).redirectOutput(folder.resolve("output").toFile()).start();
    }

    private String hash(ProcessBuilder builder) throws Exception {
        Process process = start(builder);
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        String output = Files.readString(folder.resolve("output"));
        Matcher matcher = HASH.matcher(output);
        assertThat(matcher.find()).as(process.exitValue() + " " + output + Files.readString(folder.resolve("errors"))).isTrue();
        return matcher.group(1);
    }
}
