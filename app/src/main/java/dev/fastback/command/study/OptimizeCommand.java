package dev.fastback.command.study;

import dev.fastback.command.arguments.DataArguments;
import dev.fastback.command.arguments.EngineArguments;
import dev.fastback.command.arguments.MarketArguments;
import dev.fastback.command.arguments.Names;
import dev.fastback.command.arguments.RunArguments;
import dev.fastback.command.arguments.RunHome;
import dev.fastback.command.arguments.SearchArguments;
import dev.fastback.command.arguments.StoreArguments;
import dev.fastback.command.arguments.StrategyArguments;
import dev.fastback.command.arguments.StudyArguments;
import dev.fastback.command.arguments.SymbolsAndNumbers;
import dev.fastback.data.files.BarReader;
import dev.fastback.input.DataFiles;
import dev.fastback.input.LoadSettings;
import dev.fastback.input.LoadedStudy;
import dev.fastback.input.StudySettings;
import dev.fastback.input.options.StudyOptions;
import dev.fastback.store.NewRun;
import dev.fastback.store.RunRecord;
import dev.fastback.store.RunStore;
import dev.fastback.store.SqliteJournal;
import dev.fastback.terminal.Interruption;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.UsageException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads bars, makes a study, runs it and reports. */
@Command(
        name = "optimize",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Tunes every strategy on every walk-forward simulation and reports what it earns.",
            "Without --data it runs on the bundled sample market, which is synthetic.",
            "",
            "fastback optimize ETHUSD 50 8 is short for fastback optimize ETHUSD --sims 50 --workers 8."
        },
        footer = {
            "",
            "In-sample figures are fitted and scored on the same bars; the out-of-sample ones are what the same parameters earn on "
                    + "the bars after the fold, which no fit and no forecast has seen.",
            "",
            "Environment: MARKETSIM_FAST_SIMULATE=1 runs at most 35 simulations, MARKETSIM_FAST_OPTIMIZE=1 selects --mode development of the built-in strategies; "
                    + "an explicit option wins. FASTBACK_HOME is where runs are kept (default: ~/.fastback).",
            "Exit codes: 0 done, 1 some simulations or files failed, 2 bad usage or input, 3 nothing usable ran, "
                    + "4 stopped by a limit or by storage, 70 an internal fault, 130 interrupted."
        })
