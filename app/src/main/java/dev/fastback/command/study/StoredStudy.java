package dev.fastback.command.study;

import dev.fastback.command.arguments.EngineArguments;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.input.LoadSettings;
import dev.fastback.input.LoadedStudy;
import dev.fastback.input.StudyDifferences;
import dev.fastback.input.StudySettings;
import dev.fastback.input.options.DataOptions;
import dev.fastback.input.options.StudyOptions;
import dev.fastback.store.NewRun;
import dev.fastback.store.RunRecord;
import dev.fastback.store.RunState;
import dev.fastback.terminal.Interruption;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.UsageException;
import dev.fastback.terminal.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The study of a stored run, built again from its request.
 *
 * @param record what is known about the run
 * @param data where its bars are read from
 * @param loaded the study as its request gives it now
 * @param differences what is not as it was in the study, a line each
 */
public record StoredStudy(RunRecord record, DataOptions data, LoadedStudy loaded, List<String> differences) {
    /**
     * Reads the bars again and compares.
     *
     * @throws UsageException if the run's record is damaged, another build wrote it whose studies have other settings, or standard input does
     *     not give the bars that it gave the run
     * @param where says where forecasts of models are kept, and how long a strategy may take to say what it needs
     * @throws BarDataException if its bars cannot be read any more
     */
    static StoredStudy load(
            RunRecord record, Terminal terminal, Interruption interruption, boolean quiet, long startNanos, EngineArguments where) {
        return load(record, terminal, interruption, quiet, startNanos, false, where);
    }

    /** Reads the bars again and compares, for a report: the run's forecaster is not made, and need not be there any more. */
    public static StoredStudy loadToRead(RunRecord record, Terminal terminal, Interruption interruption, long startNanos) {
        return load(record, terminal, interruption, true, startNanos, true, new EngineArguments());
    }

    private static StoredStudy load(
            RunRecord record,
            Terminal terminal,
            Interruption interruption,
            boolean quiet,
            long startNanos,
            boolean toRead,
            EngineArguments where) {
        if (record.state() == RunState.DAMAGED) {
            throw new UsageException("the record of run " + record.id() + " is damaged; fastback runs verify " + record.id()
                    + " says more");
        }
        // The environment has been written out in the request and must not decide again.
        Terminal plain = new Terminal(terminal.in(), terminal.out(), terminal.err(), Map.of(), terminal.isTerminal());
        StudyRequest request = StudyRequest.parse(record.run().request());
        OptimizeCommand command = request.command(plain, interruption);
        StudyOptions asked = command.study.options(command.search.options(), command.own.options(terminal, where));
        StudySettings settings = toRead
                ? StudySettings.toRead(asked, command.market.options(), plain, StudyDifferences.forecaster(record.run().study()))
                : StudySettings.of(asked, command.market.options(), plain, where.cache(terminal));
        DataOptions data = command.data.options();
        try {
            LoadedStudy loaded = LoadedStudy.load(
                    command.symbols,
                    data,
                    command.market.options(),
                    settings,
                    new LoadSettings(plain, quiet, interruption.stop(), command.where.workers()),
                    startNanos);
            String now = loaded.json();
            if (!StudyDifferences.haveTheSameSettings(record.run().study(), now)) {
                throw new UsageException("run " + record.id() + " was written by another build (version " + record.run().version()
                        + "), whose studies have other settings");
            }
            return new StoredStudy(record, data, loaded, StudyDifferences.between(record.run().study(), now));
        } catch (BarDataException e) {
            if (request.readsStandardInput()) {
                throw new UsageException("run " + record.id() + " got its bars from standard input, and needs them there again ("
                        + e.getMessage() + ")");
            }
            throw e;
        }
    }

    /** Returns what has changed since the run, the version included. */
    List<String> changes() {
        List<String> changes = new ArrayList<>(differences);
        if (!record.run().version().equals(Version.text())) {
            changes.addFirst("version was " + record.run().version() + ", is " + Version.text());
        }
        return changes;
    }

    /**
     * Makes sure that what is stored and what would be computed now belong together.
     *
     * @throws UsageException if the study has changed, with the differences
     */
    void requireSameStudy() {
        if (!differences.isEmpty()) {
            throw new UsageException("run " + record.id() + " is of another study: " + StudyDifferences.line(differences));
        }
    }

    /** Returns the indices of the symbols whose results would be others now; they are run again when the run is resumed by force. */
    Set<Integer> changedSymbols() {
        return StudyDifferences.changedSymbols(record.run().study(), loaded.json());
    }

    /**
     * Returns the run as it is from now on. A finished one stays what it is.
     *
     * @param force whether changes are accepted
     * @throws UsageException if there are changes that are not accepted, or after which its results have no place
     */
    NewRun next(boolean force) {
        List<String> changes = changes();
        if (changes.isEmpty()) {
            return record.run();
        }
        String now = loaded.json();
        if (!record.isUnfinished() && !differences.isEmpty()) {
            throw new UsageException("run " + record.id() + " is finished and stays as it is, also with --force; something has changed since: "
                    + StudyDifferences.line(changes) + " (fastback optimize makes a new run)");
        }
        if (!StudyDifferences.haveTheSameSimulations(record.run().study(), now)) {
            throw new UsageException("run " + record.id() + " cannot be resumed, its simulations are others now: "
                    + StudyDifferences.line(changes));
        }
        if (!force) {
            throw new UsageException("run " + record.id() + " cannot be resumed, something has changed: "
                    + StudyDifferences.line(changes) + " (--force resumes all the same)");
        }
        NewRun run = record.run();
        if (!record.isUnfinished()) {
            return run;
        }
        return new NewRun(
                run.started(), Version.text(), run.java(), run.seed(), run.simulations(), now, run.request());
    }
}
