package dev.fastback.store;

import dev.fastback.codec.ResultFiles;
import dev.fastback.codec.SimulationCodec;
import dev.fastback.codec.UnknownFormatException;
import dev.fastback.journal.ResultPlace;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.result.SimulationResult.Interrupted;
import dev.fastback.result.SimulationResult.Skipped;
import dev.fastback.result.SimulationResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Reads and writes the rows of one run in table {@code simulations}. No row is believed whose checksum is wrong. */
final class SimulationTable {
    private static final int INDEX_BITS = 32;
    private static final int LISTED_FILES = 20;

    private final long run;
    private final int simulations;
    private final byte[] id;
    private final @Nullable SimulationCodec codec;
    private final ResultFiles files = new ResultFiles();
    /** What is wrong with files of results, the first lines. */
    private final Set<String> lostFiles = new LinkedHashSet<>();
    private boolean reads;

    /** Is told about each row: the result, or what is wrong with it. */
    interface Visitor {
        /**
         * Called for a row, by rising index.
         *
         * @param index the simulation; whatever the key says, in a damaged row
         * @param result null in a damaged row, or when results are not decoded
         * @param damage null when the row is as it was written
         */
        void row(long index, @Nullable SimulationResult result, @Nullable String damage);

        /** Called before that for a sound row that holds its result itself, with the result's bytes. */
        default void bytes(long index, byte[] bytes) {}
    }

    /**
     * Makes a table.
     *
     * @param run the run's key
     * @param id the run's id
     * @param simulations how many there are
     * @param codec decodes results; null checks them only
     */
    SimulationTable(long run, String id, int simulations, @Nullable SimulationCodec codec) {
        this.run = run;
        this.simulations = simulations;
        this.id = id.getBytes(StandardCharsets.UTF_8);
        this.codec = codec;
        this.reads = codec != null;
    }

    /** Reads results that lie in files also where results are not decoded. */
    SimulationTable readingFiles() {
        reads = true;
        return this;
    }

    /** Returns what was found wrong with files of results, the first {@value #LISTED_FILES} lines. */
    Set<String> lostFiles() {
        return lostFiles;
    }

    /** Returns a statement for {@link #add}. */
    static PreparedStatement prepareAdd(Connection connection) throws SQLException {
        return connection.prepareStatement("INSERT OR REPLACE INTO simulations (key, status, bytes, crc) VALUES (?, ?, ?, ?)");
    }

    /** Adds a result to a batch. */
    void add(PreparedStatement add, SimulationResult result, byte[] bytes) throws SQLException {
        int index = result.simulation().index();
        int status = status(result);
        add.setLong(1, key(index));
        add.setInt(2, status);
        add.setBytes(3, bytes);
        add.setLong(4, crc(index, status, bytes));
        add.addBatch();
    }

    /** A row as it was read. */
    private record Row(long index, int status, byte @Nullable [] bytes, long crc) {}

    /** Rows that were read, and not looked at. */
    final class Rows {
        private final List<Row> rows;

        private Rows(List<Row> rows) {
            this.rows = rows;
        }

        /** Visits them; may be called in any thread, unless results lie in files. */
        void visit(Visitor visitor) {
            rows.forEach(row -> SimulationTable.this.visit(row, visitor));
        }

        /** Returns whether results of theirs lie in files. */
        boolean lieInFiles() {
            return rows.stream().anyMatch(row -> row.bytes() != null && ResultFiles.place(row.bytes()) != null);
        }
    }

    /** Reads the rows of the simulations {@code from} (inclusive) to {@code to} (exclusive). */
    Rows rows(Connection connection, long from, long to) throws SQLException {
        List<Row> read = new ArrayList<>();
        read(connection, from, to, read::add);
        return new Rows(read);
    }

    /** Visits the rows of the simulations {@code from} (inclusive) to {@code to} (exclusive). */
    void visit(Connection connection, long from, long to, Visitor visitor) throws SQLException {
        read(connection, from, to, row -> visit(row, visitor));
    }

