package dev.fastback.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes what is known of a run: table {@code runs} has what is written once, its texts as they were given, times as ISO
 * instants; table {@code progress} what changes with each batch. Each row's {@code crc} is the {@link RowChecksum} of the run's id and
 * the other columns without the key, so that no row passes for that of another run.
 */
final class RunTable {
    /** Adds a row of {@code runs}: key, columns, checksum. */
    static final String FIXED =
            "INSERT INTO runs (key, id, started, version, java, seed, simulations, study, request, crc) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** Adds a row of {@code progress}, or puts it in the place of what an earlier, damaged file left there: key, columns, checksum. */
    static final String CHANGING = "INSERT OR REPLACE INTO progress (run, state, ended, completed, failed, skipped, process, notes, crc)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** All columns, for {@link #read}. */
    static final String SELECT = "SELECT key, id, started, version, java, seed, simulations, study, request, runs.crc,"
            + " state, ended, completed, failed, skipped, process, notes, progress.crc"
            + " FROM runs LEFT JOIN progress ON progress.run = runs.key ";

    /**
     * A row.
     *
     * @param key its key
     * @param record its content, in state {@link RunState#DAMAGED} when it does not match its checksums
     */
    record Row(long key, RunRecord record) {}

    private RunTable() {}

    /** Adds a run and returns its key, which no run had before. */
    static long insert(Connection connection, RunRecord record) throws SQLException {
        long key;
        try (PreparedStatement insert = connection.prepareStatement(FIXED + " RETURNING key")) {
            insert.setNull(1, Types.INTEGER);
            bind(insert, 2, record.id(), fixed(record));
            try (ResultSet rows = insert.executeQuery()) {
                rows.next();
                key = rows.getLong(1);
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(CHANGING)) {
            insert.setLong(1, key);
            bind(insert, 2, record.id(), changing(record));
            insert.executeUpdate();
        }
        return key;
    }

    /** Writes what a run is from now on. */
    static void rewrite(Connection connection, long key, RunRecord record) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE runs SET (id, started, version, java, seed, simulations, study, request, crc)"
                        + " = (?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE key = ?")) {
            update.setLong(bind(update, 1, record.id(), fixed(record)), key);
            requireOne(update.executeUpdate(), record);
        }
    }

    /** Returns a statement for {@link #update}. */
    static PreparedStatement prepareUpdate(Connection connection) throws SQLException {
        return connection.prepareStatement("UPDATE progress SET (state, ended, completed, failed, skipped, process, notes, crc)"
                + " = (?, ?, ?, ?, ?, ?, ?, ?) WHERE run = ?");
    }

    /**
     * Writes how a run stands.
     *
     * @throws StoreException if it is no longer there
     */
    static void update(PreparedStatement update, long key, RunRecord record) throws SQLException {
        update.setLong(bind(update, 1, record.id(), changing(record)), key);
        requireOne(update.executeUpdate(), record);
    }

    private static void requireOne(int rows, RunRecord record) {
        if (rows != 1) {
            throw new StoreException("run " + record.id() + " was removed from the store while it was being written");
        }
    }

    /** Removes a run; returns whether it was there under this id. */
    static boolean delete(Connection connection, long key, String id) throws SQLException {
        try (PreparedStatement run = connection.prepareStatement("DELETE FROM runs WHERE key = ? AND id = ?");
                PreparedStatement progress = connection.prepareStatement("DELETE FROM progress WHERE run = ?")) {
            run.setLong(1, key);
            run.setString(2, id);
            if (run.executeUpdate() != 1) {
                return false;
            }
            progress.setLong(1, key);
            progress.executeUpdate();
            return true;
        }
    }

    private static int bind(PreparedStatement statement, int first, String id, List<@Nullable String> texts) throws SQLException {
        int parameter = first;
        for (String text : texts) {
            statement.setString(parameter++, text);
        }
        statement.setLong(parameter++, crc(id, texts));
        return parameter;
    }

    private static List<@Nullable String> fixed(RunRecord record) {
        NewRun run = record.run();
        return List.of(
                record.id(),
                run.started().toString(),
                run.version(),
                run.java(),
                Long.toString(run.seed()),
                Integer.toString(run.simulations()),
                run.study(),
                run.request());
    }

    private static List<@Nullable String> changing(RunRecord record) {
        RunCounts counts = record.counts();
        return Arrays.asList(
                record.state().label(),
                record.ended() == null ? null : record.ended().toString(),
                Integer.toString(counts.completed()),
                Integer.toString(counts.failed()),
                Integer.toString(counts.skipped()),
                Long.toString(record.process()),
                String.join("\n", record.notes()));
    }

    /** Returns the checksum of a row. */
    static long crc(@Nullable String id, List<@Nullable String> texts) {
        List<@Nullable String> all = new ArrayList<>(texts.size() + 1);
        all.add(id);
        all.addAll(texts);
        return RowChecksum.of(all);
    }

    /** Reads the current row of a result of {@link #SELECT}. */
    static Row read(ResultSet row) throws SQLException {
        long key = row.getLong(1);
        String id = String.valueOf(row.getString(2));
        try {
            RunRecord record = record(id, row);
            if (crc(id, fixed(record)) == row.getLong(10) && crc(id, changing(record)) == row.getLong(18)) {
                return new Row(key, record);
            }
        } catch (DateTimeException | IllegalArgumentException | NullPointerException e) {
            // Not what was written; it is shown as damaged below.
            return new Row(key, damaged(id));
        }
        return new Row(key, damaged(id));
    }

    private static RunRecord record(String id, ResultSet row) throws SQLException {
        String ended = row.getString(12);
        String notes = row.getString(17);
        return new RunRecord(
                id,
                new NewRun(
                        Instant.parse(row.getString(3)),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6),
                        row.getInt(7),
                        row.getString(8),
                        row.getString(9)),
                RunState.valueOf(row.getString(11).toUpperCase(Locale.ROOT)),
                ended == null ? null : Instant.parse(ended),
                row.getLong(16),
                new RunCounts(row.getInt(13), row.getInt(14), row.getInt(15)),
                notes.isEmpty() ? List.of() : List.of(notes.split("\n")));
    }

    private static RunRecord damaged(String id) {
        return new RunRecord(
                id,
                new NewRun(Instant.EPOCH, "", "", 0, 1, "{}", "{}"),
                RunState.DAMAGED,
                null,
                0,
                RunCounts.NONE,
                List.of());
    }
}
