package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.run.StudyRunner;
import dev.fastback.store.RunStore;
import dev.fastback.store.SqliteJournal;
import dev.fastback.study.Study;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills worker processes and their coordinator with SIGKILL at random moments of one run, again and again, and resumes it: nothing
 * acknowledged is lost, nothing is there twice, the result is that of an uninterrupted run, and no worker outlives its coordinator.
 * The system property {@code fastback.kills} sets how many kills of either kind there are at least (default: 4).
 */
@Timeout(7200)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the arguments of other processes are not shown there")
class KillEveryoneCampaignTest {
    private static final int KILLS = Integer.getInteger("fastback.kills", 4);
    private static final int REPORTED_KILLS = 50;
    private static final Duration ORPHAN_PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final long seed = Long.getLong("fastback.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final Study study = KilledCoordinator.study();
    private final String expected = StudyRunner.run(study).resultHash();
    private final AtomicInteger workerKills = new AtomicInteger();
    private int coordinatorKills;
    private int runs;
    private long acknowledged;
    private long workersSeen;
    private double longestOrphanSeconds;
    private double longestOpening;

    @Test
    void killedWorkersAndCoordinatorsLoseNothingAndLeaveNobodyBehind() throws IOException, InterruptedException {
        int reported = 0;
        while (isOn()) {
            Path home = folder.resolve("run-" + runs++);
            String id = "new";
            String hash = null;
            BitSet known = new BitSet();
            while (hash == null) {
                Life life = live(home, id, isOn() ? random.nextInt(study.simulationCount() / 2) : Integer.MAX_VALUE);
                assertThat(known.intersects(life.acknowledged())).as(about("run again although acknowledged")).isFalse();
                known.or(life.acknowledged());
                id = life.id() == null ? id : life.id();
                hash = life.hash();
                if (!id.equals("new")) {
                    check(home, id, known);
                }
                if (coordinatorKills >= reported + REPORTED_KILLS) {
                    reported = coordinatorKills;
                    report();
                }
            }
            assertThat(hash).as(about("result hash")).isEqualTo(expected);
            delete(home);
        }
        assertThat(workersSeen).as("workers that could have outlived a coordinator").isPositive();
        report();
    }

    private boolean isOn() {
        return coordinatorKills < KILLS || workerKills.get() < KILLS;
    }

    private String about(String what) {
        return what + ", seed " + seed + ", run " + runs + ", after " + coordinatorKills + " and " + workerKills + " kills";
    }

    private void report() {
        System.out.printf(
                Locale.ROOT,
                "%d coordinators and %d workers killed in %d runs, %d simulations acknowledged, none lost, none twice, one result hash; "
                        + "workers outlived a coordinator by %.2f s at most; longest opening %.3f s; seed %d%n",
                coordinatorKills, workerKills.get(), runs, acknowledged, longestOrphanSeconds, longestOpening, seed);
    }

    /** One coordinator, killed or not. */
    private record Life(String id, BitSet acknowledged, String hash) {}

    /** Runs a coordinator, killing workers, until it has acknowledged so many simulations and a random moment has passed. */
    private Life live(Path home, String id, int until) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
                        "-Dfastback.native.dir=" + folder, "-cp", System.getProperty("java.class.path"),
                        KilledCoordinator.class.getName(), home.toString(), id)
                .redirectErrorStream(true)
                .start();
        AtomicInteger progress = new AtomicInteger();
        SplittableRandom moments = random.split();
        Thread killer = Thread.ofPlatform().daemon(true).start(() -> killWorkers(process, progress, moments));
        BitSet done = new BitSet();
        List<String> other = new ArrayList<>();
        String run = null;
        String hash = null;
        boolean killed = false;
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                switch (words[0]) {
                    case "opened" -> run = words[1];
                    case "done" -> done.set(Integer.parseInt(words[1]));
                    case "hash" -> hash = words[1];
                    default -> other.add(line);
                }
                progress.set(done.cardinality());
                if (!killed && hash == null && done.cardinality() >= until) {
                    Thread.sleep(0, random.nextInt(1_000_000));
                    killer.interrupt();
                    workersSeen += workersOf(process.pid()).size();
                    process.toHandle().destroyForcibly(); // unlike the method of the process, it leaves the pipe readable
                    killed = true;
                }
            }
        } finally {
            killer.interrupt();
            process.destroyForcibly();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(killed || hash != null).as(about(String.join("\n", other))).isTrue();
        awaitNoWorkerOf(process.pid());
        coordinatorKills += killed && hash == null ? 1 : 0;
        acknowledged += done.cardinality();
        return new Life(run, done, hash);
    }

    /** Kills one worker now and then, each time only once something was achieved since the last. */
    private void killWorkers(Process coordinator, AtomicInteger progress, SplittableRandom moments) {
        int seen = 0;
        try {
            while (coordinator.isAlive() && isOn()) {
                Thread.sleep(20 + moments.nextInt(300));
                List<ProcessHandle> workers = coordinator.children().toList();
                if (progress.get() > seen
                        && !workers.isEmpty()
                        && workers.get(moments.nextInt(workers.size())).destroyForcibly()) {
                    seen = progress.get();
                    workerKills.incrementAndGet();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the coordinator's turn
        }
    }

    private void awaitNoWorkerOf(long coordinator) throws InterruptedException {
        long start = System.nanoTime();
        List<ProcessHandle> orphans = workersOf(coordinator);
        while (!orphans.isEmpty() && System.nanoTime() - start < ORPHAN_PATIENCE.toNanos()) {
            Thread.sleep(20);
            orphans = workersOf(coordinator);
        }
        longestOrphanSeconds = Math.max(longestOrphanSeconds, (System.nanoTime() - start) / 1e9);
        orphans.forEach(ProcessHandle::destroyForcibly);
        assertThat(orphans).as(about("workers that outlive their coordinator")).isEmpty();
    }

    private static List<ProcessHandle> workersOf(long coordinator) {
        return ProcessHandle.allProcesses().filter(process -> isWorkerOf(process, coordinator)).toList();
    }

    /**
     * Workers are started with the process id of their coordinator as the last argument. Java shows the arguments of other processes only as far
     * as a page of memory holds them, so that Linux is asked itself.
     */
    private static boolean isWorkerOf(ProcessHandle process, long coordinator) {
        String end = "dev.fastback.workers.WorkerMain\0" + coordinator + "\0";
        try {
            Path line = Path.of("/proc/" + process.pid() + "/cmdline");
            if (Files.exists(line)) {
                return Files.readString(line, StandardCharsets.ISO_8859_1).endsWith(end);
            }
        } catch (IOException e) {
            return false; // it has just ended
        }
        return process.info().arguments().map(words -> String.join("\0", words) + "\0").filter(line -> line.endsWith(end)).isPresent();
    }

    private void check(Path home, String id, BitSet known) {
        long start = System.nanoTime();
        try (RunStore store = RunStore.open(home);
                SqliteJournal journal = store.read(id, study)) {
            longestOpening = Math.max(longestOpening, (System.nanoTime() - start) / 1e9);
            BitSet lost = (BitSet) known.clone();
            lost.andNot(journal.finished());
            assertThat(lost.isEmpty()).as(about("lost: " + lost)).isTrue();
            assertThat(journal.damaged()).as(about("damaged")).isZero();
            assertThat(store.find(id).counts().finished()).as(about("counted")).isEqualTo(journal.finished().cardinality());
        }
    }

    private static void delete(Path home) throws IOException {
        try (var files = Files.list(home)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
