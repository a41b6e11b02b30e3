package dev.fastback.store;

import dev.fastback.codec.SimulationCodec;
import dev.fastback.codec.UnknownFormatException;
import dev.fastback.study.Study;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at all that is stored of a run, and at the structure of the file. Used once. */
final class RunChecker {
    private static final int LISTED_FINDINGS = 20;

    private final StoreFile file;
    private final List<String> findings = new ArrayList<>();
    private int checked;
    private int damaged;

    RunChecker(StoreFile file) {
        this.file = file;
    }

    /**
     * Checks a run.
     *
     * @param study decodes the results; null checks their checksums only
     */
    RunCheck check(RunTable.Row row, @Nullable Study study) {
        RunRecord record = row.record();
        boolean known = record.state() != RunState.DAMAGED;
        String id = row.damage() == null ? record.id() : file.read(connection -> writtenId(connection, row));
        SimulationTable results = new SimulationTable(
                row.key(),
                id,
                known ? record.run().simulations() : Integer.MAX_VALUE,
                study == null ? null : new SimulationCodec(study)).readingFiles();
        DocumentTable documents = new DocumentTable(row.key(), id);
        file.read(connection -> {
            try {
                results.visitAll(connection, (index, result, damage) -> count(index, damage));
                documents.read(connection, study == null ? -1 : study.symbols().size()).findings().stream()
                        .limit(LISTED_FINDINGS)
                        .forEach(findings::add);
            } catch (UnknownFormatException e) {
                findings.add(StoreException.unknownFormat(record.id(), e).getMessage());
            }
            checkStructure(connection);
            return damaged;
        });
        return new RunCheck(checked, damaged, findings);
    }

    /** Says what is wrong with a run's record, and returns the id that its results were written with. */
    private String writtenId(Connection connection, RunTable.Row row) throws SQLException {
        String id = row.record().id();
        String damage = String.valueOf(row.damage());
        if (!damage.equals(RunTable.ALL_DAMAGED)) {
            findings.add(damage);
            return id;
        }
        String written = RunTable.writtenId(connection, row.key());
        if (written == null || written.equals(id)) {
            findings.add(damage);
            return id;
        }
        findings.add("its id (table runs) is not " + written + " as it was written: it cannot be reported or resumed; "
                + (RunTable.hasSettingsOf(connection, row.key(), written) ? "all else of its record is" : RunTable.SETTINGS_DAMAGED));
        return written;
    }

    /**
     * Makes sure that a run is in the file as it was written: another program may have written into it, which no identity tells.
     *
     * @param expected as it was written last
     * @throws StoreException if not
     */
    void requireWritten(RunTable.Row expected) throws SQLException {
        RunRecord record = expected.record();
        new SimulationTable(expected.key(), record.id(), record.run().simulations(), null)
                .visitAll(file.connection(), (index, result, damage) -> count(index, damage));
        findings.addAll(new DocumentTable(expected.key(), record.id()).damaged(file.connection()));
        RunRecord there = new RunRows(file).existing(record.id()).record();
        int missing = record.counts().finished() - (checked - damaged);
        if (missing != 0 || !findings.isEmpty() || there.state() != record.state() || !there.counts().equals(record.counts())) {
            throw StoreException.lost(
                    file.path(),
                    "another program has changed it: run " + record.id() + " does not read back as written"
                            + (missing > 0 ? ", " + missing + " of its results are gone" : ""));
        }
    }

    private void count(long index, @Nullable String damage) {
        checked++;
        if (damage != null && ++damaged <= LISTED_FINDINGS) {
            findings.add("simulation " + index + ": " + damage);
        }
    }

    private void checkStructure(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA quick_check(5)")) {
            while (rows.next()) {
                String line = String.valueOf(rows.getString(1));
                if (!line.equals("ok")) {
                    findings.add("the file: " + line.replace('\n', ' ').strip());
                }
            }
        }
    }
}
