package dev.fastback.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes rows of table {@code runs}. The checksum is the CRC-32C of the columns from {@code id} to {@code notes}, in order,
 * as UTF-8 texts with a zero byte after each.
 */
final class RunTable {
    private static final String COLUMNS = "id, started, ended, state, version, java, seed, simulations, completed, failed, skipped,"
            + " process, study, request, notes, crc";

    /** All columns, for {@link #read}. */
    static final String SELECT = "SELECT key, " + COLUMNS + " FROM runs ";

    private static final String ASSIGN = "UPDATE runs SET (" + COLUMNS + ") = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE key = ?";

    /**
     * A row.
     *
     * @param key its key
     * @param record its content, in state {@link RunState#DAMAGED} when it does not match its checksum
     */
    record Row(long key, RunRecord record) {}

    private RunTable() {}

    /** Adds a row and returns its key. */
    static long insert(Connection connection, RunRecord record) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO runs (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING key")) {
            bind(insert, record);
            try (ResultSet rows = insert.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** Returns a statement for {@link #update}. */
    static PreparedStatement prepareUpdate(Connection connection) throws SQLException {
        return connection.prepareStatement(ASSIGN);
    }

    static void update(PreparedStatement update, long key, RunRecord record) throws SQLException {
        update.setLong(bind(update, record), key);
        update.executeUpdate();
    }

    private static int bind(PreparedStatement statement, RunRecord record) throws SQLException {
        List<@Nullable String> texts = texts(record);
        int parameter = 1;
        for (String text : texts) {
            statement.setString(parameter++, text);
        }
        statement.setLong(parameter++, crc(texts));
        return parameter;
    }

    private static List<@Nullable String> texts(RunRecord record) {
        NewRun run = record.run();
        RunCounts counts = record.counts();
        return java.util.Arrays.asList(
                record.id(),
                run.started().toString(),
                record.ended() == null ? null : record.ended().toString(),
                record.state().label(),
                run.version(),
                run.java(),
                Long.toString(run.seed()),
                Integer.toString(run.simulations()),
                Integer.toString(counts.completed()),
                Integer.toString(counts.failed()),
                Integer.toString(counts.skipped()),
                Long.toString(record.process()),
                run.study(),
                run.request(),
                String.join("\n", record.notes()));
    }

    private static long crc(List<@Nullable String> texts) {
        CRC32C crc = new CRC32C();
        for (String text : texts) {
            crc.update((text == null ? "" : text).getBytes(StandardCharsets.UTF_8));
            crc.update(0);
        }
        return crc.getValue();
    }

    /** Reads the current row of a result of {@link #SELECT}. */
    static Row read(ResultSet row) throws SQLException {
        long key = row.getLong(1);
        String id = String.valueOf(row.getString(2));
        try {
            RunRecord record = record(id, row);
            if (crc(texts(record)) == row.getLong(17)) {
                return new Row(key, record);
            }
        } catch (DateTimeException | IllegalArgumentException | NullPointerException e) {
            // Not what was written; it is shown as damaged below.
            return new Row(key, damaged(id));
        }
        return new Row(key, damaged(id));
    }

    private static RunRecord record(String id, ResultSet row) throws SQLException {
        String ended = row.getString(4);
        String notes = row.getString(16);
        return new RunRecord(
                id,
                new NewRun(
                        Instant.parse(row.getString(3)),
                        row.getString(6),
                        row.getString(7),
                        row.getLong(8),
                        row.getInt(9),
                        row.getString(14),
                        row.getString(15)),
                RunState.valueOf(row.getString(5).toUpperCase(java.util.Locale.ROOT)),
                ended == null ? null : Instant.parse(ended),
                row.getLong(13),
                new RunCounts(row.getInt(10), row.getInt(11), row.getInt(12)),
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