public final class OptimizeCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Interruption interruption;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "SYMBOL",
            completionCandidates = Names.SampleSymbols.class,
            description = {
                "Symbols to run: of the sample market, or of the data given with --data. With one file of one symbol, its name.",
                "Whole numbers after the symbols are --sims and --workers, as in ETHUSD 50 8; with --sims every word is a symbol."
            })
    public List<String> symbols = List.of();

    @ArgGroup(exclusive = false, multiplicity = "0..1", heading = "%nData:%n")
    public DataArguments data = new DataArguments();

    @ArgGroup(exclusive = false, multiplicity = "0..1", heading = "%nMarket:%n")
    public MarketArguments market = new MarketArguments();

    @ArgGroup(exclusive = false, multiplicity = "0..1", heading = "%nStudy:%n")
    public StudyArguments study = new StudyArguments();

    @ArgGroup(exclusive = false, multiplicity = "0..1", heading = "%nStrategies of your own:%n")
    public StrategyArguments own = new StrategyArguments();

    @ArgGroup(exclusive = false, multiplicity = "0..1", heading = "%nSearch:%n")
    public SearchArguments search = new SearchArguments();

    @ArgGroup(exclusive = false, multiplicity = "0..1", heading = EngineArguments.HEADING)
    public EngineArguments where = new EngineArguments();

    @ArgGroup(exclusive = false, multiplicity = "0..1", heading = RunArguments.HEADING)
    RunArguments run = new RunArguments();

    @ArgGroup(exclusive = true, multiplicity = "0..1", heading = StoreArguments.HEADING)
    StoreArguments store = new StoreArguments();

    public OptimizeCommand(Terminal terminal, Interruption interruption) {
        this.terminal = terminal;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        long started = System.nanoTime();
        SymbolsAndNumbers words = SymbolsAndNumbers.of(symbols, study.simulations, where.workers);
        take(words);
        StudyExecution execution = new StudyExecution(terminal, interruption, where, run);
        StudyOptions asked = study.options(search.options(), own.options(terminal, where));
        if (asked.own().isGiven() && asked.forecaster() != null) {
            throw new UsageException("--forecaster is for strategies of forecasts, and those of --strategy ask for none; leave it out");
        }
        StudySettings settings = StudySettings.of(asked, market.options(), terminal, where.cache(terminal));
        execution.requireOutputApartFrom(data.options());
        requireResearchIsPossible();
        if (store.none && where.results != null) {
            throw new UsageException("--results is for runs whose results the run store finds again; leave --no-store out: " + where.results);
        }
        interruption.watch();
        if (store.none) {
            LoadedStudy loaded = load(execution, words, settings, started);
            execution.requirePossible(loaded, false);
            StudySettings.requireRoom(loaded.study());
            return execution.run(loaded, null);
        }
        String id;
        int code;
        try (StoreOpening opening = StoreOpening.begin(RunHome.of(terminal))) {
            LoadedStudy loaded = load(execution, words, settings, started);
            execution.requirePossible(loaded, true);
            StudySettings.requireRoom(loaded.study());
            try (SqliteJournal journal = journal(opening.store(), loaded)) {
                id = journal.record().id();
                code = execution.run(loaded, journal);
            }
        }
        return study.isResearch() ? ValidateCommand.after(code, terminal, interruption, id, where, run.quiet, run.wide) : code;
    }

    /** The second step of research reads the first one's run, and follows its table. */
    private void requireResearchIsPossible() {
        if (study.isResearch() && store.none) {
            throw new UsageException("--mode research reads its first step from the store; leave --no-store out");
        }
        if (study.isResearch() && RunArguments.Format.of(run.format, run.out) != RunArguments.Format.TABLE) {
            throw new UsageException("--mode research writes tables; for JSON of its second step: fastback validate RUN --format json");
        }
    }

    /** Takes numbers among the words for the options that they stand for. */
    private void take(SymbolsAndNumbers words) {
        symbols = words.symbols();
        study.simulations = words.simulations() != null ? words.simulations() : study.simulations;
        where.workers = words.workers() != null ? words.workers() : where.workers;
        if (words.simulations() != null) {
            DataFiles.of(data.paths).stream()
                    .filter(file -> !file.equals(DataFiles.STANDARD_INPUT))
                    .forEach(file -> words.requireNoSymbol(BarReader.symbolOf(DataFiles.path(file))));
        }
    }

    private LoadedStudy load(StudyExecution execution, SymbolsAndNumbers words, StudySettings settings, long started) {
        LoadedStudy loaded = execution.load(() -> LoadedStudy.load(
                symbols, data.options(), market.options(), settings, new LoadSettings(terminal, run.quiet, interruption.stop(), where.workers()), started));
        loaded.study().symbols().forEach(symbol -> words.requireNoSymbol(symbol.name()));
        return loaded;
    }

    private SqliteJournal journal(RunStore runs, LoadedStudy loaded) {
        NewRun asked = loaded.newRun(StudyRequest.of(spec, this, loaded.settings()).json());
        Optional<RunRecord> earlier = store.resume
                ? runs.newestUnfinished(asked.study(), asked.seed(), asked.version())
                : Optional.empty();
        if (earlier.isEmpty()) {
            return runs.create(asked, loaded.study());
        }
        if (!run.quiet) {
            terminal.say("resuming run " + earlier.get().id() + ", "
                    + earlier.get().counts().finished() + " of " + asked.simulations() + " simulations are there");
        }
        return runs.resume(earlier.get().id(), earlier.get().run(), loaded.study(), null);
    }
}
