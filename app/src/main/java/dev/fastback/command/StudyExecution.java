package dev.fastback.command;

import dev.fastback.engine.Engine;
import dev.fastback.input.LoadedStudy;
import dev.fastback.input.MemoryCheck;
import dev.fastback.journal.JournalException;
import dev.fastback.journal.StudyView;
import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.profit.ScalarEvaluator;
import dev.fastback.report.HostFacts;
import dev.fastback.report.Report;
import dev.fastback.report.StoredRun;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.result.SimulationResult.Interrupted;
import dev.fastback.result.SimulationResult.Skipped;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.StudyResult;
import dev.fastback.run.RunEvent;
import dev.fastback.run.RunListener;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.store.RunState;
import dev.fastback.store.SqliteJournal;
import dev.fastback.strategy.Evaluators;
import dev.fastback.terminal.AtomicOutput;
import dev.fastback.terminal.ExitCode;
import dev.fastback.terminal.Interruption;
import dev.fastback.terminal.Progress;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.UsageException;
import dev.fastback.terminal.Version;
import dev.fastback.workers.ProcessEngine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a study into its journal, reports, and says how it went: what {@code optimize} and {@code resume} have in common. */
final class StudyExecution {
    private static final int LISTED_FAILURES = 10;

    private final Terminal terminal;
    private final Interruption interruption;
    private final RunArguments run;
    private final EngineArguments where;
    private final Engine engine;
    private final AtomicOutput output;

    /**
     * Makes one, having checked what can be checked before bars are read.
     *
     * @throws UsageException if a setting makes no sense or the report cannot be written
     */
    StudyExecution(Terminal terminal, Interruption interruption, EngineArguments where, RunArguments run) {
        this.terminal = terminal;
        this.interruption = interruption;
        this.run = run;
        run.check();
        this.where = where;
        this.engine = where.engine();
        this.output = AtomicOutput.to(terminal, run.out);
    }

    /**
     * Makes sure that a study fits into memory, as far as that can be told before it runs.
     *
     * @param stores whether its results are kept in the store
     * @throws UsageException if it does not, with the figures
     */
    void requireMemory(LoadedStudy loaded, boolean stores) {
        if (engine instanceof ProcessEngine) {
            MemoryCheck.requireHere(loaded.study(), 0, stores);
            MemoryCheck.requireInWorker(loaded.study(), where.bytesPerWorker());
        } else {
            MemoryCheck.requireHere(loaded.study(), engine.workers(), stores);
        }
    }

    /**
     * Runs what is missing and returns the exit code.
     *
     * @param journal where results are kept; null for memory
     */
    int run(LoadedStudy loaded, @Nullable SqliteJournal journal) {
        run.requireOutIsNone(loaded.market().files());
        Evaluators evaluators = new Evaluators(where.evaluator.evaluatorFor(loaded.study().search().name()));
        HostFacts host = HostFacts.of(engine, evaluators);
        StudyResult result;
        String limit;
        try (RunLimits limits = new RunLimits(run, interruption.stop());
                Progress progress = new Progress(terminal, !run.quiet, interruption.stop())) {
            RunOptions options = RunOptions.of(engine)
                    .withEvaluators(evaluators)
                    .withListener(both(progress, limits))
                    .withStop(interruption.stop());
            result = StudyRunner.run(loaded.study(), journal == null ? options : options.withJournal(journal));
            limit = limits.reached();
        } catch (JournalException e) {
            finish(journal, RunState.STOPPED);
            throw storage(e, journal);
        } catch (RuntimeException e) {
            finish(journal, RunState.FAILED);
            throw e;
        }
        JournalException unfinished = finish(journal, state(result, limit));
        StoredRun stored = journal == null ? null : new StoredRun(journal.record().id(), journal.record().notes());
        Report report = new Report(result, loaded.market(), loaded.settings(), host, loaded.loadSeconds(), stored);
        interruption.writing();
        output.write(out -> run.reporter().write(report, engine.workers(), out));
        if (unfinished != null) {
            throw storage(unfinished, journal);
        }
        if (result.count(Interrupted.class) > 0) {
            remark((limit == null ? "interrupted: " : "stopped, " + limit + ": ") + result.count(Completed.class) + " of "
                    + result.study().simulationCount() + " simulations completed" + howToResume(journal));
        }
        return result.count(Interrupted.class) == 0
                ? exitCode(report)
                : limit == null ? ExitCode.INTERRUPTED : ExitCode.STOPPED;
    }

