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
     * Returns a connection that reads and leaves every file as it is.
     *
     * <p>SQLite reads a file with a write-ahead log where it can use, or make, its shared memory beside it. Where that is not there and
     * cannot be made, nobody has the file open, as whoever does has made it. Then all is in the file, if there is no log, and it may be
     * taken as one that does not change; or SQLite keeps an index of the log to itself, as if it were alone. Whoever begins to write
     * meanwhile, on a mount where that is possible, is not noticed; checksums of rows are.
     */
    static Connection toRead(Path file) throws SQLException, IOException {
        Connection connection = connect(file, "?mode=ro");
        try {
            Schema.number(connection, "SELECT count(*) FROM sqlite_schema");
            return connection;
        } catch (SQLException e) {
            connection.close();
            return alone(file);
        }
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
