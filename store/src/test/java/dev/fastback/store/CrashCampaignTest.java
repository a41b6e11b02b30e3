package dev.fastback.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.run.StudyRunner;
import dev.fastback.study.Study;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a coordinator process with SIGKILL at random moments, again and again, and resumes its run: nothing it acknowledged is lost,
 * nothing is there twice, and the result is that of an uninterrupted run. The system property {@code fastback.kills} sets how many
 * (default: 10):
 *
 * <pre>mvn -pl core,testkit,store test -Dtest=CrashCampaignTest -Dfastback.kills=1000 -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
class CrashCampaignTest {
    private static final int KILLS = Integer.getInteger("fastback.kills", 10);
    private static final int REPORTED_RUNS = 25;
    private static final double LONGEST_OPENING_SECONDS = 2.0;

    @TempDir
    Path folder;

    private final Study study = CrashingCoordinator.study();
    private final String expected = StudyRunner.run(study).resultHash();
    private final SplittableRandom random = Runs.random("kills", 21);
    private double longestOpening;
    private double longestColdOpening;
    private int kills;
    private int runs;
    private long acknowledged;

    @Test
    void killedRunsLoseNothingAndEndTheSame() throws IOException, InterruptedException {
        while (kills < KILLS) {
            Path home = folder.resolve("run-" + runs++);
            String id = "new";
            String hash = null;
            BitSet known = new BitSet();
            while (hash == null) {
                Life life = live(home, id, kills < KILLS ? random.nextInt(study.simulationCount() / 3) : Integer.MAX_VALUE);
                assertThat(known.intersects(life.acknowledged())).as("run again although acknowledged").isFalse();
                known.or(life.acknowledged());
                id = life.id() == null ? id : life.id();
                hash = life.hash();
                if (!id.equals("new")) {
                    check(home, id, known);
                }
            }
            assertThat(hash).isEqualTo(expected);
            delete(home);
            if (kills >= KILLS || runs % REPORTED_RUNS == 0) {
                report();
            }
        }
    }

    private static void delete(Path home) throws IOException {
        try (var files = Files.list(home)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    private void report() {
        System.out.printf(
                Locale.ROOT,
                "crash campaign: %d kills in %d runs, %d simulations acknowledged, none lost, none twice, one result hash; "
                        + "longest opening %.3f s, in a fresh process %.3f s%n",
                kills, runs, acknowledged, longestOpening, longestColdOpening);
    }

    /** One process, killed or not. */
    private record Life(String id, BitSet acknowledged, String hash) {}

    /** Runs a process until it has acknowledged so many simulations and a random moment has passed. */
    private Life live(Path home, String id, int until) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
                        "-Dfastback.native.dir=" + folder, "-cp", System.getProperty("java.class.path"),
                        CrashingCoordinator.class.getName(), home.toString(), id)
                .redirectErrorStream(true)
                .start();
        Thread guard = Thread.ofPlatform().daemon(true).start(() -> killAfter(process, Duration.ofSeconds(120)));
        BitSet done = new BitSet();
        List<String> other = new ArrayList<>();
        String run = null;
        String hash = null;
        boolean killed = false;
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                switch (words[0]) {
                    case "opened" -> {
                        run = words[1];
                        longestColdOpening = Math.max(longestColdOpening, Double.parseDouble(words[2]));
                    }
                    case "done" -> done.set(Integer.parseInt(words[1]));
                    case "hash" -> hash = words[1];
                    default -> other.add(line);
                }
                if (!killed && hash == null && done.cardinality() >= until) {
                    Thread.sleep(0, random.nextInt(1_000_000));
                    process.toHandle().destroyForcibly(); // unlike the method of the process, it leaves the pipe readable
                    killed = true;
                }
            }
        } finally {
            guard.interrupt();
            process.destroyForcibly();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(killed || hash != null).as(String.join("\n", other)).isTrue();
        kills += killed && hash == null ? 1 : 0;
        acknowledged += done.cardinality();
        return new Life(run, done, hash);
    }

    private static void killAfter(Process process, Duration time) {
        try {
            Thread.sleep(time);
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it ended earlier
        }
    }

    private void check(Path home, String id, BitSet known) {
        assertThat(Files.exists(home.resolve("runs.db"))).isTrue();
        long start = System.nanoTime();
        try (RunStore store = RunStore.open(home);
                SqliteJournal journal = store.read(id, study)) {
            longestOpening = Math.max(longestOpening, (System.nanoTime() - start) / 1e9);
            BitSet lost = (BitSet) known.clone();
            lost.andNot(journal.finished());
            assertThat(lost.isEmpty()).as("lost: " + lost).isTrue();
            assertThat(journal.damaged()).isZero();
            assertThat(store.find(id).counts()).as("none is counted twice").isEqualTo(journal.record().counts());
            assertThat(store.find(id).counts().finished()).isEqualTo(journal.finished().cardinality());
        }
        assertThat(longestOpening).isLessThan(LONGEST_OPENING_SECONDS);
    }
}
