package dev.fastback.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.sqlite.JDBC;

/** Opens connections to a store's file. */
final class StoreConnections {
    /** How long a statement waits for another process's transaction, which takes milliseconds. */
    static final int BUSY_MILLIS = 10_000;

    private StoreConnections() {}

    /** Returns a connection that can write, and makes the file when it is missing. */
    static Connection toWrite(Path file) throws SQLException {
        return connect(file, "");
    }

    /**
     * Returns a connection that reads and makes no file.
     *
     * <p>SQLite reads a file with a write-ahead log by means of its shared memory beside it, which is there while anybody has the file
     * open. Where it is not, or cannot be used, this reader is taken as the only one: all is in the file, if there is no log, and it
     * counts as one that does not change; or SQLite keeps an index of the log to itself. Whoever begins to write meanwhile, with
     * permission to do so, is not noticed; checksums of rows are.
     */
    static Connection toRead(Path file) throws SQLException, IOException {
        if (!Files.exists(file.resolveSibling(file.getFileName() + "-shm"))) {
            return alone(file);
        }
        Connection connection = connect(file, "?mode=ro");
        try {
            Schema.number(connection, "SELECT count(*) FROM sqlite_schema");
            return connection;
        } catch (SQLException e) {
            connection.close();
            return alone(file);
        }
    }

    /** Returns a connection that reads, beside one of this process that can write. */
    static Connection another(Path file) throws SQLException {
        return connect(file, "?mode=ro");
    }

    private static Connection alone(Path file) throws SQLException, IOException {
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        if (!Files.exists(log) || Files.size(log) == 0) {
            return connect(file, "?mode=ro&immutable=1");
        }
        Connection connection = connect(file, "?mode=ro&vfs=unix-none");
        execute(connection, List.of("PRAGMA locking_mode=EXCLUSIVE"));
        return connection;
    }

    private static Connection connect(Path file, String options) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", Integer.toString(BUSY_MILLIS));
        // As a URI, so that no character of the path has a meaning of its own.
        Connection connection = JDBC.createConnection("jdbc:sqlite:file:" + file.toUri().getRawPath() + options, properties);
        execute(connection, List.of("PRAGMA cell_size_check=ON"));
        return connection;
    }

    static void execute(Connection connection, List<String> lines) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String line : lines) {
                statement.execute(line);
            }
        }
    }
}
