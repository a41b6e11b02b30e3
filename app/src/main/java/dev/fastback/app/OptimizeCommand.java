package dev.fastback.app;

import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.run.Engine;
import dev.fastback.run.RunOptions;
import dev.fastback.run.SimulationResult.Completed;
import dev.fastback.run.SimulationResult.Failed;
import dev.fastback.run.SimulationResult.Interrupted;
import dev.fastback.run.SimulationResult.Skipped;
import dev.fastback.run.Study;
import dev.fastback.run.StudyResult;
import dev.fastback.run.StudyRunner;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads bars, makes a study, runs it and reports. */
@Command(
        name = "optimize",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        abbreviateSynopsis = true,
        description = {
            "Tunes every strategy on every walk-forward simulation and reports what it earns.",
            "Without --data it runs on the bundled sample market, which is synthetic."
        },
        footer = {
            "",
            "In-sample figures are fitted and scored on the same bars; the out-of-sample ones are what the same parameters earn on "
                    + "the bars after the fold, which no fit and no forecast has seen.",
            "",
            "Environment: MARKETSIM_FAST_SIMULATE=1 runs at most 35 simulations, MARKETSIM_FAST_OPTIMIZE=1 selects --mode development; "
                    + "an explicit option wins.",
            "Exit codes: 0 done, 1 some simulations or files failed, 2 bad usage or input, 3 nothing usable ran, "
                    + "4 the report could not be written, 70 an internal fault, 130 interrupted."
        })
final class OptimizeCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Interruption interruption;

    @Parameters(arity = "0..*", paramLabel = "SYMBOL", description = "Symbols to run: of the sample market, or of the folder given with --data. With one file, its symbol.")
    List<String> symbols = List.of();

    @ArgGroup(exclusive = false, multiplicity = "0..1", heading = "%nData:%n")
    DataOptions data = new DataOptions();

    @ArgGroup(exclusive = false, multiplicity = "0..1", heading = "%nMarket:%n")
    MarketOptions market = new MarketOptions();

    @ArgGroup(exclusive = false, multiplicity = "0..1", heading = "%nStudy:%n")
    StudyOptions study = new StudyOptions();

    @ArgGroup(exclusive = false, multiplicity = "0..1", heading = "%nEngine:%n")
    EngineOptions where = new EngineOptions();

    @ArgGroup(exclusive = false, multiplicity = "0..1", heading = "%nReport:%n")
    RunSettings run = new RunSettings();

    /** How and where to write. */
    static final class RunSettings {
        @Option(names = "--evaluator", paramLabel = "NAME", description = "How DIRECT's candidates are computed, with the same results: scalar, vector (needs Java's incubating Vector API), or auto, which is vector for DIRECT where it works (default: auto).")
        EvaluatorChoice evaluator = EvaluatorChoice.AUTO;

        @Option(names = "--format", paramLabel = "FORMAT", description = "table, json or csv (default: table).")
        Format format = Format.TABLE;

        @Option(names = "--out", paramLabel = "FILE", description = "Write the report to a file, whole or not at all (default: standard output).")
        @Nullable Path out;

        @Option(names = "--quiet", description = "No progress and no remarks on standard error.")
        boolean quiet;
    }

    /** How a result is written. */
    enum Format {
        TABLE,
        JSON,
        CSV
    }

    OptimizeCommand(Terminal terminal, Interruption interruption) {
        this.terminal = terminal;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        long started = System.nanoTime();
        Engine engine = where.engine();
        AtomicOutput output = AtomicOutput.to(terminal, run.out);
        StudySettings settings = StudySettings.of(study, market, terminal);
        interruption.watch();
        LoadedMarket loaded = LoadedMarket.load(symbols, data, market, settings.feeRule(), settings.seed(), terminal, run.quiet, interruption.stop());
        Study asked = settings.study(loaded.symbols());
        ProfitEvaluator evaluator = run.evaluator.evaluatorFor(settings.search().name());
        long loadedAt = System.nanoTime();
        HostFacts host = HostFacts.of(engine, evaluator);
        StudyResult result;
        try (Progress progress = new Progress(terminal, !run.quiet, interruption.stop())) {
            result = StudyRunner.run(
                    asked, RunOptions.of(engine).withEvaluator(evaluator).withListener(progress).withStop(interruption.stop()));
        }
        Report report = new Report(result, loaded, settings, host, (loadedAt - started) / 1e9);
        interruption.writing();
        output.write(out -> reporter().write(report, out));
        return exitCode(report);
    }

    private Reporter reporter() {
        return switch (run.format) {
            case TABLE -> new TableReporter();
            case JSON -> new JsonReporter();
            case CSV -> new CsvReporter();
        };
    }

    private int exitCode(Report report) {
        StudyResult result = report.result();
        long failed = result.count(Failed.class);
        result.simulations()
                .filter(Failed.class::isInstance)
                .limit(10)
                .forEach(s -> remark(result.study().symbols().get(s.simulation().symbol()).name() + ": simulation "
                        + s.simulation().fold().index() + " failed: " + s.reason().orElse("")));
        if (result.count(Interrupted.class) > 0) {
            remark("interrupted: " + result.count(Completed.class) + " of " + result.study().simulationCount()
                    + " simulations completed");
            return ExitCode.INTERRUPTED;
        }
        if (result.count(Completed.class) == 0) {
            String reason = result.simulations()
                    .filter(s -> s instanceof Skipped || s instanceof Failed)
                    .findFirst()
                    .flatMap(s -> s.reason())
                    .orElse("no simulations");
            terminal.err().println("fastback: no simulation could run: "
                    + result.study().symbols().getFirst().name() + " " + reason);
            return ExitCode.NOTHING_RAN;
        }
        return failed > 0 || !report.loaded().failures().isEmpty() ? ExitCode.SOME_FAILED : ExitCode.DONE;
    }

    private void remark(String line) {
        terminal.err().println("fastback: " + line);
    }
}
