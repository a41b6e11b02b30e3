package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.engine.Engine;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.engine.ThreadEngine;
import dev.fastback.result.SimulationResult.Interrupted;
import dev.fastback.result.SimulationResult;
import dev.fastback.run.RunListener;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.search.StopSignal;
import dev.fastback.store.RunState;
import dev.fastback.store.RunStore;
import dev.fastback.store.SqliteJournal;
import dev.fastback.study.Study;
import dev.fastback.summary.StudyResult;
import dev.fastback.workers.ProcessEngine;
import dev.fastback.workers.ProcessSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One result hash for every engine and number of workers, interrupted at a random moment and resumed on another engine or not. Worker
 * processes come in ones, twos and fours; {@code -Dfastback.matrix=full} adds eight and sixteen.
 */
@Timeout(600)
class EngineMatrixTest {
    private static final boolean FULL = System.getProperty("fastback.matrix", "").equals("full");
    private static final int[] WORKERS = {1, 2, 4, 8, 16};
    private static final int MOST_PROCESSES = FULL ? 16 : 4;
    private static final long WORKER_MEMORY = 48L << 20;

    @TempDir
    Path home;

    private final Study study = KilledCoordinator.study();
    private final String expected = StudyRunner.run(study).resultHash();

    @Test
    void oneHashWhateverRunsItAndWhateverHappens() {
        long seed = Long.getLong("fastback.seed", System.nanoTime());
        SplittableRandom random = new SplittableRandom(seed);
        List<Engine> engines = engines();
        int interrupted = 0;
        try (RunStore store = RunStore.open(home)) {
            for (int i = 0; i < engines.size(); i++) {
                Engine engine = engines.get(i);
                String what = engine.name() + " with " + engine.workers() + " workers, seed " + seed;
                assertThat(run(store, engine).resultHash()).as(what).isEqualTo(expected);
                Engine other = engines.get((i + 5) % engines.size());
                int stopAt = 1 + random.nextInt(study.simulationCount() - 600);
                interrupted += resumed(store, engine, other, stopAt, what) ? 1 : 0;
            }
        }
        System.out.printf("%d engines, each once whole and once interrupted (%d) and resumed on another: one result hash, seed %d%n",
                engines.size(), interrupted, seed);
        assertThat(interrupted).isGreaterThan(engines.size() / 2);
    }

    private static List<Engine> engines() {
        List<Engine> engines = new ArrayList<>(List.of(new SequentialEngine()));
        for (int workers : WORKERS) {
            engines.add(new ThreadEngine(workers));
        }
        for (int workers : WORKERS) {
            if (workers <= MOST_PROCESSES) {
                engines.add(new ProcessEngine(ProcessSettings.of(workers).withMemoryBytes(WORKER_MEMORY)));
            }
        }
        return engines;
    }

    private StudyResult run(RunStore store, Engine engine) {
        try (SqliteJournal journal = store.create(KilledCoordinator.run(study), study)) {
            StudyResult result = StudyRunner.run(study, RunOptions.of(engine).withJournal(journal));
            journal.finish(RunState.COMPLETED);
            return result;
        }
    }

    /** Stops a run after so many results, goes on with it elsewhere, and returns whether anything was left to do then. */
    private boolean resumed(RunStore store, Engine engine, Engine other, int stopAt, String what) {
        StopSignal stop = new StopSignal();
        String id;
        long missing;
        try (SqliteJournal journal = store.create(KilledCoordinator.run(study), study)) {
            id = journal.record().id();
            StudyResult part = StudyRunner.run(
                    study, RunOptions.of(engine).withJournal(journal).withStop(stop).withListener(new RunListener() {
                        @Override
                        public void simulationDone(SimulationResult result, int done, int total) {
                            if (done >= stopAt) {
                                stop.request();
                            }
                        }
                    }));
            missing = part.count(Interrupted.class);
            journal.finish(RunState.INTERRUPTED);
        }
        try (SqliteJournal journal = store.resume(id, KilledCoordinator.run(study), study, null)) {
            assertThat(journal.finished().cardinality()).as(what).isEqualTo(study.simulationCount() - (int) missing);
            StudyResult whole = StudyRunner.run(study, RunOptions.of(other).withJournal(journal));
            assertThat(whole.resultHash()).as("stopped at " + stopAt + " on " + what + ", resumed on " + other.name()).isEqualTo(expected);
            journal.finish(RunState.COMPLETED);
        }
        return missing > 0;
    }
}
