package dev.fastback.command;

import dev.fastback.command.arguments.ListArguments;
import dev.fastback.command.arguments.Names;
import dev.fastback.command.study.OptimizeCommand;
import dev.fastback.command.study.StudyRequest;
import dev.fastback.comparison.Comparison;
import dev.fastback.comparison.ComparisonJson;
import dev.fastback.comparison.ComparisonPage;
import dev.fastback.comparison.ComparisonRun.Extent;
import dev.fastback.comparison.ComparisonRun;
import dev.fastback.comparison.ComparisonTable;
import dev.fastback.comparison.ways.ComparedStudy;
import dev.fastback.comparison.ways.Way;
import dev.fastback.comparison.ways.Ways;
import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.input.LoadSettings;
import dev.fastback.input.LoadedStudy;
import dev.fastback.input.StudySettings;
import dev.fastback.report.DeviceListing;
import dev.fastback.terminal.AtomicOutput;
import dev.fastback.terminal.ExitCode;
import dev.fastback.terminal.Interruption;
import dev.fastback.terminal.Screen;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.UsageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares ways to run one study. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Runs one study in every way, each in a process of its own, and compares time, quality and memory.",
            "Without --data it runs on the bundled sample market, which is synthetic. Nothing is stored."
        },
        footer = {
            "",
            "Ways: sequential-production (what speed-ups are of), sequential-development, sequential-ultra, threads-N, threads-N-development, "
                    + "processes-N, processes-N-development, shared-16, gpu-shared-16, gpu-individual, exact-sequential, exact-threads-N, exact-gpu, "
                    + "original-shape (SciPy's DIRECT over NumPy in one Python process, where python3 has SciPy).",
            "Exit codes: 0 done, 1 a way failed or equal searches found different results, 2 bad usage or input, 70 an internal fault, 130 interrupted."
        })
final class BenchCommand implements Callable<Integer> {
    private static final int USUAL_SIMULATIONS = 50;
    private static final int QUICK_SIMULATIONS = 8;
    private static final int USUAL_REPEATS = 3;
    private static final int USUAL_TRAIN = 6;

    private final Terminal terminal;
    private final Interruption interruption;

    @Option(names = "--symbol", paramLabel = "NAME", completionCandidates = Names.SampleSymbols.class, description = "A symbol of the sample market (default: ETHUSD), or of the data given with --data.")
    @Nullable String symbol;

    @Option(names = "--data", paramLabel = "PATH", description = "A file of bars or a folder of them, as optimize reads them. May be given several times.")
    List<String> data = List.of();

    @Option(names = {"--num-sims", "--sims"}, paramLabel = "N", description = "Walk-forward simulations per symbol (default: 50; with --quick 8).")
    @Nullable Integer simulations;

    @Option(names = "--train", paramLabel = "N", description = "Bars per fit (default: 6).")
    int train = USUAL_TRAIN;

    @Option(names = "--strategies", paramLabel = "NAMES", completionCandidates = Names.Strategies.class, description = "Which built-in strategies (default: all).")
    @Nullable String strategies;

    @Option(names = "--forecaster", paramLabel = "FORECASTER", completionCandidates = Names.Forecasters.class, description = "What forecasts (default: mean5).")
    @Nullable String forecaster;

    @Option(names = "--workers", split = ",", paramLabel = "N", description = "Numbers of threads and, up to 4, of processes (default: 2,4,8).")
    List<Integer> workers = Ways.USUAL_WORKERS;

    @Option(names = "--repeat", paramLabel = "N", description = "Runs of each way, in turns; medians are shown (default: 3; with --quick 1).")
    @Nullable Integer repeats;

    @Option(names = "--quick", description = "8 simulations, one run of each way, no larger study.")
    boolean quick;

