package dev.fastback.store;

import dev.fastback.codec.OutcomeCodec;
import dev.fastback.codec.UnknownFormatException;
import dev.fastback.result.ForecastRecord;
import dev.fastback.result.RunHistory;
import dev.fastback.result.SymbolOutcome;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes what one run knows beside its simulations, in table {@code documents}: {@code forecasts} and {@code history} at position 0, and
 * {@code symbol} at the position of each symbol in the study; {@code bytes} as {@link OutcomeCodec} writes them; {@code crc} is the
 * CRC-32C of the run's id, the name, the position and the bytes. No row is believed whose checksum is wrong.
 */
final class DocumentTable {
    private static final String FORECASTS = "forecasts";
    private static final String SYMBOL = "symbol";
    private static final String HISTORY = "history";

    private final long run;
    private final byte[] id;

    /**
     * What is wrong with a document.
     *
     * @param name the document's
     * @param line in words
     */
    record Finding(String name, String line) {}

    /**
     * What is there and sound.
     *
     * @param forecasts null if missing
     * @param symbols by index; as many as there are rows up to the last sound one, {@link SymbolOutcome#UNKNOWN} where one is not sound
     * @param history null if missing
     * @param damage what is wrong
     */
    record Content(
            @Nullable ForecastRecord forecasts, List<SymbolOutcome> symbols, @Nullable RunHistory history, List<Finding> damage) {
        /** Nothing. */
        static final Content NONE = new Content(null, List.of(), null, List.of());

        Content {
            symbols = List.copyOf(symbols);
            damage = List.copyOf(damage);
        }

        Content withForecasts(ForecastRecord record) {
            return new Content(record, symbols, history, damageOfOthers(FORECASTS));
        }

        Content withSymbols(List<SymbolOutcome> outcomes) {
            return new Content(forecasts, outcomes, history, damageOfOthers(SYMBOL));
        }

        Content withHistory(RunHistory newHistory) {
            return new Content(forecasts, symbols, newHistory, damageOfOthers(HISTORY));
        }

        private List<Finding> damageOfOthers(String name) {
            return damage.stream().filter(finding -> !finding.name().equals(name)).toList();
        }

        /** Returns what is wrong, a line each. */
        List<String> findings() {
            return damage.stream().map(Finding::line).toList();
        }

        SymbolOutcome symbol(int index) {
            return index < symbols.size() ? symbols.get(index) : SymbolOutcome.UNKNOWN;
        }
    }

    /**
     * Makes a table.
     *
     * @param run the run's key
     * @param id the run's id
     */
    DocumentTable(long run, String id) {
        this.run = run;
        this.id = id.getBytes(StandardCharsets.UTF_8);
    }

    /** Keeps what is known of forecasts instead of those that are there. */
    void put(Connection connection, ForecastRecord record) throws SQLException {
        remove(connection, FORECASTS);
        put(connection, FORECASTS, List.of(OutcomeCodec.encode(record)));
    }

    /** Keeps the outcomes of all symbols instead of those that are there. */
    void put(Connection connection, List<SymbolOutcome> outcomes) throws SQLException {
        remove(connection, SYMBOL);
        put(connection, SYMBOL, outcomes.stream().map(OutcomeCodec::encode).toList());
    }

    /** Keeps the run's history instead of the one that is there. */
    void put(Connection connection, RunHistory history) throws SQLException {
        remove(connection, HISTORY);
        put(connection, HISTORY, List.of(OutcomeCodec.encode(history)));
    }

