package dev.fastback.run;

import dev.fastback.engine.ResultSink;
import dev.fastback.engine.WorkerState;
import dev.fastback.journal.ResultPlace;
import dev.fastback.journal.RunJournal;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult;
import dev.fastback.study.Study;
import dev.fastback.summary.StudyTally;
import dev.fastback.summary.StudyTotals;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes results from an engine and writes them to the journal in batches, by number or after a short while; the listener is told of a
 * result once it is in the journal.
 */
final class JournalWriter implements ResultSink {
    private static final int BATCH = 256;
    /** Of trials, which may be many megabytes in a result. */
    private static final long BATCH_BYTES = 8L << 20;
    private static final long PATIENCE_NANOS = 200_000_000L;

    private final RunJournal journal;
    private final RunListener listener;
    private final BitSet finished;
    private final RunProgress progress;
    /** Adds up a run that begins with an empty journal; null where earlier results would have to be read. */
    private final @Nullable StudyTally tally;
    private final List<SimulationResult> batch = new ArrayList<>();
    /** Where the results of the batch lie; null for those that lie nowhere yet. */
    private final List<@Nullable ResultPlace> places = new ArrayList<>();
    private long batchBytes;
    private long lastWrite = System.nanoTime();
    private long searchNanos;
    private long scoreNanos;

    JournalWriter(Study study, RunJournal journal, RunListener listener) {
        this.journal = journal;
        this.listener = listener;
        this.finished = journal.finished();
        this.progress = new RunProgress(study, finished.cardinality());
        this.tally = finished.isEmpty() ? new StudyTally(study) : null;
    }

    boolean isFinished(int index) {
        return finished.get(index);
    }

    @Override
    public void accept(SimulationResult result) {
        take(result, null);
    }

    @Override
    public void accept(SimulationResult result, ResultPlace place) {
        take(result, place);
    }

    private void take(SimulationResult result, @Nullable ResultPlace place) {
        if (result instanceof SimulationResult.Interrupted interrupted) {
            if (interrupted.search() != null) {
                listener.on(new RunEvent.SearchStopped(interrupted));
            }
            return; // missing from the journal is what interrupted means
        }
        batch.add(result);
        places.add(place);
        batchBytes += result.trialBytes();
        if (result instanceof Completed completed) {
            searchNanos += completed.searchNanos();
            scoreNanos += completed.scoreNanos();
        }
        if (batch.size() >= BATCH || batchBytes >= BATCH_BYTES) {
            flush();
        }
        idle();
    }

    /** Writes what has waited long enough, also when the simulations that are under way take their time. */
    @Override
    public void idle() {
        if (!batch.isEmpty() && System.nanoTime() - lastWrite > PATIENCE_NANOS) {
            flush();
        }
    }

    @Override
    public void workers(List<WorkerState> states) {
        progress.workers(states);
    }

    /** Writes what is waiting. */
    void flush() {
        if (!batch.isEmpty()) {
            List<SimulationResult> written = List.copyOf(batch);
            List<@Nullable ResultPlace> lying = new ArrayList<>(places);
            batch.clear();
            places.clear();
            journal.append(written, lying);
            // Trials are in the journal; nobody else is to hold on to them.
            List<SimulationResult> told =
                    batchBytes == 0 ? written : written.stream().map(SimulationResult::withoutTrials).toList();
            batchBytes = 0;
            told.forEach(progress::add);
            if (tally != null) {
                told.forEach(tally::add);
            }
            listener.on(new RunEvent.ResultsStored(told, progress.snapshot()));
        }
        lastWrite = System.nanoTime();
    }

    /** Returns what the results make together; null where not all of them went through here, or too many waited for others. */
    @Nullable StudyTotals totals() {
        return tally == null ? null : tally.totals(journal::symbol).orElse(null);
    }

    /** Returns where the run stands. */
    RunSnapshot snapshot() {
        return progress.snapshot();
    }

    long searchNanos() {
        return searchNanos;
    }

    long scoreNanos() {
        return scoreNanos;
    }

    /** Returns how many results the journal holds, those of earlier runs of the study included. */
    int stored() {
        return journal.finished().cardinality();
    }
}
