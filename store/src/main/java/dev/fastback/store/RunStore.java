package dev.fastback.store;

import dev.fastback.study.Study;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Keeps runs in a file that several processes can use at the same time. One thread uses a store at a time, together with the
 * journals it opened; close those before the store.
 *
 * {@snippet :
 * try (RunStore store = RunStore.open(home);
 *         SqliteJournal journal = store.create(run, study)) {
 *     StudyResult result = StudyRunner.run(study, options.withJournal(journal));
 *     journal.finish(RunState.COMPLETED);
 * }
 * }
 */
public final class RunStore implements AutoCloseable {
    private static final String FILE = "runs.db";

    /** How long to try for a run's lock: longer than anybody looks at it. */
    private static final long LOCK_MILLIS = 500;

    /** So many results are looked at for a list, in a fraction of a second. */
    private static final long LISTED_RESULTS = 100_000;

    private final StoreFile file;
    private final RunRows rows;

    private RunStore(StoreFile file) {
        this.file = file;
        this.rows = new RunRows(file);
    }

    /**
     * Opens the store in a folder; both are made when they are missing, for their owner alone.
     *
     * @throws StoreException if it cannot be written, is damaged, or was made by a later release
     */
    public static RunStore open(Path home) {
        return open(StoreFile.open(home.resolve(FILE)));
    }

