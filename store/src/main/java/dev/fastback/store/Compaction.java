package dev.fastback.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Gives the space of removed runs back to the file system. */
final class Compaction {
    /** Pages per transaction: others wait for it as long as for a large batch. */
    private static final int PAGES = 2000;

    private static final int INCREMENTAL = 2;

    private Compaction() {}

    /** Returns whether pages can be given back without writing all of the file anew; stores of format 1 were not made so. */
    static boolean isIncremental(Connection connection) throws SQLException {
        return Schema.number(connection, "PRAGMA auto_vacuum") == INCREMENTAL;
    }

    /** Gives back pages that nothing uses. The file becomes shorter once no reader needs it as it was. */
    static void giveBack(StoreFile file) throws SQLException {
        Connection connection = file.connection();
        if (!isIncremental(connection)) {
            return;
        }
        int free = Schema.number(connection, "PRAGMA freelist_count");
        while (free > 0) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("PRAGMA incremental_vacuum(" + PAGES + ")"); // unlike execute, it takes all steps, one a page
            }
            int left = Schema.number(connection, "PRAGMA freelist_count");
            if (left >= free) {
                break;
            }
            free = left;
        }
        file.checkpoint();
    }

    /** Writes all of the file anew, so that from then on its pages can be given back one by one. Nobody should be writing. */
    static void rewrite(StoreFile file) throws SQLException {
        file.requireUnchanged();
        StoreConnections.execute(file.connection(), List.of("PRAGMA auto_vacuum=INCREMENTAL", "VACUUM"));
        file.checkpoint();
    }
}