    private void put(Connection connection, String name, List<byte[]> documents) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT OR REPLACE INTO documents (run, name, position, bytes, crc) VALUES (?, ?, ?, ?, ?)")) {
            for (int position = 0; position < documents.size(); position++) {
                insert.setLong(1, run);
                insert.setString(2, name);
                insert.setInt(3, position);
                insert.setBytes(4, documents.get(position));
                insert.setLong(5, crc(name, position, documents.get(position)));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void remove(Connection connection, String name) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM documents WHERE run = ? AND name = ?")) {
            delete.setLong(1, run);
            delete.setString(2, name);
            delete.executeUpdate();
        }
    }

    /** Removes all of the run's. */
    void remove(Connection connection) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM documents WHERE run = ?")) {
            delete.setLong(1, run);
            delete.executeUpdate();
        }
    }

    /** Returns the run's history alone; empty where there is none, or none that this build can read. */
    Optional<RunHistory> history(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT position, bytes, crc FROM documents WHERE run = ? AND name = ?")) {
            select.setLong(1, run);
            select.setString(2, HISTORY);
            try (ResultSet rows = select.executeQuery()) {
                Reading reading = new Reading(-1);
                try {
                    while (rows.next()) {
                        reading.add(HISTORY, rows.getLong(1), rows.getBytes(2), rows.getLong(3));
                    }
                } catch (UnknownFormatException e) {
                    return Optional.empty();
                }
                return Optional.ofNullable(reading.history);
            }
        }
    }

    /**
     * Reads and checks all of the run's.
     *
     * @param symbols how many the study has; negative if that is not known
     * @throws UnknownFormatException if another build wrote them
     */
    Content read(Connection connection, int symbols) throws SQLException {
        Reading reading = new Reading(symbols);
        visit(connection, reading::add);
        return new Content(reading.forecasts, reading.outcomes, reading.history, reading.damage);
    }

    /** Returns what is wrong with the checksums of the run's, a line each. */
    List<String> damaged(Connection connection) throws SQLException {
        List<String> lines = new ArrayList<>();
        visit(connection, (name, position, bytes, crc) -> {
            if (isDamaged(name, position, bytes, crc)) {
                lines.add(damage(name, position).line());
            }
        });
        return lines;
    }

    private interface Visitor {
        void document(String name, long position, byte @Nullable [] bytes, long crc);
    }

    private void visit(Connection connection, Visitor visitor) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT name, position, bytes, crc FROM documents WHERE run = ? ORDER BY name, position")) {
            select.setLong(1, run);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    visitor.document(String.valueOf(rows.getString(1)), rows.getLong(2), rows.getBytes(3), rows.getLong(4));
                }
            }
        }
    }

    private boolean isDamaged(String name, long position, byte @Nullable [] bytes, long crc) {
        return bytes == null || crc(name, position, bytes) != crc;
    }

    private static Finding damage(String name, long position) {
        return new Finding(name, what(name, position) + ": its checksum is wrong");
    }

    private static String what(String name, long position) {
        return name.equals(SYMBOL) ? "the outcome of symbol " + position : "the run's " + name;
    }

    private final class Reading {
        final int symbols;
        @Nullable ForecastRecord forecasts;
        @Nullable RunHistory history;
        final List<SymbolOutcome> outcomes = new ArrayList<>();
        final List<Finding> damage = new ArrayList<>();

        Reading(int symbols) {
            this.symbols = symbols;
        }

        void add(String name, long position, byte @Nullable [] bytes, long crc) {
            if (bytes == null || isDamaged(name, position, bytes, crc)) {
                damage.add(damage(name, position));
                return;
            }
            try {
                decode(name, position, bytes);
            } catch (UnknownFormatException e) {
                throw e;
            } catch (IllegalArgumentException e) {
                damage.add(new Finding(name, what(name, position) + ": it cannot be read: " + e.getMessage()));
            }
        }

        private void decode(String name, long position, byte[] bytes) {
            switch (name) {
                case FORECASTS -> forecasts = OutcomeCodec.decodeForecasts(bytes);
                case HISTORY -> history = OutcomeCodec.decodeHistory(bytes);
                case SYMBOL -> {
                    if (symbols >= 0 && position >= symbols) {
                        throw new IllegalArgumentException("there is no such symbol");
                    }
                    SymbolOutcome outcome = OutcomeCodec.decodeSymbol(bytes);
                    while (outcomes.size() < position) {
                        outcomes.add(SymbolOutcome.UNKNOWN);
                    }
                    outcomes.add(outcome);
                }
                default -> {
                    // Of a later build, which knows what it is for.
                }
            }
        }
    }

    private long crc(String name, long position, byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(id);
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        crc.update(ByteBuffer.allocate(8).putLong(position).flip());
        crc.update(bytes);
        return crc.getValue();
    }
}
