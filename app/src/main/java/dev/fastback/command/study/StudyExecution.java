package dev.fastback.command.study;

import dev.fastback.command.arguments.EngineArguments;
import dev.fastback.command.arguments.RunArguments;
import dev.fastback.engine.Engine;
import dev.fastback.forecast.Forecaster;
import dev.fastback.forecast.ForecasterRecipe;
import dev.fastback.forecast.ForecasterSettings;
import dev.fastback.input.DataFiles;
import dev.fastback.input.LoadedMarket;
import dev.fastback.input.LoadedStudy;
import dev.fastback.input.MemoryCheck;
import dev.fastback.input.options.DataOptions;
import dev.fastback.journal.JournalException;
import dev.fastback.journal.StudyView;
import dev.fastback.recording.Stage;
import dev.fastback.report.FrontsReporter;
import dev.fastback.report.HostFacts;
import dev.fastback.report.Report;
import dev.fastback.report.StoredRun;
import dev.fastback.report.TrialsReporter;
import dev.fastback.report.page.HtmlReporter;
import dev.fastback.report.table.HeatMap;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.result.SimulationResult.Interrupted;
import dev.fastback.result.SimulationResult;
import dev.fastback.run.RunEvent;
import dev.fastback.run.RunListener;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.store.RunState;
import dev.fastback.store.SqliteJournal;
import dev.fastback.strategy.Evaluators;
import dev.fastback.summary.StudyResult;
import dev.fastback.terminal.AtomicOutput;
import dev.fastback.terminal.ExitCode;
import dev.fastback.terminal.Interruption;
import dev.fastback.terminal.Progress;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.UsageException;
import dev.fastback.terminal.Version;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs a study into its journal, reports, and says how it went: what {@code optimize} and {@code resume} have in common. */
public final class StudyExecution {
    private static final int LISTED_FAILURES = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Terminal terminal;
    private final Interruption interruption;
    private final RunArguments run;
    private final EngineArguments where;
    private final Engine engine;
    private final AtomicOutput output;
    private final @Nullable AtomicOutput page;
    private final RunClock clock = new RunClock();
    private final RunLimits limits;

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
        engine.notice().ifPresent(terminal::say);
        this.output = AtomicOutput.to(terminal, run.out);
        this.page = run.page == null ? null : AtomicOutput.to(terminal, run.page, "--report");
        this.limits = new RunLimits(run, interruption.stop(), PATIENCE, this::giveUp); // from now on: reading bars takes its part of the time
    }

    private void giveUp() {
        terminal.say("stopped, --max-time is over, without a report: an evaluation did not end within " + PATIENCE.toSeconds()
                + " seconds; results in the store are kept (fastback runs)");
        interruption.giveUp(ExitCode.STOPPED);
    }

    /**
     * Reads what is to be run.
     *
     * @throws StoppedByLimit if a limit stopped that
     */
    <T> T load(Supplier<T> loader) {
        try {
            return loader.get();
        } catch (LoadedMarket.StoppedWhileReading e) {
            String limit = limits.reached();
            if (limit != null) {
                throw new StoppedByLimit(limit + ": " + e.getMessage());
            }
            throw e;
        }
    }

    /** A limit stopped the reading of bars; exit code 4, though there is no run yet to resume. */
    public static final class StoppedByLimit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private StoppedByLimit(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Makes sure that the report does not replace a file of prices.
     *
     * @throws UsageException if it would
     * @throws dev.fastback.data.findings.BarDataException if a folder of bars cannot be read
     */
    void requireOutputApartFrom(DataOptions data) {
        if (run.out == null && page == null) {
            return;
        }
        for (String file : DataFiles.of(data.paths())) {
            if (file.equals(DataFiles.STANDARD_INPUT)) {
                continue;
            }
            if (output.isAt(DataFiles.path(file))) {
                throw new UsageException("--out: " + run.out + " is a file of --data; name another file");
            }
            if (page != null && page.isAt(DataFiles.path(file))) {
                throw new UsageException("--report: " + run.page + " is a file of --data; name another file");
            }
        }
    }

    private void requireHeat(LoadedStudy loaded) {
        HeatMap heat = run.heatMap();
        if (heat != null) {
            heat.require(loaded.study());
        }
    }

    /**
     * Makes sure that a study can be run and shown as it is asked for, before anything is kept of it: that it fits into memory, as far as that can be told,
     * that its workers have a model and its table what it is to draw.
     *
     * @param stores whether its results are kept in the store
     * @throws UsageException if not, with the reason
     */
    void requirePossible(LoadedStudy loaded, boolean stores) {
        requireHeat(loaded);
        requireModel(loaded);
        OptionalLong elsewhere = engine.bytesPerWorker();
        MemoryCheck.requireHere(loaded.study(), elsewhere.isPresent() ? 0 : engine.workers(), stores);
        elsewhere.ifPresent(bytes -> MemoryCheck.requireInWorker(loaded.study(), bytes));
    }

    /**
     * Checks that the workers of a study have a model to load, where each is to load its own.
     *
     * @throws UsageException if they have none, with the reason
     */
    private void requireModel(LoadedStudy loaded) {
        if (!where.modelPerWorker) {
            return;
        }
        Forecaster forecaster = loaded.study().forecaster();
        if (loaded.study().strategies().stream().noneMatch(strategy -> strategy.needs().forecasts())) {
            throw new UsageException("--model-per-worker: no strategy of this study looks at forecasts");
        }
        ForecasterRecipe recipe = forecaster.recipe().orElseThrow(() -> new UsageException("--model-per-worker is for models that a process can load (a card, nano, linear), and --forecaster "
                + forecaster.id() + " has none"));
        if (!recipe.settings().device().equals(ForecasterSettings.DEFAULT.device())) {
            throw new UsageException("--model-per-worker would load the model onto " + recipe.settings().device() + " once for each worker; leave --onnx-provider out");
        }
    }

    /**
     * Runs what is missing and returns the exit code.
     *
     * @param journal where results are kept; null for memory
     */
    int run(LoadedStudy loaded, @Nullable SqliteJournal journal) {
        Evaluators evaluators = new Evaluators(where.evaluator.evaluatorFor(loaded.study().search().name()));
        HostFacts host = HostFacts.of(engine, evaluators);
        StudyResult result;
        StoppedSearches stopped = new StoppedSearches(loaded.study());
        String limit = null;
        JournalException lost = null;
        try (limits;
                Progress progress = new Progress(terminal, !run.quiet, interruption.stop())) {
            RunOptions options = RunOptions.of(engine)
                    .withEvaluators(evaluators)
                    .withListener(both(stopped, both(progress, limits)))
                    .withStop(interruption.stop());
            result = StudyRunner.run(loaded.study(), journal == null ? options : options.withJournal(journal));
            limit = limits.reached();
        } catch (JournalException e) {
            if (journal == null) {
                throw e;
            }
            lost = e;
            result = StudyView.of(loaded.study(), journal); // what is there is reported all the same
        } catch (RuntimeException e) {
            finishAfterError(journal);
            throw e;
        }
        boolean cut = isCut(result);
        lost = lost != null ? lost : keepHistory(loaded, result, journal, cut);
        JournalException unfinished = finish(journal, lost == null ? state(loaded, journal, limit, cut) : RunState.STOPPED);
        lost = lost == null ? unfinished : lost;
        StoredRun stored = journal == null ? null : new StoredRun(journal.record().id(), notes(journal), journal.history().orElse(null));
        Report report = new Report(result, loaded.market(), loaded.settings(), host.after(engine), loaded.loadSeconds(), stored);
        interruption.writing();
        long reportStart = System.nanoTime();
        write(report, engine.workers(), lost, journal);
        if (!run.quiet) {
            terminal.err().print(run.screen(terminal).show(clock.line(report, reportStart)));
        }
        if (lost != null) {
            throw storage(lost, journal);
        }
        sayWhatIsMissing(result, stopped, limit, cut, journal);
        return result.count(Interrupted.class) == 0 && !cut
                ? exitCode(report)
                : limit == null ? ExitCode.INTERRUPTED : ExitCode.STOPPED;
    }

    /**
     * Says what a run that was stopped has not done, and how to go on.
     *
     * @param limit what stopped it; null for a signal
     * @param cut whether it was stopped when its simulations were done
     */
    private void sayWhatIsMissing(
            StudyResult result, StoppedSearches stopped, @Nullable String limit, boolean cut, @Nullable SqliteJournal journal) {
        if (result.count(Interrupted.class) > 0) {
            stopped.tell(terminal);
            terminal.say((limit == null ? "interrupted: " : "stopped, " + limit + ": ") + result.count(Completed.class) + " of "
                    + result.study().simulationCount() + " simulations completed" + howToResume(journal));
        }
        if (cut) {
            terminal.say((limit == null ? "interrupted" : "stopped, " + limit)
                    + ": all simulations are done, but not the paths of unseen bars and the orders" + howToResume(journal));
        }
    }

    /** Writes down, once a run has ended, how often its data was looked at; returns why that cannot be kept. */
    private static @Nullable JournalException keepHistory(
            LoadedStudy loaded, StudyResult result, @Nullable SqliteJournal journal, boolean cut) {
        if (journal == null || cut || journal.history().isPresent() || result.count(Interrupted.class) > 0) {
            return null;
        }
        try {
            journal.putHistory(DataHistory.of(loaded, result, journal));
            return null;
        } catch (JournalException e) {
            return e;
        }
    }

    /** Writes the report; where the store is lost, a report that cannot be read from it any more is left out. */
    private void write(Report report, int workers, @Nullable JournalException lost, @Nullable SqliteJournal journal) {
        try (Stage _ = Stage.begin(Stage.REPORT)) {
            output.write(out -> run.reporter(terminal, journal).write(report, workers, out));
            if (page != null) {
                page.write(out -> new HtmlReporter(journal).write(report, workers, out));
            }
        } catch (JournalException e) {
            throw storage(lost == null ? e : lost, journal);
        }
        Path shown = run.shown();
        if (shown != null) {
            PageOpener.open(shown, terminal);
        }
    }

    private static List<String> notes(SqliteJournal journal) {
        List<String> notes = new ArrayList<>(journal.record().notes());
        notes.addAll(journal.findings());
        String version = journal.record().run().version();
        if (!version.equals(Version.text())) {
            notes.add("the run is of version " + version + ", this report of " + Version.text());
        }
        return notes;
    }

    /**
     * Reports without running anything and returns the exit code; what is missing shows as interrupted.
     *
     * @param journal where results are kept
     */
    int report(LoadedStudy loaded, SqliteJournal journal) {
        requireHeat(loaded);
        StudyResult result = StudyView.of(loaded.study(), journal);
        StoredRun stored = new StoredRun(journal.record().id(), notes(journal), journal.history().orElse(null));
        Report report = new Report(
                result, loaded.market(), loaded.settings(), HostFacts.ofReport(), loaded.loadSeconds(), stored);
        write(report, Runtime.getRuntime().availableProcessors(), null, journal);
        long missing = result.count(Interrupted.class);
        if (missing > 0) {
            boolean running = journal.record().state() == RunState.RUNNING;
            terminal.say(missing + " of " + result.study().simulationCount() + " simulations are missing"
                    + (running ? "; process " + journal.record().process() + " is running them" : howToResume(journal)));
            return result.count(Failed.class) > 0 ? ExitCode.SOME_FAILED : ExitCode.DONE;
        }
        return exitCode(report);
    }

    /**
     * Writes what was kept of trials and returns the exit code.
     *
     * @throws UsageException if nothing was kept
     */
    int exportTrials(LoadedStudy loaded, SqliteJournal journal) {
        if (!loaded.study().search().keepsTrials()) {
            throw new UsageException("run " + journal.record().id() + " kept no trials; run it with --keep-trials values, by a search other than exact");
        }
        try {
            TrialsReporter trials = new TrialsReporter(loaded.study(), journal);
            output.write(run.format == RunArguments.Format.PARQUET ? trials::writeParquet : trials::write);
        } catch (JournalException e) {
            throw storage(e, journal);
        }
        return ExitCode.DONE;
    }

    /**
     * Writes the fronts of a stored run, without running anything.
     *
     * @throws UsageException if it traded no metrics off
     */
    int exportFronts(LoadedStudy loaded, SqliteJournal journal) {
        if (loaded.study().metric().parts().size() == 1) {
            throw new UsageException("run " + journal.record().id() + " searched for one metric, " + loaded.study().metric().name()
                    + ", and has no front; --metric sharpe,-drawdown trades several off");
        }
        try {
            FrontsReporter fronts = new FrontsReporter(loaded.study(), journal);
            if (fronts.isEmpty()) {
                throw new UsageException("run " + journal.record().id() + " has no front: no simulation of a strategy with parameters has completed");
            }
            output.write(run.format == RunArguments.Format.PARQUET ? fronts::writeParquet : fronts::write);
        } catch (JournalException e) {
            throw storage(e, journal);
        }
        return ExitCode.DONE;
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

    /** Returns whether a stop came after the last simulation and before paths and orders were made. */
    private boolean isCut(StudyResult result) {
        return interruption.stop().isRequested()
                && result.count(Interrupted.class) == 0
                && result.symbols().stream()
                        .anyMatch(symbol -> !symbol.outcome().isKnown() && symbol.simulations().getFirst() instanceof Completed);
    }

    /** Returns what became of a run, from what its journal counted. */
    private static RunState state(LoadedStudy loaded, @Nullable SqliteJournal journal, @Nullable String limit, boolean cut) {
        if (cut || journal == null || journal.record().counts().finished() < loaded.study().simulationCount()) {
            return limit == null ? RunState.INTERRUPTED : RunState.STOPPED;
        }
        return journal.record().counts().completed() == 0 ? RunState.FAILED : RunState.COMPLETED;
    }

    private static void finishAfterError(@Nullable SqliteJournal journal) {
        try {
            if (journal != null) {
                journal.finishAfterError();
            }
        } catch (JournalException e) {
            // The error under way says more.
            System.getLogger(StudyExecution.class.getName()).log(System.Logger.Level.DEBUG, "the run could not be ended", e);
        }
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
        return new AtomicOutput.StorageException(e.getMessage() + howToResume(journal), e);
    }

    private static String howToResume(@Nullable SqliteJournal journal) {
        return journal == null || journal.isLost() ? "" : "; resume with: fastback resume " + journal.record().id();
    }

    private int exitCode(Report report) {
        StudyResult result = report.result();
        long failed = result.count(Failed.class);
        if (failed > 0) {
            result.firstFailures().values().stream()
                    .filter(Failed.class::isInstance)
                    .limit(LISTED_FAILURES)
                    .forEach(s -> terminal.say(result.study().symbols().get(s.simulation().symbol()).name() + ": simulation "
                            + s.simulation().fold().index() + " failed: " + s.reason().orElse("")));
        }
        if (result.count(Completed.class) == 0) {
            String reason = result.firstFailures().values().stream()
                    .findFirst()
                    .flatMap(SimulationResult::reason)
                    .orElse("no simulations");
            terminal.say("no simulation could run: " + result.study().symbols().getFirst().name() + " " + reason);
            return ExitCode.NOTHING_RAN;
        }
        return failed > 0 || !report.loaded().failures().isEmpty() ? ExitCode.SOME_FAILED : ExitCode.DONE;
    }
}
