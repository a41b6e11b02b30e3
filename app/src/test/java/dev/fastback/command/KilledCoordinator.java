package dev.fastback.command;

import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.result.SimulationResult;
import dev.fastback.run.RunListener;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.store.NewRun;
import dev.fastback.store.RunState;
import dev.fastback.store.RunStore;
import dev.fastback.store.SqliteJournal;
import dev.fastback.strategy.builtin.Strategies;
import dev.fastback.study.Study;
import dev.fastback.summary.StudyResult;
import dev.fastback.walkforward.WalkForward;
import dev.fastback.workers.ProcessEngine;
import dev.fastback.workers.ProcessSettings;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A program that runs a study in worker processes and into a store, and tells each simulation on standard output once it is in the
 * journal, for tests that kill it and its workers. Arguments: the store's folder, and the run to resume or {@code new}.
 */
final class KilledCoordinator {
    private static final int SIMULATIONS = 1_200;
    private static final int WORKERS = 3;
    private static final long WORKER_MEMORY = 48L << 20;

    private KilledCoordinator() {}

    static Study study() {
        return Study.builder()
                .add(SyntheticMarket.bars("ETHUSD", 7, SIMULATIONS + 40))
                .add(SyntheticMarket.bars("BTCUSD", 7, SIMULATIONS + 40))
                .strategies(Strategies.all())
                .walkForward(new WalkForward(SIMULATIONS, 7, 1, 0))
                .build();
    }

    static NewRun run(Study study) {
        return new NewRun(Instant.EPOCH, "0", "25", study.seed(), study.simulationCount(), "{}", "{\"arguments\":[]}");
    }

    public static void main(String[] arguments) {
        Study study = study();
        try (RunStore store = RunStore.open(Path.of(arguments[0]));
                SqliteJournal journal = arguments[1].equals("new")
                        ? store.create(run(study), study)
                        : store.resume(arguments[1], run(study), study, null)) {
            say("opened " + journal.record().id());
            ProcessEngine engine = new ProcessEngine(ProcessSettings.of(WORKERS).withMemoryBytes(WORKER_MEMORY));
            StudyResult result = StudyRunner.run(
                    study, RunOptions.of(engine).withJournal(journal).withListener(new RunListener() {
                        @Override
                        public void simulationDone(SimulationResult done, int count, int total) {
                            say("done " + done.simulation().index());
                        }
                    }));
            journal.finish(RunState.COMPLETED);
            say("hash " + result.resultHash());
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
