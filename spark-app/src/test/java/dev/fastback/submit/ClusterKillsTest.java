package dev.fastback.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.testkit.Seeds;
import dev.fastback.testkit.fault.SparkCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One study on a standalone cluster, its results in a shared folder, while executors, workers and the parent are killed at random moments: one hash, and every result in its
 * place. {@code ./campaign cluster} kills 20 times.
 */
@Timeout(7200)
class ClusterKillsTest {
    private static final int KILLS = Integer.getInteger("fastback.kills", 3);
    /** A driver and its executors take minutes to start where others need the processors. */
    private static final long PATIENCE_NANOS = Duration.ofMinutes(10).toNanos();

    /** Long enough for all kills. */
    private static final String[] STUDY = {"ETHUSD", "3000", "--search", "random", "--maxfun", Integer.toString(2000 + 200 * KILLS)};

    @TempDir
    Path folder;

    @Test
    void nothingIsLostAndNothingTwice() throws Exception {
        SplittableRandom random = Seeds.random("ClusterKillsTest", 20);
        Programs programs = new Programs(folder);
        Path results = folder.resolve("results");
        String expected = programs.hash(programs.plain(Programs.with(STUDY, "optimize", "--engine", "threads", "--no-store", "--format", "json")));
        int[] killed = new int[3];
        try (SparkCluster cluster = new SparkCluster(Programs.HOME, folder, 2)) {
            String[] where = {"--results", results.toString(), "--format", "json"};
            Process parent = programs.start(programs.submit(cluster, Programs.with(Programs.with(where, STUDY), "optimize")));
            long seen = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                seen = awaitMore(results, seen, parent);
                System.out.printf("kill %d: %d files of results%n", kill + 1, seen);
                Thread.sleep(random.nextInt(500));
                int whom = kill % 3; // each kind as often as the others, at moments that are random
                killed[whom]++;
                switch (whom) {
                    case 0 -> {
                        List<ProcessHandle> executors = cluster.executors();
                        if (!executors.isEmpty()) {
                            executors.get(random.nextInt(executors.size())).destroyForcibly();
                        }
                    }
                    case 1 -> {
                        cluster.killWorker(random.nextInt(2));
                        cluster.addWorker();
                    }
                    default -> {
                        assertThat(parent.destroyForcibly().waitFor()).as("the parent was still running").isEqualTo(137);
                        parent = programs.start(programs.submit(cluster, Programs.with(where, "resume")));
                    }
                }
            }
            assertThat(parent.waitFor(1800, TimeUnit.SECONDS)).isTrue();
            assertThat(programs.hashOf(parent)).isEqualTo(expected);
        }
        assertThat(programs.hash(programs.plain("report", "--format", "json"))).isEqualTo(expected);
        Process verify = programs.start(programs.plain("runs", "verify"));
        assertThat(verify.waitFor()).as(programs.output()).isZero();
        assertThat(programs.output()).contains("3000 results looked at, 0 damaged");
        System.out.printf("killed: %d executors, %d workers, %d times the parent; nothing lost%n", killed[0], killed[1], killed[2]);
    }

    /** Waits until there are more files of results than before, so that each kill meets work under way. */
    private static long awaitMore(Path results, long seen, Process parent) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < PATIENCE_NANOS) {
            long now = files(results);
            if (now > seen) {
                return now;
            }
            assertThat(parent.isAlive()).as("the study is long enough for all kills").isTrue();
            Thread.sleep(50);
        }
        throw new AssertionError("no result came in " + Duration.ofNanos(PATIENCE_NANOS));
    }

    private static long files(Path results) throws IOException {
        if (!Files.exists(results)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(results)) {
            return all.filter(file -> file.toString().endsWith(".results")).count();
        } catch (java.io.UncheckedIOException e) {
            return 0; // a file was renamed while it was listed
        }
    }
}
