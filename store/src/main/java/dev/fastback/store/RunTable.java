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
import java.util.Objects;
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

    static final String SETTINGS_DAMAGED = "its settings (table runs) are not as they were written: it cannot be reported or resumed";
    static final String STANDING_DAMAGED =
            "how it stands (table progress: state, counts, notes) is not as it was written; its settings and results are read all the same";
    static final String ALL_DAMAGED = "its record (tables runs and progress) is not as it was written: it cannot be reported or resumed";

    /**
     * A row.
     *
     * @param key its key
     * @param record its content, in state {@link RunState#DAMAGED} when its settings do not match their checksum; in state {@link
     *     RunState#RUNNING}, with no counts, when only how it stands does not
     * @param damage what does not match its checksum; null when all does
     */
    record Row(long key, RunRecord record, @Nullable String damage) {
        Row(long key, RunRecord record) {
            this(key, record, null);
        }
    }

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
        replaceProgress(connection, key, record);
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

    /** Writes how a run stands, whatever is there of it. */
    static void replaceProgress(Connection connection, long key, RunRecord record) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(CHANGING)) {
            insert.setLong(1, key);
            bind(insert, 2, record.id(), changing(record));
            insert.executeUpdate();
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
        List<@Nullable String> fixed = texts(row, 2, 9);
        List<@Nullable String> changing = texts(row, 11, 17);
        boolean settings = crc(id, fixed) == row.getLong(10);
        boolean standing = crc(id, changing) == row.getLong(18);
        if (!settings) {
            String damage = standing ? SETTINGS_DAMAGED : ALL_DAMAGED;
            return new Row(key, damaged(id, damage), damage);
        }
        try {
            return standing
                    ? new Row(key, record(id, fixed, changing))
                    : new Row(key, withoutStanding(id, fixed), STANDING_DAMAGED);
        } catch (DateTimeException | IllegalArgumentException | NullPointerException e) {
            return new Row(key, damaged(id, ALL_DAMAGED), ALL_DAMAGED); // a checksum that is right by accident
        }
    }

    private static List<@Nullable String> texts(ResultSet row, int first, int last) throws SQLException {
        List<@Nullable String> texts = new ArrayList<>();
        for (int column = first; column <= last; column++) {
            texts.add(row.getString(column));
        }
        return texts;
    }

    private static RunRecord record(String id, List<@Nullable String> fixed, List<@Nullable String> changing) {
        String ended = changing.get(1);
        String notes = text(changing, 6);
        return new RunRecord(
                id,
                run(fixed),
                RunState.valueOf(text(changing, 0).toUpperCase(Locale.ROOT)),
                ended == null ? null : Instant.parse(ended),
                Long.parseLong(text(changing, 5)),
                new RunCounts(number(changing, 2), number(changing, 3), number(changing, 4)),
                notes.isEmpty() ? List.of() : List.of(notes.split("\n")));
    }

    private static NewRun run(List<@Nullable String> fixed) {
        return new NewRun(
                Instant.parse(text(fixed, 1)),
                text(fixed, 2),
                text(fixed, 3),
                Long.parseLong(text(fixed, 4)),
                number(fixed, 5),
                text(fixed, 6),
                text(fixed, 7));
    }

    private static String text(List<@Nullable String> texts, int index) {
        return Objects.requireNonNull(texts.get(index));
    }

    private static int number(List<@Nullable String> texts, int index) {
        return Integer.parseInt(text(texts, index));
    }

    /** Returns what is known of a run whose state is not: who asks further finds out whether it is being written, and counts its results. */
    private static RunRecord withoutStanding(String id, List<@Nullable String> fixed) {
        return new RunRecord(id, run(fixed), RunState.RUNNING, null, 0, RunCounts.NONE, List.of(STANDING_DAMAGED));
    }

    private static RunRecord damaged(String id, String damage) {
        return new RunRecord(
                id,
                new NewRun(Instant.EPOCH, "", "", 0, 1, "{}", "{}"),
                RunState.DAMAGED,
                null,
                0,
                RunCounts.NONE,
                List.of(damage));
    }

    /**
     * Returns the id under which a run was written whose id was changed since: the one of its second that its progress has the checksum
     * of; null if there is none.
     */
    static @Nullable String writtenId(Connection connection, long key) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + "WHERE key = ?")) {
            select.setLong(1, key);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                List<@Nullable String> changing = texts(row, 11, 17);
                long crc = row.getLong(18);
                return RunIds.ofSecond(String.valueOf(row.getString(3))).filter(id -> crc(id, changing) == crc).findFirst().orElse(null);
            }
        }
    }

    /** Returns whether the settings of a run have the checksum that they would have under another id. */
    static boolean hasSettingsOf(Connection connection, long key, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + "WHERE key = ?")) {
            select.setLong(1, key);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return false;
                }
                List<@Nullable String> fixed = texts(row, 2, 9);
                fixed.set(0, id);
                return crc(id, fixed) == row.getLong(10);
            }
        }
    }
}
