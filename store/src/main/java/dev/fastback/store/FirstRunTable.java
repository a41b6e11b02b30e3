package dev.fastback.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code runs} of version 1, where one row held all of a run and one checksum covered its columns from {@code id} to {@code
 * notes}. A row that was damaged then is damaged afterwards.
 */
final class FirstRunTable {
    private static final String COLUMNS =
            "key, id, started, ended, state, version, java, seed, simulations, completed, failed, skipped, process, study, request, notes, crc";

    private FirstRunTable() {}

    /** Copies all rows of the table, which has the given name by now, into those of version 2. */
    static void copy(Connection connection, String table) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery("SELECT " + COLUMNS + " FROM " + table + " ORDER BY key")) {
            while (rows.next()) {
                copy(connection, rows);
            }
        }
    }

    private static void copy(Connection connection, ResultSet row) throws SQLException {
        List<@Nullable String> all = new ArrayList<>();
        for (int column = 2; column <= 16; column++) {
            all.add(row.getString(column));
        }
        boolean sound = RowChecksum.of(all) == row.getLong(17);
        insert(connection, RunTable.FIXED, row.getLong(1), pick(all, 0, 1, 4, 5, 6, 7, 12, 13), all.getFirst(), sound);
        insert(connection, RunTable.CHANGING, row.getLong(1), pick(all, 3, 2, 8, 9, 10, 11, 14), all.getFirst(), sound);
    }

    private static List<@Nullable String> pick(List<@Nullable String> all, int... columns) {
        return Arrays.stream(columns).<@Nullable String>mapToObj(all::get).toList();
    }

    private static void insert(
            Connection connection, String sql, long key, List<@Nullable String> texts, @Nullable String id, boolean sound)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            int parameter = 1;
            insert.setLong(parameter++, key);
            for (String text : texts) {
                insert.setString(parameter++, text);
            }
            insert.setLong(parameter, sound ? RunTable.crc(id, texts) : RowChecksum.NONE);
            insert.executeUpdate();
        }
    }
}
