package dev.fastback.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the files of a store are no longer those that were opened. SQLite keeps writing to a file that was deleted or replaced,
 * and a lock on such a file keeps nobody out.
 *
 * <p>Files are known by device and inode, where the system tells them. A file that became shorter is looked at closely: removing runs
 * makes it shorter too. No descriptor of the file is opened for that, since closing it would drop SQLite's locks.
 */
final class StoreGuard {
    private final Path database;
    private final Map<Path, Object> known = new LinkedHashMap<>();
    private long size;

    /**
     * Makes a guard of an open store.
     *
     * @param database SQLite's file, with its log and shared memory beside it
     * @param identity of the database when it was opened
     * @param locks the lock file
     */
    StoreGuard(Path database, Object identity, RunLocks locks) throws IOException {
        this.database = database;
        known.put(database, identity);
        known.put(locks.file(), locks.identity());
        for (String suffix : new String[] {"-wal", "-shm"}) {
            Path beside = database.resolveSibling(database.getFileName() + suffix);
            Object found = identity(beside);
            if (found != null) {
                known.put(beside, found);
            }
        }
        size = Files.size(database);
    }

    /** Returns what tells a file from others; null if there is none. */
    static @Nullable Object identity(Path file) throws IOException {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return key == null ? file : key;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /**
     * Makes sure that the files are those that were opened.
     *
     * @throws StoreException if not
     */
    void check(Connection connection) throws SQLException {
        try {
            for (Map.Entry<Path, Object> file : known.entrySet()) {
                Object now = identity(file.getKey());
                if (!file.getValue().equals(now)) {
                    throw StoreException.lost(
                            database,
                            (file.getKey().equals(database) ? "it" : String.valueOf(file.getKey().getFileName()))
                                    + (now == null ? " was deleted or moved away" : " was replaced by another file")
                                    + " while it was in use");
                }
            }
            long now = Files.size(database);
            if (now < size && !isSound(connection)) {
                throw StoreException.lost(database, "it was cut short while it was in use");
            }
            size = now;
        } catch (IOException e) {
            throw StoreException.of(database, e);
        }
    }

    private static boolean isSound(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA shrink_memory"); // what is in memory says nothing about the file
            try (ResultSet rows = statement.executeQuery("PRAGMA quick_check(1)")) {
                return rows.next() && "ok".equals(rows.getString(1));
            }
        } catch (SQLException e) {
            return false;
        }
    }
}
