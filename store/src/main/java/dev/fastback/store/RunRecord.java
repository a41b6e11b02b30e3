package dev.fastback.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the store knows about a run, besides its results.
 *
 * @param id short, unique in the store, and sorted by time
 * @param run what was written down when it began; of a run resumed by force, what it became then
 * @param state what became of it
 * @param ended when it was last finished or stopped; null while it runs or when its process was killed
 * @param process the process that wrote to it last
 * @param counts its results
 * @param notes what happened to it, a line each, oldest first
 */
public record RunRecord(
        String id,
        NewRun run,
        RunState state,
        @Nullable Instant ended,
        long process,
        RunCounts counts,
        List<String> notes) {
    public RunRecord {
        notes = List.copyOf(notes);
    }

    /** Returns whether simulations are missing. */
    public boolean isUnfinished() {
        return counts.finished() < run.simulations();
    }

    RunRecord withState(RunState newState, @Nullable Instant newEnded, long newProcess) {
        return new RunRecord(id, run, newState, newEnded, newProcess, counts, notes);
    }

    RunRecord withCounts(RunCounts newCounts) {
        return new RunRecord(id, run, state, ended, process, newCounts, notes);
    }

    RunRecord withRun(NewRun newRun) {
        return new RunRecord(id, newRun, state, ended, process, counts, notes);
    }

    RunRecord withNotes(List<String> newNotes) {
        return new RunRecord(id, run, state, ended, process, counts, newNotes);
    }
}
