package dev.fastback.store;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds runs in a store. */
final class RunRows {
    private static final String LAST = "last";

    private final StoreFile file;

    RunRows(StoreFile file) {
        this.file = file;
    }

    /** Returns all rows, newest first. */
    List<RunTable.Row> all() {
        return rows("ORDER BY key DESC", null);
    }

    /** Returns the newest row. */
    Optional<RunTable.Row> newest() {
        return rows("ORDER BY key DESC LIMIT 1", null).stream().findFirst();
    }

    /** Returns the rows of runs of an equal study, newest first. */
    List<RunTable.Row> ofStudy(String study) {
        return rows("WHERE study = ? AND study = ? ORDER BY key DESC", study);
    }

    /** Returns the row of a run, by its whole id. */
    Optional<RunTable.Row> row(String id) {
        return rows("WHERE id = ? AND id = ?", id).stream().findFirst();
    }

    /**
     * Returns the row of a run, by its whole id.
     *
     * @throws StoreException if there is none or it is damaged
     */
    RunTable.Row existing(String id) {
        RunTable.Row row = row(id).orElseThrow(() -> missing(id));
        if (row.record().state() == RunState.DAMAGED) {
            throw StoreException.of(file.path(), "the record of run " + id + " is damaged");
        }
        return row;
    }

    static StoreException missing(String id) {
        return new StoreException("there is no run " + id);
    }

    /**
     * Returns a row.
     *
     * @param text the run's id, the beginning of it if no other begins so, or {@code last} for the newest
     * @throws StoreException if there is none, or several
     */
    RunTable.Row find(String text) {
        if (text.equals(LAST)) {
            return newest().orElseThrow(() -> new StoreException("there are no runs yet"));
        }
        Optional<RunTable.Row> exact = row(text);
        if (exact.isPresent()) {
            return exact.get();
        }
        List<RunTable.Row> found = rows("WHERE substr(id, 1, length(?)) = ? ORDER BY key DESC LIMIT 3", text);
        if (found.isEmpty() || text.isEmpty()) {
            throw new StoreException("there is no run " + text + "; fastback runs lists them");
        }
        if (found.size() > 1) {
            throw new StoreException("several runs begin with " + text + ": "
                    + String.join(", ", found.stream().map(r -> r.record().id()).toList())
                    + (found.size() > 2 ? " and perhaps more" : ""));
        }
        return found.getFirst();
    }

    /** Returns a run as it stands: one whose process is gone is no longer running, whatever was written down. */
    RunRecord shown(RunTable.Row row) {
        RunRecord record = row.record();
        try {
            boolean abandoned = record.state() == RunState.RUNNING && !file.locks().isTaken(row.key());
            RunRecord now = abandoned ? record.withState(RunState.INTERRUPTED, null, record.process()) : record;
            return row.damage() == null ? now : counted(row.key(), now);
        } catch (IOException e) {
            throw StoreException.of(file.path(), e);
        }
    }

    /** Returns a run with the counts of those results whose checksums are right, rather than those that were written down. */
    RunRecord counted(long key, RunRecord record) {
        if (record.state() == RunState.DAMAGED) {
            return record;
        }
        SimulationTable results = new SimulationTable(key, record.id(), record.run().simulations(), null);
        return record.withCounts(file.read(results::soundCounts));
    }

    /** Reads rows; {@code text} stands for both question marks of the clause, if it has any. */
    private List<RunTable.Row> rows(String clause, @Nullable String text) {
        return file.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(RunTable.SELECT + clause)) {
                if (text != null) {
                    select.setString(1, text);
                    select.setString(2, text);
                }
                List<RunTable.Row> found = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(RunTable.read(rows));
                    }
                }
                return found;
            }
        });
    }
}
