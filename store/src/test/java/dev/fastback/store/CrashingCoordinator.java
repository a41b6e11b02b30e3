package dev.fastback.store;

import dev.fastback.engine.ThreadEngine;
import dev.fastback.result.SimulationResult;
import dev.fastback.run.RunListener;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.study.Study;
import dev.fastback.summary.StudyResult;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A program that runs a study into a store and tells each simulation on standard output once it is in the journal, for tests that
 * kill it. Arguments: the store's folder, and the run to resume or {@code new}.
 */
final class CrashingCoordinator {
    private static final int SIMULATIONS = 400;

    private CrashingCoordinator() {}

    static Study study() {
        return Runs.study(5, SIMULATIONS);
    }

    public static void main(String[] arguments) throws InterruptedException {
        Study study = study();
        long start = System.nanoTime();
        try (RunStore store = RunStore.open(Path.of(arguments[0]));
                SqliteJournal journal = arguments[1].equals("new")
                        ? store.create(Runs.run(study), study)
                        : store.resume(arguments[1], Runs.run(study), study, null)) {
            say("opened " + journal.record().id() + " " + String.format(Locale.ROOT, "%.3f", (System.nanoTime() - start) / 1e9));
            StudyResult result = StudyRunner.run(
                    study, RunOptions.of(new ThreadEngine(2)).withJournal(journal).withListener(new RunListener() {
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
