package dev.fastback.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.result.SimulationResult;
import dev.fastback.run.RunListener;
import dev.fastback.run.StudyRunner;
import dev.fastback.search.StopSignal;
import dev.fastback.study.Study;
import dev.fastback.summary.StudyResult;
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
        AtomicInteger results = new AtomicInteger();
        RunListener progress = new RunListener() {
            @Override
            public void simulationDone(SimulationResult result, int count, int total) {
                results.incrementAndGet();
            }
        };
        Thread killer = Thread.ofPlatform().daemon(true).start(() -> kill(new SplittableRandom(SEED), kills, results, done));
        int runs = 0;
        try {
            while (kills.get() < KILLS) {
                ProcessEngine engine = Studies.faulty(Studies.settings(2 + runs % 3), Fault.SLOW, null);
                StudyResult result = Studies.run(study, engine, new StopSignal(), progress);
                assertThat(result.simulations().filter(Failed.class::isInstance))
                        .as("run %d after %d kills, seed %d", runs, kills.get(), SEED)
                        .isEmpty();
                assertThat(result.resultHash())
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

    /** Kills any worker, starting or busy, again and again; each time only once something was achieved since the last. */
    private static void kill(SplittableRandom random, AtomicInteger kills, AtomicInteger results, AtomicBoolean done) {
        int seen = 0;
        while (!done.get() && kills.get() < KILLS) {
            try {
                Thread.sleep(10 + random.nextInt(400));
            } catch (InterruptedException e) {
                return;
            }
            List<ProcessHandle> workers = ProcessHandle.current().children().toList();
            if (results.get() > seen
                    && !workers.isEmpty()
                    && workers.get(random.nextInt(workers.size())).destroyForcibly()) {
                seen = results.get();
                kills.incrementAndGet();
            }
        }
    }
}