    private static RunStore open(StoreFile file) {
        boolean opened = false;
        try {
            RunStore store = new RunStore(file);
            // A file that cannot be read is refused now; and who opens a store in the background has the classes loaded there.
            store.rows.newest();
            opened = true;
            return store;
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    /**
     * Opens the store in a folder if there is one.
     *
     * @throws StoreException as {@link #open}
     */
    public static Optional<RunStore> openExisting(Path home) {
        return Files.exists(home.resolve(FILE)) ? Optional.of(open(home)) : Optional.empty();
    }

    /**
     * Opens the store in a folder, if there is one, to read it: also where it, its folder or its disk cannot be written.
     *
     * @throws StoreException if it cannot be read, is damaged, or is of a release that this one cannot read without writing
     */
    public static Optional<RunStore> openToRead(Path home) {
        try {
            return openExisting(home);
        } catch (StoreException e) {
            if (!e.mayBeReadable()) {
                throw e;
            }
            return Optional.of(open(StoreFile.openToRead(home.resolve(FILE))));
        }
    }

    /** Returns whether the store cannot be written, only read. */
    public boolean isReadOnly() {
        return file.isReadOnly();
    }

    /**
     * Begins a run.
     *
     * @param run what to write down about it
     * @param study the study, with as many simulations as the run says
     */
    public SqliteJournal create(NewRun run, Study study) {
        SplittableRandom random = new SplittableRandom(System.nanoTime() ^ ProcessHandle.current().pid() << 32);
        List<RunTable.Row> made = new ArrayList<>();
        List<FileLock> locks = new ArrayList<>();
        file.write(connection -> {
            RunRecord record;
            do {
                record = new RunRecord(
                        RunIds.next(run.started(), random),
                        run,
                        RunState.RUNNING,
                        null,
                        ProcessHandle.current().pid(),
                        RunCounts.NONE,
                        List.of());
            } while (rows.row(record.id()).isPresent());
            RunTable.Row row = new RunTable.Row(RunTable.insert(connection, record), record);
            removeRows(connection, row.key(), record.id()); // of a damaged file
            locks.add(lock(row)); // before anybody else can see the run
            made.add(row);
        });
        return new SqliteJournal(file, made.getFirst().key(), made.getFirst().record(), study, locks.getFirst());
    }

    /**
     * Opens a run to resume it. Damaged results are removed and count as missing.
     *
     * @param id the whole id
     * @param run what the run is from now on: as it was, or, by force, with changed data or of another version
     * @param study the study, with as many simulations
     * @param note why it is not as it was, one line; null when it is
     * @throws StoreException if there is no such run, it is damaged, another build wrote its results, or somebody is writing to it
     */
    public SqliteJournal resume(String id, NewRun run, Study study, @Nullable String note) {
        return resume(id, run, study, note, Set.of());
    }

    /**
     * Opens a run to go on with it, without the results of some of its symbols, which are no longer what they were: they are removed, so that
     * they are run again, and so is what the run keeps beside its results.
     *
     * @param changed the symbols' indices in the study
     * @throws StoreException as without them; nothing is removed then
     */
    public SqliteJournal resume(String id, NewRun run, Study study, @Nullable String note, Set<Integer> changed) {
        RunTable.Row asked = rows.existing(id);
        FileLock lock = lock(asked);
        SqliteJournal journal = null;
        try {
            RunTable.Row row = rows.existing(id); // as it is now that nobody else can change it
            if (row.key() != asked.key()) {
                throw RunRows.missing(id);
            }
            journal = new SqliteJournal(file, row.key(), row.record(), study, lock);
            journal.scan();
            journal.begin(run, note, journal.drop(changed));
            SqliteJournal open = journal;
            journal = null;
            lock = null;
            return open;
        } finally {
            if (journal != null) {
                journal.close();
            } else if (lock != null) {
                release(lock);
            }
        }
    }

    /**
     * Opens a run to read its results, whoever is writing to it. All that is read from the journal is of the moment it was opened. Its
     * record says {@link RunState#RUNNING} only if somebody is writing to it.
     *
     * @param id the whole id
     * @throws StoreException if there is no such run, it is damaged, or another build wrote its results
     */
    public SqliteJournal read(String id, Study study) {
        StoreFile snapshot = file.snapshot();
        SqliteJournal journal = null;
        try {
            RunRows then = new RunRows(snapshot);
            RunTable.Row row = then.existing(id);
            journal = new SqliteJournal(snapshot, row.key(), then.shown(row), study, null);
            journal.scan();
            SqliteJournal open = journal;
            snapshot = null;
            return open;
        } finally {
            if (snapshot != null) {
                snapshot.close();
            }
        }
    }

    /**
     * Returns all runs, newest first. One whose process is gone is no longer running, whatever was written down. Counts are of results whose
     * checksums are right, as far as the newest {@value #LISTED_RESULTS} results go, and beyond as they were written down.
     */
    public List<RunRecord> list() {
        List<RunRecord> list = new ArrayList<>();
        long left = LISTED_RESULTS;
        for (RunTable.Row row : rows.all()) {
            RunRecord record = rows.shown(row);
            left -= record.counts().finished();
            list.add(left >= 0 && record.state() != RunState.RUNNING ? rows.counted(row.key(), record) : record);
        }
        return List.copyOf(list);
    }

    /**
     * Returns a run with the counts of those results whose checksums are right.
     *
     * @throws StoreException as {@link #find}
     */
    public RunRecord findAndCount(String text) {
        RunTable.Row row = rows.find(text);
        return rows.counted(row.key(), rows.shown(row));
    }

    /**
     * Returns a run.
     *
     * @param text its id, the beginning of it if no other begins so, or {@code last} for the newest
     * @throws StoreException if there is none, or several
     */
    public RunRecord find(String text) {
        return rows.shown(rows.find(text));
    }

    /** Returns the newest run of an equal study and version in which simulations are missing and which nobody is writing to. */
    public Optional<RunRecord> newestUnfinished(String study, long seed, String version) {
        return rows.ofStudy(study).stream()
                .map(rows::shown)
                .filter(r -> r.run().seed() == seed && r.run().version().equals(version))
                .filter(r -> r.state() != RunState.DAMAGED && r.state() != RunState.RUNNING)
                .filter(RunRecord::isUnfinished)
                .findFirst();
    }

    /**
     * Removes a run with its results, and gives their space back where that is possible now.
     *
     * @param id the whole id
     * @throws StoreException if there is no such run, or somebody is writing to it
     */
    public void remove(String id) {
        RunTable.Row row = rows.row(id).orElseThrow(() -> RunRows.missing(id));
        FileLock lock = lock(row);
        try {
            file.write(connection -> {
                if (!RunTable.delete(connection, row.key(), id)) { // removed while this one waited for the lock
                    throw RunRows.missing(id);
                }
                removeRows(connection, row.key(), id);
            });
        } finally {
            release(lock);
        }
        try {
            Compaction.giveBack(file);
        } catch (SQLException e) {
            System.getLogger(RunStore.class.getName()).log(System.Logger.Level.DEBUG, "giving space back", e);
        }
    }

    private static void removeRows(Connection connection, long key, String id) throws SQLException {
        new SimulationTable(key, id, Integer.MAX_VALUE, null).remove(connection, -1);
        new DocumentTable(key, id).remove(connection);
    }

    /**
     * Makes the file as short as it can be. Stores that an earlier release made are written anew, which needs the room for a second
     * file.
     *
     * @return how many bytes were given back
     * @throws StoreException if that fails, or a run is being written to a store that has to be written anew
     */
    public long compact() {
        file.requireWritable();
        long before = file.size();
        try {
            if (Compaction.isIncremental(file.connection())) {
                Compaction.giveBack(file);
            } else {
                requireNobodyWrites();
                Compaction.rewrite(file);
            }
        } catch (SQLException e) {
            throw StoreException.of(file.path(), e);
        }
        return before - file.size();
    }

    private void requireNobodyWrites() {
        list().stream().filter(r -> r.state() == RunState.RUNNING).findFirst().ifPresent(r -> {
            throw being(r);
        });
    }

    /**
     * Looks at every result of a run and at the structure of the file.
     *
     * @param id the whole id
     * @param study decodes the results; null checks their checksums only
     * @throws StoreException if there is no such run
     */
    public RunCheck verify(String id, @Nullable Study study) {
        return new RunChecker(file).check(rows.row(id).orElseThrow(() -> RunRows.missing(id)), study);
    }

    private FileLock lock(RunTable.Row row) {
        file.requireWritable();
        try {
            FileLock lock = file.locks().take(row.key(), LOCK_MILLIS);
            if (lock == null) {
                throw being(row.record());
            }
            return lock;
        } catch (IOException e) {
            throw StoreException.of(file.path(), e);
        }
    }

    private static StoreException being(RunRecord record) {
        return new StoreException(
                "run " + record.id() + " is being written by process " + record.process() + "; wait for it or stop it");
    }

    private void release(FileLock lock) {
        try {
            lock.release();
        } catch (IOException e) {
            throw StoreException.of(file.path(), e);
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
