package dev.fastback.command.study;

import dev.fastback.store.RunRecord;
import dev.fastback.store.RunStore;
import dev.fastback.terminal.Terminal;

/** Finds the run that a command is about; the last one, which is said, where none is named. */
final class LastRun {
    /** What names the last run. */
    static final String LAST = "last";

    private LastRun() {}

    /**
     * Returns the run.
     *
     * @param id as it was given; empty where it was not
     * @param quiet whether it stays unsaid that the last run was taken
     * @throws dev.fastback.store.StoreException if there is no such run, or more than one
     */
    static RunRecord find(RunStore store, String id, Terminal terminal, boolean quiet) {
        if (!id.isEmpty()) {
            return store.find(id);
        }
        RunRecord last = store.find(LAST);
        if (!quiet) {
            terminal.say("the last run, " + last.id());
        }
        return last;
    }
}
