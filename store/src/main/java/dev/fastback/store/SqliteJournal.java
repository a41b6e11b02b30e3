package dev.fastback.store;

import dev.fastback.codec.ResultFiles;
import dev.fastback.codec.SimulationCodec;
import dev.fastback.codec.UnknownFormatException;
import dev.fastback.journal.JournalException;
import dev.fastback.journal.ResultPlace;
import dev.fastback.journal.RunJournal;
import dev.fastback.result.ForecastRecord;
import dev.fastback.result.RunHistory;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.SymbolOutcome;
import dev.fastback.study.Study;
import dev.fastback.summary.StudyTally;
import dev.fastback.summary.StudyTotals;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The results of one run in a {@link RunStore}, a transaction a batch. What {@link #append} returned from survives the death of the
 * process; a power cut may take the last moments, see docs/reliability.md. While a journal is open for writing no other process can
 * write to the run. One thread uses it at a time, together with its store.
 */
public final class SqliteJournal implements RunJournal, AutoCloseable {
    /** Results of studies up to this size are also kept in memory, which saves a short run from reading them back. */
    private static final int KEPT = 2048;

    /** Of larger ones as many results as fit are kept as bytes, for the same reason, and so that one that is stored is read once. */
    private static final long KEPT_BYTES = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 64);

    /** Fewer a result than this are no reason to keep some: most would not fit. */
    private static final long LEAST_BYTES = 64;

    /** After so many bytes of results the log is moved to the file, about as often as SQLite would. */
    private static final long CHECKPOINT_BYTES = 3L << 20;

    private static final String RUN_AGAIN = ", to be run again";
    private static final String MADE_AGAIN = "damaged, to be made again: ";

    private final StoreFile file;
    private final long key;
    private final int symbols;
    private final int folds;
    private final SimulationCodec codec;
    private final SimulationTable table;
    private final BitSet finished = new BitSet();
    private final @Nullable SimulationResult[] kept;
    /** The bytes of results; null where they are not kept. */
    private final byte[] @Nullable [] encoded;
    private long keptBytes;
    /** Whether rows hold no trials. */
    private final boolean isLean;
    private final @Nullable FileLock lock;
    private boolean lost;
    private @Nullable PreparedStatement add;
    private @Nullable PreparedStatement update;
    private final DocumentTable documents;
    /** Adds up what is there when the journal is opened to be read; null where results are to be added. */
    private final @Nullable StudyTally tally;
    private DocumentTable.Content content = DocumentTable.Content.NONE;
    private RunRecord record;
    private int damaged;
    private long bytesInLog;
    private boolean closed;

    /** Opens a journal; {@code lock} is null for reading alone. */
    SqliteJournal(StoreFile file, long key, RunRecord record, Study study, @Nullable FileLock lock) {
        if (study.simulationCount() != record.run().simulations()) {
            throw new IllegalArgumentException("run " + record.id() + " has " + record.run().simulations()
                    + " simulations, the study " + study.simulationCount());
        }
        this.symbols = study.symbols().size();
        this.folds = study.walkForward().simulations();
        this.file = file;
        this.key = key;
        this.record = record;
        this.lock = lock;
        this.codec = new SimulationCodec(study);
        this.table = new SimulationTable(key, record.id(), study.simulationCount(), codec);
        this.tally = lock == null ? new StudyTally(study) : null;
        this.documents = new DocumentTable(key, record.id());
        this.isLean = !study.search().keepsTrials();
        this.kept = new SimulationResult[study.simulationCount() <= KEPT ? study.simulationCount() : 0];
        this.encoded = new byte[isLean && kept.length == 0 && study.simulationCount() <= KEPT_BYTES / LEAST_BYTES ? study.simulationCount() : 0][];
    }

    /** Returns what is known about the run now. */
    public RunRecord record() {
        return record;
    }

    /** Returns how many damaged results were found when the journal was opened; they count as missing. */
    public int damaged() {
        return damaged;
    }

    /** Returns what was found damaged beside single results when the journal was opened, files of results first, a line each; it counts as missing. */
    public List<String> findings() {
        // Where results are written anew the run's notes tell of it.
        List<String> findings = new ArrayList<>(lock == null ? table.lostFiles() : List.of());
        findings.addAll(content.findings());
        return findings;
    }

    /**
     * Reads what is there: every row is checked and decoded once. Damaged results are removed when writing.
     *
     * @throws StoreException if another build wrote the run; nothing of it is changed then
     */
    void scan() {
        List<Long> bad = new ArrayList<>();
        try {
            scan(bad);
        } catch (UnknownFormatException e) {
            throw StoreException.unknownFormat(record.id(), e);
        }
        damaged = bad.size();
        if (lock != null && !bad.isEmpty()) {
            file.write(connection -> {
                for (long index : bad) {
                    table.remove(connection, index);
                }
            });
        }
    }

    private void scan(List<Long> bad) {
        Scan scan = new Scan(bad);
        file.read(connection -> {
            content = documents.read(connection, symbols);
            table.visitAll(connection, scan);
            return content;
        });
        record = record.withCounts(scan.counts);
    }

    /** Takes down what is there. */
    private final class Scan implements SimulationTable.Visitor {
        private final List<Long> bad;
        private RunCounts counts = RunCounts.NONE;

        Scan(List<Long> bad) {
            this.bad = bad;
        }

        @Override
        public void bytes(long index, byte[] bytes) {
            keep((int) index, bytes);
        }

        @Override
        public void row(long index, @Nullable SimulationResult result, @Nullable String damage) {
            if (result == null || damage != null) {
                bad.add(index);
                return;
            }
            finished.set((int) index);
            keep(result);
            if (tally != null) {
                tally.add(result);
            }
            counts = counts.plus(result);
        }
    }

    @Override
    public void append(List<SimulationResult> results) {
        append(results, Collections.nCopies(results.size(), null));
    }

    @Override
    public void append(List<SimulationResult> results, List<@Nullable ResultPlace> places) {
        requireOpen();
        RunCounts counts = record.counts();
        for (SimulationResult result : results) {
            int index = result.simulation().index();
            if (finished.get(index)) {
                throw new IllegalArgumentException("simulation " + index + " is in the journal already");
            }
            counts = counts.plus(result);
        }
        RunRecord next = record.withCounts(counts);
        byte[][] written = new byte[results.size()][];
        try {
            if (bytesInLog > CHECKPOINT_BYTES) {
                checkpoint(); // before the batch, which is not kept when it fails
            }
            file.transaction(connection -> {
                PreparedStatement rows = add == null ? add = SimulationTable.prepareAdd(connection) : add;
                for (int i = 0; i < results.size(); i++) {
                    SimulationResult result = results.get(i);
                    ResultPlace place = places.get(i);
                    byte[] bytes = place == null ? codec.encode(result) : ResultFiles.encode(place);
                    written[i] = bytes;
                    bytesInLog += bytes.length;
                    table.add(rows, result, bytes);
                }
                rows.executeBatch();
                write(next);
            });
        } catch (SQLException | StoreException e) {
            throw failed(e, "; run " + record.id() + " is kept up to here");
        }
        record = next;
        for (int i = 0; i < written.length; i++) {
            SimulationResult result = results.get(i);
            finished.set(result.simulation().index());
            keep(result);
            if (places.get(i) == null) {
                keep(result.simulation().index(), written[i]);
            }
        }
    }

    private void keep(SimulationResult result) {
        if (kept.length > 0) {
            kept[result.simulation().index()] = result.withoutTrials();
        }
    }

    private void keep(int index, byte[] bytes) {
        if (encoded.length > 0 && keptBytes + bytes.length <= KEPT_BYTES) {
            encoded[index] = bytes;
            keptBytes += bytes.length;
        }
    }

    private void write(RunRecord next) throws SQLException {
        PreparedStatement row = update == null ? update = RunTable.prepareUpdate(file.connection()) : update;
        RunTable.update(row, key, next);
    }

    @Override
    public BitSet finished() {
        return (BitSet) finished.clone();
    }

    @Override
    public List<@Nullable SimulationResult> results(int from, int to) {
        if (kept.length > 0) {
            return Collections.unmodifiableList(Arrays.asList(Arrays.copyOfRange(kept, from, to)));
        }
        return read(from, to).get();
    }

    @Override
    public Supplier<List<@Nullable SimulationResult>> read(int from, int to) {
        if (kept.length > 0) {
            return RunJournal.super.read(from, to);
        }
        if (encoded.length > 0 && areKept(from, to)) {
            return () -> {
                List<@Nullable SimulationResult> results = new ArrayList<>(to - from);
                for (int i = from; i < to; i++) {
                    results.add(codec.decode(i, Objects.requireNonNull(encoded[i])));
                }
                return results;
            };
        }
        try {
            if (isLean) {
                SimulationTable.Rows rows = table.rows(file.connection(), from, to);
                if (!rows.lieInFiles()) {
                    return () -> {
                        Collected results = new Collected(from, to);
                        rows.visit(results);
                        return results.all();
                    };
                }
            }
            // A row with trials is many times what is made of it: one at a time.
            Collected results = new Collected(from, to);
            table.visit(file.connection(), from, to, results);
            return results::all;
        } catch (SQLException e) {
            throw new JournalException(StoreException.line(file.path(), e), e);
        }
    }

    private boolean areKept(int from, int to) {
        for (int i = from; i < to; i++) {
            if (encoded[i] == null) {
                return false;
            }
        }
        return true;
    }

    /** The results of some simulations without their trials, as rows are visited. */
    private static final class Collected implements SimulationTable.Visitor {
        private final int from;
        private final @Nullable SimulationResult[] results;

        Collected(int from, int to) {
            this.from = from;
            this.results = new SimulationResult[to - from];
        }

        @Override
        public void row(long index, @Nullable SimulationResult result, @Nullable String damage) {
            if (damage == null) {
                results[(int) index - from] = result == null ? null : result.withoutTrials();
            }
        }

        List<@Nullable SimulationResult> all() {
            return Collections.unmodifiableList(Arrays.asList(results));
        }
    }

    @Override
    public @Nullable SimulationResult withTrials(int index) {
        @Nullable SimulationResult[] read = new SimulationResult[1];
        try {
            table.visit(file.connection(), index, index + 1L, (found, result, damage) -> {
                if (damage == null) {
                    read[0] = result;
                }
            });
        } catch (SQLException e) {
            throw new JournalException(StoreException.line(file.path(), e), e);
        }
        return read[0];
    }

    @Override
    public Optional<StudyTotals> totals() {
        return tally == null ? Optional.empty() : tally.totals(this::symbol);
    }

    @Override
    public void putForecasts(ForecastRecord record) {
        put(connection -> documents.put(connection, record));
        content = content.withForecasts(record);
    }

    @Override
    public Optional<ForecastRecord> forecasts() {
        return Optional.ofNullable(content.forecasts());
    }

    @Override
    public void putHistory(RunHistory history) {
        put(connection -> documents.put(connection, history));
        content = content.withHistory(history);
    }

    @Override
    public Optional<RunHistory> history() {
        return Optional.ofNullable(content.history());
    }

    /** A run that has ended, as others of the store see it: what was asked, and what it tried. */
    public record Ended(String study, RunHistory history) {}

    /** Returns the other runs of the store that have ended with a history, newest first. */
    public List<Ended> others() {
        List<Ended> others = new ArrayList<>();
        for (RunTable.Row row : new RunRows(file).all()) {
            RunRecord one = row.record();
            if (row.key() != key && row.damage() == null && one.state() != RunState.DAMAGED) {
                file.read(connection -> new DocumentTable(row.key(), one.id()).history(connection))
                        .ifPresent(history -> others.add(new Ended(one.run().study(), history)));
            }
        }
        return others;
    }

    @Override
    public void putSymbols(List<SymbolOutcome> outcomes) {
        put(connection -> documents.put(connection, outcomes));
        content = content.withSymbols(outcomes);
    }

    @Override
    public SymbolOutcome symbol(int index) {
        return content.symbol(index);
    }

    private void put(StoreFile.Work work) {
        requireOpen();
        try {
            file.transaction(connection -> {
                work.with(connection);
                write(record); // fails if the run is gone
            });
        } catch (SQLException | StoreException e) {
            throw failed(e, "");
        }
    }

    private void requireOpen() {
        if (lock == null || closed) {
            throw new IllegalStateException("run " + record.id() + " is not open for writing");
        }
    }

    private JournalException failed(Exception cause, String more) {
        if (cause instanceof SQLException e) {
            return new JournalException(StoreException.line(file.path(), e) + more, cause);
        }
        lost |= cause instanceof StoreException e && e.isLost();
        return new JournalException(String.valueOf(cause.getMessage()), cause);
    }

    private void checkpoint() throws SQLException {
        file.checkpoint();
        bytesInLog = 0;
    }

    /**
     * Writes down what became of the run, has all of it on the disk, and reads it back; it can be resumed afterwards when simulations
     * are missing.
     *
     * @throws JournalException if that cannot be written, the disk does not take it, or it is not what is in the store then
     */
    public void finish(RunState state) {
        RunRecord next = record.withState(state, Instant.now().truncatedTo(ChronoUnit.MILLIS), record.process());
        change(next.isUnfinished() ? next : next.withNotes(next.notes().stream().map(SqliteJournal::done).toList()));
        try {
            checkpoint();
        } catch (SQLException | StoreException e) {
            throw failed(e, "; all of run " + record.id() + " is written, but may not survive a power cut");
        }
        try {
            file.requireUnchanged();
            new RunChecker(file).requireWritten(new RunTable.Row(key, record));
        } catch (SQLException | StoreException e) {
            lost = true;
            throw failed(e, "; run " + record.id() + " was written, but cannot be read back");
        }
    }

    /**
     * Writes down that the run was ended by an error: as stopped when there is something to resume, else as failed.
     *
     * @return which of both
     * @throws JournalException as {@link #finish}
     */
    public RunState finishAfterError() {
        RunState state = record.counts().finished() > 0 && record.isUnfinished() ? RunState.STOPPED : RunState.FAILED;
        finish(state);
        return state;
    }

    /** Returns whether the store's files were deleted, replaced or cut short while the run was written: there may be nothing to resume. */
    public boolean isLost() {
        return lost;
    }

    /**
     * Adds a note to the run.
     *
     * @param line one line
     * @throws JournalException if that cannot be written
     */
    public void note(String line) {
        List<String> notes = new ArrayList<>(record.notes());
        notes.add(firstLine(line));
        change(record.withNotes(notes));
    }

    private void change(RunRecord next) {
        try {
            file.transaction(connection -> write(next));
        } catch (SQLException | StoreException e) {
            throw failed(e, "");
        }
        record = next;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    /** Returns a note about what was to be done when it is done. */
    private static String done(String note) {
        return note.endsWith(RUN_AGAIN)
                ? note.substring(0, note.length() - RUN_AGAIN.length()) + " and run again"
                : note.startsWith(MADE_AGAIN) ? "damaged and made again: " + note.substring(MADE_AGAIN.length()) : note;
    }

    /**
     * Removes the results of symbols, and what is kept beside results.
     *
     * @return how many results were there
     */
    int drop(Set<Integer> changed) {
        if (changed.isEmpty()) {
            return 0;
        }
        int before = finished.cardinality();
        file.write(connection -> {
            for (int symbol : changed) {
                table.remove(connection, (long) symbol * folds, (long) (symbol + 1) * folds);
            }
            documents.remove(connection);
        });
        int damage = damaged;
        finished.clear();
        Arrays.fill(kept, null);
        Arrays.fill(encoded, null);
        keptBytes = 0;
        scan();
        damaged = damage;
        return before - finished.cardinality();
    }

    /**
     * Begins to write to a run that was there before.
     *
     * @param run what the run is from now on
     * @param note why it is not as it was; null when it is
     * @param dropped results that were removed because their symbols have changed
     */
    void begin(NewRun run, @Nullable String note, int dropped) {
        boolean changed = !run.equals(record.run());
        List<String> notes = new ArrayList<>(record.notes());
        notes.replaceAll(line -> line.equals(RunTable.STANDING_DAMAGED) ? "its state, counts and notes were damaged, and written anew by a resume" : line);
        if (damaged > 0) {
            notes.add(damaged + (damaged == 1 ? " damaged result was removed" : " damaged results were removed") + RUN_AGAIN);
        }
        notes.addAll(table.lostFiles());
        if (dropped > 0) {
            notes.add(dropped + (dropped == 1 ? " result" : " results") + " of symbols that have changed " + (dropped == 1 ? "was" : "were")
                    + " removed" + RUN_AGAIN);
        }
        for (String finding : content.findings()) {
            notes.add(MADE_AGAIN + finding);
        }
        if (note != null) {
            notes.add(firstLine(note));
        }
        RunRecord next = record.withRun(run)
                .withState(RunState.RUNNING, null, ProcessHandle.current().pid())
                .withNotes(notes);
        file.write(connection -> {
            if (changed) {
                RunTable.rewrite(connection, key, next);
            }
            RunTable.replaceProgress(connection, key, next);
        });
        record = next;
    }

    /** Lets go of the run; the store stays open. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (add != null) {
                add.close();
            }
            if (update != null) {
                update.close();
            }
            if (lock == null) {
                file.close(); // a snapshot, opened for this journal
            }
            if (lock != null && lock.acquiredBy().isOpen()) {
                lock.release();
            }
        } catch (SQLException | IOException e) {
            System.getLogger(SqliteJournal.class.getName()).log(System.Logger.Level.DEBUG, "closing a journal", e);
        }
    }
}