    private void read(Connection connection, long from, long to, Consumer<Row> taker) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT key, status, bytes, crc FROM simulations WHERE key >= ? AND key < ? ORDER BY key")) {
            select.setLong(1, key(from));
            select.setLong(2, key(to));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    taker.accept(new Row(rows.getLong(1) - key(0), rows.getInt(2), rows.getBytes(3), rows.getLong(4)));
                }
            }
        }
    }

    /**
     * Visits all rows of the run.
     *
     * @throws UnknownFormatException if another build wrote them
     */
    void visitAll(Connection connection, Visitor visitor) throws SQLException {
        visit(connection, 0, 1L << INDEX_BITS, visitor);
    }

    /** Counts the results whose checksums are right, by their status. */
    RunCounts soundCounts(Connection connection) throws SQLException {
        RunCounts counts = RunCounts.NONE;
        try (PreparedStatement select =
                connection.prepareStatement("SELECT key, status, bytes, crc FROM simulations WHERE key >= ? AND key < ?")) {
            select.setLong(1, key(0));
            select.setLong(2, key(simulations));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    byte[] bytes = rows.getBytes(3);
                    if (bytes != null && crc(rows.getLong(1) - key(0), rows.getInt(2), bytes) == rows.getLong(4)) {
                        counts = counts.plusStatus(rows.getInt(2));
                    }
                }
            }
        }
        return counts;
    }

    /** Removes the rows of the simulations {@code from} (inclusive) to {@code to} (exclusive). */
    void remove(Connection connection, long from, long to) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM simulations WHERE key >= ? AND key < ?")) {
            delete.setLong(1, key(from));
            delete.setLong(2, key(to));
            delete.executeUpdate();
        }
    }

    private void visit(Row row, Visitor visitor) {
        long index = row.index();
        int status = row.status();
        byte[] bytes = row.bytes();
        if (index >= simulations) {
            visitor.row(index, null, "there is no such simulation");
        } else if (bytes == null || crc(index, status, bytes) != row.crc()) {
            visitor.row(index, null, "its checksum is wrong");
        } else {
            @Nullable SimulationResult result;
            byte[] encoded;
            try {
                encoded = reads ? encoded(bytes) : bytes;
                result = codec == null ? null : codec.decode((int) index, encoded);
            } catch (UnknownFormatException e) {
                throw e; // not damaged
            } catch (UncheckedIOException e) {
                String line = String.valueOf(e.getMessage());
                if (lostFiles.size() < LISTED_FILES) {
                    lostFiles.add(line);
                }
                visitor.row(index, null, line);
                return;
            } catch (RuntimeException e) {
                visitor.row(index, null, "it cannot be read: " + e.getMessage());
                return;
            }
            if (encoded == bytes && (result == null || status(result) == status)) {
                visitor.bytes(index, bytes);
            }
            visitor.row(index, result, result == null || status(result) == status ? null : "its status is wrong");
        }
    }

    /** Returns the bytes of a result: those of the row, or those that lie where it says. */
    private byte[] encoded(byte[] row) {
        ResultPlace place = ResultFiles.place(row);
        if (place == null) {
            return row;
        }
        try {
            return files.read(place);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** Removes a row, all of them when {@code index} is negative. */
    void remove(Connection connection, long index) throws SQLException {
        remove(connection, Math.max(0, index), index < 0 ? 1L << INDEX_BITS : index + 1);
    }

    private long key(long index) {
        return (run << INDEX_BITS) + index;
    }

    private long crc(long index, int status, byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(id);
        crc.update(ByteBuffer.allocate(12).putLong(index).putInt(status).flip());
        crc.update(bytes);
        return crc.getValue();
    }

    private static int status(SimulationResult result) {
        return switch (result) {
            case Completed c -> 0;
            case Skipped s -> 1;
            case Failed f -> 2;
            case Interrupted i -> throw new IllegalArgumentException("an interrupted simulation is not kept: " + i.simulation());
        };
    }
}
