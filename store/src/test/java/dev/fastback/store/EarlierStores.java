package dev.fastback.store;

import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.result.SimulationResult;
import dev.fastback.study.Study;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the store that each release keeps in {@code src/test/resources/dev/fastback/store} as {@code runs-VERSION.db}; argument: a
 * folder. It holds a whole run and one that was stopped halfway, with a failure.
 */
final class EarlierStores {
    /** The studies of the two runs, newest first. */
    static final List<Study> STUDIES = List.of(Runs.study(2, 9), Runs.study(1, 12));

    static final int STORED_OF_THE_NEWEST = 7;

    private EarlierStores() {}

    static Failed failure() {
        return new Failed(STUDIES.getFirst().simulation(3), "IllegalStateException: no such luck", "a trace\n\tat a line\n");
    }

    public static void main(String[] arguments) {
        Path home = Path.of(arguments[0]);
        Runs.store(home, STUDIES.getLast());
        Study study = STUDIES.getFirst();
        List<SimulationResult> results = new java.util.ArrayList<>(Runs.results(study).subList(0, STORED_OF_THE_NEWEST));
        results.set(3, failure());
        try (RunStore store = RunStore.open(home);
                SqliteJournal journal = store.create(Runs.run(study), study)) {
            journal.append(results);
            journal.note("a note");
            journal.finish(RunState.STOPPED);
        }
    }
}