    /**
     * Reports without running anything and returns the exit code; what is missing shows as interrupted.
     *
     * @param journal where results are kept
     */
    int report(LoadedStudy loaded, SqliteJournal journal) {
        run.requireOutIsNone(loaded.market().files());
        StudyResult result = StudyView.of(loaded.study(), journal);
        List<String> notes = new ArrayList<>(journal.record().notes());
        String version = journal.record().run().version();
        if (!version.equals(Version.text())) {
            notes.add("the run is of version " + version + ", this report of " + Version.text());
        }
        StoredRun stored = new StoredRun(journal.record().id(), notes);
        Report report = new Report(
                result, loaded.market(), loaded.settings(), HostFacts.ofReport(), loaded.loadSeconds(), stored);
        output.write(out -> run.reporter().write(report, Runtime.getRuntime().availableProcessors(), out));
        long missing = result.count(Interrupted.class);
        if (missing > 0) {
            remark(missing + " of " + result.study().simulationCount() + " simulations are missing" + howToResume(journal));
            return result.count(Failed.class) > 0 ? ExitCode.SOME_FAILED : ExitCode.DONE;
        }
        return exitCode(report);
    }

    private static RunListener both(RunListener one, RunListener two) {
        return new RunListener() {
            @Override
            public void on(RunEvent event) {
                one.on(event);
                two.on(event);
            }
        };
    }

    private static RunState state(StudyResult result, @Nullable String limit) {
        if (result.count(Interrupted.class) > 0) {
            return limit == null ? RunState.INTERRUPTED : RunState.STOPPED;
        }
        return result.count(Completed.class) == 0 ? RunState.FAILED : RunState.COMPLETED;
    }

    private static @Nullable JournalException finish(@Nullable SqliteJournal journal, RunState state) {
        try {
            if (journal != null) {
                journal.finish(state);
            }
            return null;
        } catch (JournalException e) {
            return e;
        }
    }

    private static AtomicOutput.StorageException storage(JournalException e, @Nullable SqliteJournal journal) {
        return new AtomicOutput.StorageException(e.getMessage() + howToResume(journal));
    }

    private static String howToResume(@Nullable SqliteJournal journal) {
        return journal == null ? "" : "; resume with: fastback resume " + journal.record().id();
    }

    private int exitCode(Report report) {
        StudyResult result = report.result();
        long failed = result.count(Failed.class);
        if (failed > 0) {
            result.simulations()
                    .filter(Failed.class::isInstance)
                    .limit(LISTED_FAILURES)
                    .forEach(s -> remark(result.study().symbols().get(s.simulation().symbol()).name() + ": simulation "
                            + s.simulation().fold().index() + " failed: " + s.reason().orElse("")));
        }
        if (result.count(Completed.class) == 0) {
            String reason = result.simulations()
                    .filter(s -> s instanceof Skipped || s instanceof Failed)
                    .findFirst()
                    .flatMap(s -> s.reason())
                    .orElse("no simulations");
            remark("no simulation could run: " + result.study().symbols().getFirst().name() + " " + reason);
            return ExitCode.NOTHING_RAN;
        }
        return failed > 0 || !report.loaded().failures().isEmpty() ? ExitCode.SOME_FAILED : ExitCode.DONE;
    }

    private void remark(String line) {
        terminal.err().println("fastback: " + line);
    }
}
