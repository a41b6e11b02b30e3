package dev.fastback.store;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The SQLite file of a store: one connection, its transactions, and the locks that lie beside it. */
final class StoreFile implements AutoCloseable {
    private final Path file;
    private final RunLocks locks;
    private final Connection connection;
    private final @Nullable StoreGuard guard;
    private final boolean isSnapshot;

    /** Something done with the connection. */
    interface Work {
        void with(Connection connection) throws SQLException;
    }

    /** Something read or written that has an answer. */
    interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    private StoreFile(Path file, RunLocks locks, Connection connection, @Nullable StoreGuard guard, boolean isSnapshot) {
        this.file = file;
        this.locks = locks;
        this.connection = connection;
        this.guard = guard;
        this.isSnapshot = isSnapshot;
    }

    /**
     * Opens a file, and makes it when it is missing, for its owner alone.
     *
     * @throws StoreException if that fails, or it is no store of this release or an earlier one
     */
    static StoreFile open(Path file) {
        NativeLibrary.prepare();
        return opened(file, parts -> {
            Path folder = folder(file);
            PrivateFiles.folder(folder);
            RunLocks locks = parts.add(RunLocks.open(folder));
            PrivateFiles.file(file); // SQLite makes the files beside it with the same mode
            if (!Files.isWritable(file)) {
                throw new IOException("it cannot be written"); // SQLite would open it all the same, to read
            }
            Object identity = Objects.requireNonNullElse(StoreGuard.identity(file), file);
            Connection connection = parts.add(StoreConnections.toWrite(file));
            prepare(file, connection, locks);
            return new StoreFile(file, locks, connection, new StoreGuard(file, identity, locks), false);
        });
    }

    /**
     * Opens a file that is there, as it is, where it cannot be written.
     *
     * @throws StoreException if it cannot be read either, or is of another release
     */
    static StoreFile openToRead(Path file) {
        NativeLibrary.prepare();
        return opened(file, parts -> {
            RunLocks locks = parts.add(RunLocks.openToRead(folder(file)));
            Connection connection = parts.add(StoreConnections.toRead(file));
            int version = Schema.version(connection, file);
            if (version < Schema.current()) {
                throw StoreException.of(
                        file, "it has format " + version + " of an earlier Fastback and cannot be brought to format " + Schema.current()
                                + ", because it cannot be written");
            }
            return new StoreFile(file, locks, connection, null, false);
        });
    }

    /** Opens a file out of parts. */
    private interface Opening {
        StoreFile open(Parts parts) throws SQLException, IOException;
    }

    /** What has been opened on the way to a store's file. */
    private static final class Parts {
        private final Deque<AutoCloseable> parts = new ArrayDeque<>();

        <T extends AutoCloseable> T add(T part) {
            parts.push(part);
            return part;
        }
    }

    /** Opens a file; where that fails, what was opened on the way is closed again, the newest first. */
    private static StoreFile opened(Path file, Opening opening) {
        Parts parts = new Parts();
        boolean done = false;
        try {
            StoreFile open = opening.open(parts);
            done = true;
            return open;
        } catch (SQLException e) {
            throw StoreException.of(file, e);
        } catch (IOException e) {
            throw StoreException.of(file, e);
        } finally {
            if (!done) {
                parts.parts.forEach(StoreFile::closeQuietly);
            }
        }
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a store has a folder");
    }

    private static void prepare(Path file, Connection connection, RunLocks locks) throws SQLException, IOException {
        if (!Schema.isCurrent(connection)) {
            // One process at a time looks closer and migrates; the others find it done.
            try (FileLock lock = locks.take(RunLocks.SCHEMA, StoreConnections.BUSY_MILLIS)) {
                if (lock == null) {
                    throw StoreException.of(file, "it is busy with another process");
                }
                int version = Schema.version(connection, file);
                if (version < Schema.current()) {
                    Schema.migrate(connection, version);
                }
            }
        }
        StoreConnections.execute(
                connection,
                List.of(
                        // With a write-ahead log that is enough to survive the death of the process; see docs/adr.
                        "PRAGMA synchronous=NORMAL",
                        // SQLite's own checkpoints keep to themselves that they failed; see checkpoint().
                        "PRAGMA wal_autocheckpoint=0"));
    }

    /**
     * Opens the file once more to read it as it is at this moment, whatever is written meanwhile. The log grows until it is closed.
     *
     * @throws StoreException if that fails
     */
    StoreFile snapshot() {
        return opened(file, parts -> {
            Connection another = parts.add(isReadOnly() ? StoreConnections.toRead(file) : StoreConnections.another(file));
            StoreConnections.execute(another, List.of("BEGIN", "SELECT count(*) FROM sqlite_schema"));
            return new StoreFile(file, locks, another, null, true);
        });
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

    /** Returns whether it can only be read. */
    boolean isReadOnly() {
        return guard == null;
    }

    /**
     * Makes sure that it can be written as far as that is known.
     *
     * @throws StoreException if it was opened to be read
     */
    void requireWritable() {
        if (isReadOnly()) {
            throw StoreException.of(file, "it cannot be written here, only read");
        }
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

    /**
     * Writes something, all or nothing.
     *
     * @throws StoreException if the store's files are no longer those that were opened
     */
    void transaction(Work work) throws SQLException {
        requireWritable();
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            try {
                requireSameFiles();
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
     * @throws StoreException if the store's files are no longer those that were opened; nothing is moved then
     */
    void checkpoint() throws SQLException {
        requireSameFiles();
        StoreConnections.execute(connection, List.of("PRAGMA wal_checkpoint(PASSIVE)"));
    }

    /**
     * Makes sure that the store's files are those that were opened, and that what is read next comes from them and not from memory.
     *
     * @throws StoreException if they are not
     */
    void requireUnchanged() throws SQLException {
        requireSameFiles();
        StoreConnections.execute(connection, List.of("PRAGMA shrink_memory"));
    }

    private void requireSameFiles() throws SQLException {
        if (guard != null) {
            guard.check(connection);
        }
    }

    /** Returns how long the file is. */
    long size() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw StoreException.of(file, e);
        }
    }

    @Override
    public void close() {
        closeQuietly(connection);
        if (!isSnapshot) {
            closeQuietly(locks);
        }
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
