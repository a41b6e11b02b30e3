package dev.fastback.store;

import dev.fastback.codec.SimulationCodec;
import dev.fastback.codec.UnknownFormatException;
import dev.fastback.study.Study;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private static final String LAST = "last";
    private static final int LISTED_FINDINGS = 20;

    /** How long to try for a run's lock: longer than anybody looks at it. */
    private static final long LOCK_MILLIS = 500;

    private final StoreFile file;

    private RunStore(StoreFile file) {
        this.file = file;
    }

    /**
     * Opens the store in a folder; both are made when they are missing.
     *
     * @throws StoreException if it cannot be written, is damaged, or was made by a later release
     */
    public static RunStore open(Path home) {
        StoreFile file = StoreFile.open(home.resolve(FILE));
        boolean opened = false;
        try {
            RunStore store = new RunStore(file);
            // A file that cannot be read is refused now; and who opens a store in the background has the classes loaded there.
            store.rows("ORDER BY key DESC LIMIT 1", null);
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
     * Begins a run.
     *
     * @param run what to write down about it
     * @param study the study, with as many simulations as the run says
     */
    public SqliteJournal create(NewRun run, Study study) {
        SplittableRandom random = new SplittableRandom(System.nanoTime() ^ ProcessHandle.current().pid() << 32);
        List<RunTable.Row> rows = new ArrayList<>();
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
            } while (row(record.id()).isPresent());
            RunTable.Row row = new RunTable.Row(RunTable.insert(connection, record), record);
            removeRows(connection, row.key(), record.id()); // of a damaged file
            locks.add(lock(row)); // before anybody else can see the run
            rows.add(row);
        });
        return new SqliteJournal(file, rows.getFirst().key(), rows.getFirst().record(), study, locks.getFirst());
    }

    /**
     * Opens a run to go on with it. Damaged results are removed and count as missing.
     *
     * @param id the whole id
     * @param run what the run is from now on: as it was, or, by force, with changed data or of another version
     * @param study the study, with as many simulations
     * @param note why it is not as it was, one line; null when it is
     * @throws StoreException if there is no such run, it is damaged, or somebody is writing to it
     */
    public SqliteJournal resume(String id, NewRun run, Study study, @Nullable String note) {
        FileLock lock = lock(existing(id));
        SqliteJournal journal = null;
        try {
            RunTable.Row row = existing(id); // as it is now that nobody else can change it
            journal = new SqliteJournal(file, row.key(), row.record(), study, lock);
            journal.scan();
            journal.begin(run, note);
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
     * Opens a run to read its results, whoever is writing to it.
     *
     * @param id the whole id
     * @throws StoreException if there is no such run or it is damaged
     */
    public SqliteJournal read(String id, Study study) {
        RunTable.Row row = existing(id);
        SqliteJournal journal = new SqliteJournal(file, row.key(), row.record(), study, null);
        journal.scan();
        return journal;
    }

    /** Returns all runs, newest first. One whose process is gone is no longer running, whatever was written down. */
    public List<RunRecord> list() {
        List<RunRecord> records = new ArrayList<>();
        for (RunTable.Row row : rows("ORDER BY key DESC", null)) {
            records.add(shown(row));
        }
        return records;
    }

    /**
     * Returns a run.
     *
     * @param text its id, the beginning of it if no other begins so, or {@code last} for the newest
     * @throws StoreException if there is none, or several
     */
    public RunRecord find(String text) {
        if (text.equals(LAST)) {
            return rows("ORDER BY key DESC LIMIT 1", null).stream()
                    .findFirst()
                    .map(this::shown)
                    .orElseThrow(() -> new StoreException("there are no runs yet"));
        }
        Optional<RunTable.Row> exact = row(text);
        if (exact.isPresent()) {
            return shown(exact.get());
        }
        List<RunTable.Row> found = rows("WHERE substr(id, 1, length(?)) = ? ORDER BY key DESC LIMIT 3", text);
        if (found.isEmpty() || text.isEmpty()) {
            throw new StoreException("there is no run " + text + "; fastback runs lists them");
        }
        if (found.size() > 1) {
            throw new StoreException("several runs begin with " + text + ": "
                    + String.join(", ", found.stream().map(r -> r.record().id()).toList())
                    + (found.size() > 2 ? " and perhaps more" : ""));
        }
        return shown(found.getFirst());
    }

    /** Returns the newest run of an equal study and version in which simulations are missing and which nobody is writing to. */
    public Optional<RunRecord> newestUnfinished(String study, long seed, String version) {
        return rows("WHERE study = ? AND study = ? ORDER BY key DESC", study).stream()
                .map(this::shown)
                .filter(r -> r.run().seed() == seed && r.run().version().equals(version))
                .filter(r -> r.state() != RunState.DAMAGED && r.state() != RunState.RUNNING)
                .filter(RunRecord::isUnfinished)
                .findFirst();
    }

    /**
     * Removes a run with its results.
     *
     * @param id the whole id
     * @throws StoreException if somebody is writing to it
     */
    public void remove(String id) {
        RunTable.Row row = row(id).orElseThrow(() -> new StoreException("there is no run " + id));
        FileLock lock = lock(row);
        try {
            file.write(connection -> {
                if (!RunTable.delete(connection, row.key(), id)) {
                    throw new StoreException("there is no run " + id);
                }
                removeRows(connection, row.key(), id);
            });
        } finally {
            release(lock);
        }
    }

    private static void removeRows(Connection connection, long key, String id) throws SQLException {
        new SimulationTable(key, id, Integer.MAX_VALUE, null).remove(connection, -1);
        new DocumentTable(key, id).remove(connection);
    }

    /**
     * Looks at every result of a run and at the structure of the file.
     *
     * @param id the whole id
     * @param study decodes the results; null checks their checksums only
     */
    public RunCheck verify(String id, @Nullable Study study) {
        RunTable.Row row = row(id).orElseThrow(() -> new StoreException("there is no run " + id));
        List<String> findings = new ArrayList<>();
        if (row.record().state() == RunState.DAMAGED) {
            findings.add("the record of run " + id + " is damaged");
        }
        boolean known = row.record().state() != RunState.DAMAGED;
        SimulationTable table = new SimulationTable(
                row.key(),
                id,
                known ? row.record().run().simulations() : Integer.MAX_VALUE,
                study == null ? null : new SimulationCodec(study));
        int symbols = study == null ? -1 : study.symbols().size();
        int[] counts = new int[2];
        findings.addAll(file.read(connection -> {
            List<String> found = new ArrayList<>();
            try {
                table.visitAll(connection, (index, result, damage) -> {
                    counts[0]++;
                    if (damage != null) {
                        counts[1]++;
                        if (found.size() < LISTED_FINDINGS) {
                            found.add("simulation " + index + ": " + damage);
                        }
                    }
                });
                new DocumentTable(row.key(), id).read(connection, symbols).findings().stream()
                        .limit(LISTED_FINDINGS)
                        .forEach(found::add);
            } catch (UnknownFormatException e) {
                found.add(StoreException.unknownFormat(id, e).getMessage());
            }
            found.addAll(structure(connection));
            return found;
        }));
        return new RunCheck(counts[0], counts[1], findings);
    }

    private static List<String> structure(Connection connection) throws SQLException {
        List<String> findings = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA quick_check(5)")) {
            while (rows.next()) {
                String line = String.valueOf(rows.getString(1));
                if (!line.equals("ok")) {
                    findings.add("the file: " + line.replace('\n', ' ').strip());
                }
            }
        }
        return findings;
    }

    private RunTable.Row existing(String id) {
        RunTable.Row row = row(id).orElseThrow(() -> new StoreException("there is no run " + id));
        if (row.record().state() == RunState.DAMAGED) {
            throw StoreException.of(file.path(), "the record of run " + id + " is damaged");
        }
        return row;
    }

    private Optional<RunTable.Row> row(String id) {
        return rows("WHERE id = ? AND id = ?", id).stream().findFirst();
    }

    /** Reads rows; {@code text} stands for both question marks of the clause, if it has any. */
    private List<RunTable.Row> rows(String clause, @Nullable String text) {
        return file.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(RunTable.SELECT + clause)) {
                if (text != null) {
                    select.setString(1, text);
                    select.setString(2, text);
                }
                List<RunTable.Row> found = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(RunTable.read(rows));
                    }
                }
                return found;
            }
        });
    }

    private RunRecord shown(RunTable.Row row) {
        RunRecord record = row.record();
        try {
            boolean abandoned = record.state() == RunState.RUNNING && !file.locks().isTaken(row.key());
            return abandoned ? record.withState(RunState.INTERRUPTED, null, record.process()) : record;
        } catch (IOException e) {
            throw StoreException.of(file.path(), e);
        }
    }

    private FileLock lock(RunTable.Row row) {
        try {
            FileLock lock = file.locks().take(row.key(), LOCK_MILLIS);
            if (lock == null) {
                throw new StoreException("run " + row.record().id() + " is being written by process "
                        + row.record().process() + "; wait for it or stop it");
            }
            return lock;
        } catch (IOException e) {
            throw StoreException.of(file.path(), e);
        }
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
