package dev.fastback.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.run.Study;
import dev.fastback.run.StudyRunner;
import dev.fastback.workers.FaultyWorkerMain.Fault;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Kills workers with -9 at random moments, 10 times, or as often as {@code -Dfastback.kills=1000} says, and holds every run to the
 * sequential engine's result hash.
 */
@Timeout(7200)
class WorkerKillCampaignTest {
    private static final int KILLS = Integer.getInteger("fastback.kills", 10);
    private static final long SEED = Long.getLong("fastback.seed", System.nanoTime());

    @Test
    void randomKillsChangeNothing() throws InterruptedException {
        Study study = Studies.study(4, 150);
        String expected = StudyRunner.run(study).resultHash();
        AtomicInteger kills = new AtomicInteger();
        AtomicBoolean done = new AtomicBoolean();
        Thread killer = Thread.ofPlatform().daemon(true).start(() -> kill(new SplittableRandom(SEED), kills, done));
        int runs = 0;
        try {
            while (kills.get() < KILLS) {
                ProcessEngine engine = Studies.faulty(Studies.settings(2 + runs % 3), Fault.SLOW, null);
                assertThat(Studies.run(study, engine).resultHash())
                        .as("run %d after %d kills, seed %d", runs, kills.get(), SEED)
                        .isEqualTo(expected);
                assertThat(Studies.children()).isZero();
                runs++;
            }
        } finally {
            done.set(true);
            killer.join(Duration.ofSeconds(10));
        }
        System.out.printf("%d workers killed in %d runs of 600 simulations, seed %d%n", kills.get(), runs, SEED);
    }

    private static void kill(SplittableRandom random, AtomicInteger kills, AtomicBoolean done) {
        while (!done.get() && kills.get() < KILLS) {
            try {
                Thread.sleep(100 + random.nextInt(600));
            } catch (InterruptedException e) {
                return;
            }
            List<ProcessHandle> workers = ProcessHandle.current().children().toList();
            if (!workers.isEmpty() && workers.get(random.nextInt(workers.size())).destroyForcibly()) {
                kills.incrementAndGet();
            }
        }
    }
}
