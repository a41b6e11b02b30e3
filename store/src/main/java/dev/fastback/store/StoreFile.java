package dev.fastback.store;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;

/** The SQLite file of a store: one connection, its transactions, and the locks that lie beside it. */
final class StoreFile implements AutoCloseable {
    /** How long a statement waits for another process's transaction, which takes milliseconds. */
    private static final int BUSY_MILLIS = 10_000;

    private final Path file;
    private final RunLocks locks;
    private final Connection connection;

    /** Something done with the connection. */
    interface Work {
        void with(Connection connection) throws SQLException;
    }

    /** Something read or written that has an answer. */
    interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    private StoreFile(Path file, RunLocks locks, Connection connection) {
        this.file = file;
        this.locks = locks;
        this.connection = connection;
    }

    /**
     * Opens a file, and makes it when it is missing.
     *
     * @throws StoreException if that fails, or it is no store of this release or an earlier one
     */
    static StoreFile open(Path file) {
        NativeLibrary.prepare();
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a store has a folder");
        RunLocks locks = null;
        Connection connection = null;
        try {
            Files.createDirectories(folder);
            locks = RunLocks.open(folder);
            connection = connect(file);
            prepare(file, connection, locks);
            StoreFile open = new StoreFile(file, locks, connection);
            locks = null;
            connection = null;
            return open;
        } catch (SQLException e) {
            throw StoreException.of(file, e);
        } catch (IOException e) {
            throw StoreException.of(file, e);
        } finally {
            closeQuietly(connection);
            closeQuietly(locks);
        }
    }

    private static Connection connect(Path file) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", Integer.toString(BUSY_MILLIS));
        // As a URI, so that no character of the path has a meaning of its own.
        return JDBC.createConnection("jdbc:sqlite:file:" + file.toUri().getRawPath(), properties);
    }

    private static void prepare(Path file, Connection connection, RunLocks locks) throws SQLException, IOException {
        if (!Schema.isCurrent(connection)) {
            // One process at a time looks closer and migrates; the others find it done.
            try (FileLock lock = locks.take(RunLocks.SCHEMA, BUSY_MILLIS)) {
                if (lock == null) {
                    throw StoreException.of(file, "it is busy with another process");
                }
                int version = Schema.version(connection, file);
                if (version < Schema.current()) {
                    Schema.migrate(connection, version);
                }
            }
        }
        try (Statement statement = connection.createStatement()) {
            // With a write-ahead log that is enough to survive the death of the process; see docs/adr.
            statement.execute("PRAGMA synchronous=NORMAL");
            statement.execute("PRAGMA cell_size_check=ON");
            // SQLite's own checkpoints keep to themselves that they failed; see checkpoint().
            statement.execute("PRAGMA wal_autocheckpoint=0");
        }
    }

    Path path() {
        return file;
    }

    RunLocks locks() {
        return locks;
    }

    Connection connection() {
        return connection;
    }

    /** Reads something. */
    <T> T read(Question<T> question) {
        try {
            return question.ask(connection);
        } catch (SQLException e) {
            throw StoreException.of(file, e);
        }
    }

    /** Writes something, all or nothing. */
    void write(Work work) {
        try {
            transaction(work);
        } catch (SQLException e) {
            throw StoreException.of(file, e);
        }
    }

    /** Writes something, all or nothing. */
    void transaction(Work work) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            try {
                work.with(connection);
                statement.execute("COMMIT");
            } catch (SQLException | RuntimeException e) {
                try {
                    statement.execute("ROLLBACK");
                } catch (SQLException alreadyRolledBack) {
                    // After some errors SQLite has done so itself.
                    e.addSuppressed(alreadyRolledBack);
                }
                throw e;
            }
        }
    }

    /**
     * Moves what is in the write-ahead log to the file and asks the system to have both on the disk; what readers still need is left
     * for the next time.
     *
     * @throws SQLException if the disk does not take it; nothing is lost then that the system itself does not lose
     */
    void checkpoint() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
        }
    }

    @Override
    public void close() {
        closeQuietly(connection);
        closeQuietly(locks);
    }

    private static void closeQuietly(@Nullable AutoCloseable resource) {
        if (resource != null) {
            try {
                resource.close();
            } catch (Exception e) {
                System.getLogger(StoreFile.class.getName()).log(System.Logger.Level.DEBUG, "closing the run store", e);
            }
        }
    }
}
