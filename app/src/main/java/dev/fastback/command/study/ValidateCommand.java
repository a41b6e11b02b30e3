package dev.fastback.command.study;

import dev.fastback.command.arguments.EngineArguments;
import dev.fastback.command.arguments.ListArguments;
import dev.fastback.command.arguments.ListFormat;
import dev.fastback.command.arguments.RunHome;
import dev.fastback.input.LoadedStudy;
import dev.fastback.journal.StudyView;
import dev.fastback.run.RunOptions;
import dev.fastback.search.Searches;
import dev.fastback.search.methods.GridSearch;
import dev.fastback.store.RunStore;
import dev.fastback.store.SqliteJournal;
import dev.fastback.strategy.Evaluators;
import dev.fastback.study.Study;
import dev.fastback.summary.StudyResult;
import dev.fastback.terminal.AtomicOutput;
import dev.fastback.terminal.ExitCode;
import dev.fastback.terminal.Interruption;
import dev.fastback.terminal.Progress;
import dev.fastback.terminal.Screen;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.UsageException;
import dev.fastback.validation.Validation;
import dev.fastback.validation.ValidationReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Searches again what a stored run chose. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Searches again what a stored run chose, with production and with exact search, and shows what that changes. With --fit-fills simulator a longer DIRECT stands for exact search.",
            "Of --strategy the larger search is de with ten times the run's evaluations, and the reference the grid where that takes a minute or so, else de with a hundred times.",
            "A symbol's winner is the strategy with the largest in-sample profit per bar of the run, of --strategy that with the best mean of the metric, with --pool by its mean over the symbols; unseen bars choose nothing."
        },
        footer = {
            "",
            "Nothing is stored. Exit codes: 0 done, 2 bad usage, no such run, or its bars have changed, 3 the run has no completed simulation, "
                    + "70 an internal fault, 130 interrupted."
        })
public final class ValidateCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Interruption interruption;

    @Parameters(arity = "0..1", paramLabel = "RUN", description = RunHome.RUN_OR_LAST)
    String id = "";

    @ArgGroup(exclusive = false, multiplicity = "0..1", heading = EngineArguments.HEADING)
    EngineArguments where = new EngineArguments();

    @Option(names = "--format", paramLabel = "FORMAT", description = "table or json (default: table).")
    ListFormat format = ListFormat.TABLE;

    @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "Write to a file, whole or not at all (default: standard output).")
    @Nullable Path out;

    @Option(names = {"-q", "--quiet"}, description = "No progress and no remarks on standard error.")
    boolean quiet;

    @Option(names = "--wide", description = ListArguments.WIDE)
    boolean wide;

    public ValidateCommand(Terminal terminal, Interruption interruption) {
        this.terminal = terminal;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        if (where.results != null || where.modelPerWorker) {
            throw new UsageException((where.results != null ? "--results" : "--model-per-worker") + " is for runs that are stored and reported, and validate stores nothing; leave it out");
        }
        return validated();
    }

    private int validated() {
        long started = System.nanoTime();
        AtomicOutput output = AtomicOutput.to(terminal, out);
        interruption.watch();
        try (RunStore store = RunHome.of(terminal).storeToRead()) {
            StoredStudy stored = StoredStudy.load(
                    LastRun.find(store, id, terminal, quiet), terminal, interruption, quiet, started, where);
            stored.requireSameStudy();
            try (SqliteJournal journal = store.read(stored.record().id(), stored.loaded().study())) {
                StudyResult result = StudyView.of(stored.loaded().study(), journal);
                Screen screen = out != null ? Screen.PLAIN : wide ? terminal.screen().wide() : terminal.screen();
                Validation validation = validate(stored.loaded(), result);
                if (validation.stopped()) {
                    terminal.say("interrupted: nothing is reported");
                    return ExitCode.INTERRUPTED;
                }
                String text = format == ListFormat.JSON
                        ? ValidationReport.json(validation)
                        : screen.show(ValidationReport.table(validation, screen));
                output.write(stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
                return exitCode(validation);
            }
        }
    }

    private int exitCode(Validation validation) {
        if (validation.winners().isEmpty()) {
            terminal.say("the run has no completed simulation of a strategy that is searched");
            return ExitCode.NOTHING_RAN;
        }
        return ExitCode.DONE;
    }

    private Validation validate(LoadedStudy loaded, StudyResult result) {
        Study study = loaded.study();
        if (!Validation.isOfModes(study)) {
            requireCheapScreen(study);
        }
        try (Progress progress = new Progress(terminal, !quiet, interruption.stop())) {
            RunOptions options = RunOptions.of(where.engineWithoutRun())
                    .withEvaluators(new Evaluators(where.evaluator.evaluatorFor(Searches.DIRECT)))
                    .withListener(progress)
                    .withStop(interruption.stop());
            String budget = loaded.settings().mode() == null ? study.search().name() : loaded.settings().mode().label();
            return Validation.of(result, budget, options);
        }
    }

    /** A search of every point has nothing left to be searched again, and of several metrics there is no winner. */
    private static void requireCheapScreen(Study study) {
        if (study.search().name().equals(GridSearch.NAME)) {
            throw new UsageException("the run was searched by the grid, which looks at every point, so that no search finds more in sample; validate is for runs of fewer evaluations, as --search tpe --maxfun 100");
        }
        if (study.metric().parts().size() > 1) {
            throw new UsageException("the run trades " + study.metric().name() + " off, and of several metrics there is no winner; validate a run of one --metric");
        }
    }

    /** Runs the second step for the run that has just been made, and returns the exit code: of the first step where it is not 0. */
    static int after(int code, Terminal terminal, Interruption interruption, String run, EngineArguments where, boolean quiet, boolean wide) {
        if (code != ExitCode.DONE && code != ExitCode.SOME_FAILED) {
            return code;
        }
        ValidateCommand command = new ValidateCommand(terminal, interruption);
        command.id = run;
        command.where = where;
        command.quiet = quiet;
        command.wide = wide;
        terminal.out().println();
        int second = command.validated();
        return second == ExitCode.DONE ? code : second;
    }
}