    @Option(names = "--scale", description = "Run the ways at 10 and 100 times the simulations and bars of a fit as well, once each, and show how their cost grows.")
    boolean scale;

    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "These ways, and the two that others are measured by (default: all).")
    List<String> only = List.of();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the sample market (default: 1).")
    long seed = SyntheticMarket.DEFAULT_SEED;

    @Option(names = "--format", paramLabel = "FORMAT", description = "table, json, csv or html (default: as the name of --out ends, else table).")
    @Nullable Format format;

    @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "Write to a file, whole or not at all (default: standard output).")
    @Nullable Path out;

    @Option(names = "--report", paramLabel = "FILE", description = "Write a page with charts as well: one HTML file.")
    @Nullable Path report;

    @Option(names = {"-q", "--quiet"}, description = "No progress on standard error.")
    boolean quiet;

    @Option(names = "--wide", description = ListArguments.WIDE)
    boolean wide;

    @Option(names = "--gpu-info", description = "Tell the devices that simulations can run on, and end.")
    boolean gpuInfo;

    /** How a comparison is written. */
    enum Format {
        TABLE,
        JSON,
        CSV,
        HTML;

        /** Returns the format that was given, else the one that a file's name tells. */
        static Format of(@Nullable Format given, @Nullable Path out) {
            String name = out == null ? "" : out.toString().toLowerCase(Locale.ROOT);
            return given != null
                    ? given
                    : name.endsWith(".json") ? JSON : name.endsWith(".csv") ? CSV : name.endsWith(".html") ? HTML : TABLE;
        }
    }

    BenchCommand(Terminal terminal, Interruption interruption) {
        this.terminal = terminal;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        AtomicOutput output = AtomicOutput.to(terminal, out);
        if (gpuInfo) {
            return tellDevices(output);
        }
        check();
        AtomicOutput page = report == null ? null : AtomicOutput.to(terminal, report, "--report");
        if (out != null && out.equals(report)) {
            throw new UsageException("--out and --report name the same file: " + out);
        }
        List<Way> ways = Ways.chosen(Ways.all(workers.stream().distinct().sorted().toList()), only);
        ComparedStudy study = study();
        interruption.watch();
        LoadedStudy loaded = load(study);
        Comparison comparison = new ComparisonRun(study, loaded, interruption.stop(), this::progress)
                .of(ways, repeats != null ? repeats : quick ? 1 : USUAL_REPEATS, scale ? Extent.SCALE : quick ? Extent.STUDY : Extent.USUAL);
        progress("");
        if (comparison == null) {
            terminal.say("interrupted: nothing is reported");
            return ExitCode.INTERRUPTED;
        }
        write(output, comparison);
        if (page != null) {
            page.write(stream -> ComparisonPage.write(comparison, stream));
        }
        comparison.failures().forEach(terminal::say);
        return !comparison.failures().isEmpty() || !comparison.isConsistent() ? ExitCode.SOME_FAILED : ExitCode.DONE;
    }

    private void check() {
        if (workers.isEmpty() || workers.stream().anyMatch(n -> n < 2)) {
            throw new UsageException("--workers must be numbers from 2, which are compared with one worker: " + workers);
        }
        if (repeats != null && repeats < 1) {
            throw new UsageException("--repeat must be positive: " + repeats);
        }
        if (data.contains("-")) {
            throw new UsageException("--data -: every way reads the bars again, which standard input does not allow; name a file");
        }
    }

    private ComparedStudy study() {
        List<String> from = new ArrayList<>();
        if (data.isEmpty()) {
            from.addAll(List.of(symbol == null ? "ETHUSD" : symbol, "--seed", Long.toString(seed)));
        } else {
            data.forEach(path -> from.addAll(List.of("--data", Path.of(path).toAbsolutePath().normalize().toString())));
            from.addAll(symbol == null ? List.of() : List.of("--symbol", symbol));
        }
        List<String> settings = new ArrayList<>(List.of("--fee-rule", "original", "--statistics", "off"));
        settings.addAll(forecaster == null ? List.of() : List.of("--forecaster", forecaster));
        settings.addAll(strategies == null ? List.of() : List.of("--strategies", strategies));
        return new ComparedStudy(from, settings, simulations != null ? simulations : quick ? QUICK_SIMULATIONS : USUAL_SIMULATIONS, train);
    }

    /** Reads the study here as well: what is wrong with it is said once, and other programs are asked its problems. */
    private LoadedStudy load(ComparedStudy study) {
        long start = System.nanoTime();
        List<String> arguments = new ArrayList<>(study.arguments());
        arguments.removeFirst();
        arguments.addAll(List.of("--mode", "production"));
        Terminal plain = new Terminal(terminal.in(), terminal.out(), terminal.err(), Map.of(), terminal.isTerminal());
        OptimizeCommand command = new StudyRequest(arguments).command(plain, interruption);
        StudySettings settings = StudySettings.of(
                command.study.options(command.search.options(), command.own.options(terminal, command.where)), command.market.options(), plain, null);
        return LoadedStudy.load(
                command.symbols, command.data.options(), command.market.options(), settings, new LoadSettings(plain, quiet, interruption.stop(), 1), start);
    }

    private void write(AtomicOutput output, Comparison comparison) {
        Screen screen = out != null ? Screen.PLAIN : wide ? terminal.screen().wide() : terminal.screen();
        switch (Format.of(format, out)) {
            case TABLE -> write(output, screen.show(ComparisonTable.of(comparison, screen)));
            case JSON -> write(output, ComparisonJson.of(comparison));
            case CSV -> write(output, ComparisonJson.csv(comparison));
            case HTML -> output.write(stream -> ComparisonPage.write(comparison, stream));
        }
    }

    private int tellDevices(AtomicOutput output) {
        DeviceListing devices = DeviceListing.found();
        Screen screen = out != null ? Screen.PLAIN : wide ? terminal.screen().wide() : terminal.screen();
        write(output, Format.of(format, out) == Format.JSON ? devices.json() : screen.show(devices.table(screen)));
        return ExitCode.DONE;
    }

    private static void write(AtomicOutput output, String text) {
        output.write(stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Shows what is being measured, on a terminal in one line that changes. */
    private void progress(String what) {
        if (!quiet && terminal.isTerminal()) {
            terminal.err().print("\r\u001b[K" + (what.isEmpty() ? "" : "measuring " + what));
            terminal.err().flush();
        }
    }
}
