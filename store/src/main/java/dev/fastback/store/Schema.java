package dev.fastback.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The store's tables and how they came to be. {@code PRAGMA user_version} counts the migrations that were made; a release adds
 * migrations at the end and changes none.
 *
 * <p>Version 1. Table {@code runs}: one row per run, see {@link FirstRunTable}. Table {@code simulations}: one row per result; {@code key}
 * is {@code run * 2^32 + index}, so that a run's results lie together in the order of the study; {@code status} 0 completed, 1
 * skipped, 2 failed; {@code bytes} as {@link dev.fastback.codec.SimulationCodec} writes them; {@code crc} is the CRC-32C of the run's
 * id, the index, the status and the bytes.
 *
 * <p>Version 2. Table {@code runs} keeps what is written once, and gives no key twice; table {@code progress} what changes with each
 * batch (see {@link RunTable}). Table {@code documents}: what a run knows beside its simulations (see {@link DocumentTable}).
 */
final class Schema {
    /** "FBST", so that a store is told from other SQLite files. */
    private static final int APPLICATION_ID = 0x46425354;

    private static final List<Migration> MIGRATIONS = List.of(Schema::toVersion1, Schema::toVersion2);

    /** Brings a file from one version to the next, within a transaction. */
    private interface Migration {
        void apply(Connection connection) throws SQLException;
    }

    private Schema() {}

    private static void toVersion1(Connection connection) throws SQLException {
        execute(connection, """
            CREATE TABLE runs (
              key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, started TEXT NOT NULL, ended TEXT, state TEXT NOT NULL,
              version TEXT NOT NULL, java TEXT NOT NULL, seed INTEGER NOT NULL, simulations INTEGER NOT NULL,
              completed INTEGER NOT NULL, failed INTEGER NOT NULL, skipped INTEGER NOT NULL, process INTEGER NOT NULL,
              study TEXT NOT NULL, request TEXT NOT NULL, notes TEXT NOT NULL, crc INTEGER NOT NULL)""");
        execute(connection, """
            CREATE TABLE simulations (
              key INTEGER PRIMARY KEY, status INTEGER NOT NULL, bytes BLOB NOT NULL, crc INTEGER NOT NULL)""");
    }

    private static void toVersion2(Connection connection) throws SQLException {
        execute(connection, "ALTER TABLE runs RENAME TO runs_of_version_1");
        execute(connection, """
            CREATE TABLE runs (
              key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, started TEXT NOT NULL, version TEXT NOT NULL,
              java TEXT NOT NULL, seed INTEGER NOT NULL, simulations INTEGER NOT NULL, study TEXT NOT NULL, request TEXT NOT NULL,
              crc INTEGER NOT NULL)""");
        execute(connection, """
            CREATE TABLE progress (
              run INTEGER PRIMARY KEY, state TEXT NOT NULL, ended TEXT, completed INTEGER NOT NULL, failed INTEGER NOT NULL,
              skipped INTEGER NOT NULL, process INTEGER NOT NULL, notes TEXT NOT NULL, crc INTEGER NOT NULL)""");
        execute(connection, """
            CREATE TABLE documents (
              run INTEGER NOT NULL, name TEXT NOT NULL, position INTEGER NOT NULL, bytes BLOB NOT NULL, crc INTEGER NOT NULL,
              PRIMARY KEY (run, name, position)) WITHOUT ROWID""");
        FirstRunTable.copy(connection, "runs_of_version_1");
        execute(connection, "DROP TABLE runs_of_version_1");
    }

    /** The version this code writes. */
    static int current() {
        return MIGRATIONS.size();
    }

    /** Returns whether a file is a store of the current version. */
    static boolean isCurrent(Connection connection) throws SQLException {
        return number(connection, "PRAGMA user_version") == current() && number(connection, "PRAGMA application_id") == APPLICATION_ID;
    }

    /**
     * Returns the version of a file that nobody else is migrating; 0 for an empty one.
     *
     * @throws StoreException if it is no run store, or of a later release
     */
    static int version(Connection connection, Path file) throws SQLException {
        int version = number(connection, "PRAGMA user_version");
        int application = number(connection, "PRAGMA application_id");
        boolean empty = number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        if (version == 0 && application == 0 && empty) {
            return 0;
        }
        if (application != APPLICATION_ID || version < 1 || empty) {
            throw StoreException.of(file, "it is damaged, or no run store");
        }
        if (version > current()) {
            throw StoreException.of(
                    file,
                    "it has format " + version + " of a later Fastback, this one knows formats up to " + current());
        }
        return version;
    }

    /** Brings a file from a version to the current one, all or nothing. */
    static void migrate(Connection connection, int version) throws SQLException {
        if (version == 0) {
            execute(connection, "PRAGMA auto_vacuum=INCREMENTAL"); // only a file without pages takes it
            execute(connection, "PRAGMA journal_mode=WAL");
        }
        execute(connection, "BEGIN IMMEDIATE");
        try {
            for (Migration migration : MIGRATIONS.subList(version, current())) {
                migration.apply(connection);
            }
            execute(connection, "PRAGMA application_id=" + APPLICATION_ID);
            execute(connection, "PRAGMA user_version=" + current());
            execute(connection, "COMMIT");
        } catch (SQLException | RuntimeException e) {
            try {
                execute(connection, "ROLLBACK");
            } catch (SQLException alreadyRolledBack) {
                e.addSuppressed(alreadyRolledBack);
            }
            throw e;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }
}
