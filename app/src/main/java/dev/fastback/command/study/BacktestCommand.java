package dev.fastback.command.study;

import dev.fastback.command.arguments.DataArguments;
import dev.fastback.command.arguments.MarketArguments;
import dev.fastback.command.arguments.RunHome;
import dev.fastback.custom.RecordStrategy;
import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.input.Backtest;
import dev.fastback.input.DataFiles;
import dev.fastback.input.LoadSettings;
import dev.fastback.input.LoadedMarket;
import dev.fastback.input.OwnStrategies;
import dev.fastback.input.options.OwnOptions;
import dev.fastback.report.BacktestReporter;
import dev.fastback.terminal.AtomicOutput;
import dev.fastback.terminal.ExitCode;
import dev.fastback.terminal.Interruption;
import dev.fastback.terminal.Screen;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.UsageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one backtest of a strategy. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        abbreviateSynopsis = true,
        description = {
            "Runs one backtest of a strategy with fixed parameters: statistics, trades, equity. Nothing is fitted and nothing is stored.",
            "Without --data it runs on the bundled sample market, which is synthetic."
        },
        footer = {
            "",
            "Signals of a bar's close are filled at the next open; every fill pays the fee and half of the spread (docs/execution.md).",
            "Exit codes: 0 done, 1 some files failed, 2 bad usage or input, or a source that does not compile."
        })
public final class BacktestCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Interruption interruption;

    @Parameters(arity = "0..*", paramLabel = "SYMBOL", description = "Symbols to run: of the sample market, or of the folder given with --data.")
    List<String> symbols = List.of();

    @Option(names = "--strategy", required = true, paramLabel = "FILE|NAME", description = "A strategy in a .java file, or a classic by name (fastback strategies lists them). It is trusted code.")
    String strategy = "";

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "The value of a parameter or setting; others have their usual ones.")
    List<String> sets = List.of();

    @ArgGroup(exclusive = false, multiplicity = "0..1", heading = "%nData:%n")
    DataArguments data = new DataArguments();

    @ArgGroup(exclusive = false, multiplicity = "0..1", heading = "%nMarket:%n")
    MarketArguments market = new MarketArguments();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the sample market (default: 1).")
    long seed = SyntheticMarket.DEFAULT_SEED;

    @Option(names = "--format", paramLabel = "FORMAT", description = "table, json, or csv: a row for each trade (default: table).")
    Format format = Format.TABLE;

    @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "Write to a file, whole or not at all (default: standard output).")
    @Nullable Path out;

    @Option(names = "--equity", paramLabel = "FILE", description = "Write the equity and the position at each close to a file, as CSV.")
    @Nullable Path equity;

    @Option(names = {"-q", "--quiet"}, description = "No remarks on standard error.")
    boolean quiet;

    /** How a backtest is written. */
    enum Format {
        TABLE,
        JSON,
        CSV
    }

    public BacktestCommand(Terminal terminal, Interruption interruption) {
        this.terminal = terminal;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        if (market.options().feeRule() != null || market.options().bounds() != null) {
            throw new UsageException("--fee-rule and --bounds are about the built-in strategies of forecasts: here every fill pays");
        }
        AtomicOutput report = AtomicOutput.to(terminal, out);
        AtomicOutput curve = equity == null ? null : AtomicOutput.to(terminal, equity, "--equity");
        requireApart(report, curve);
        OwnOptions options = new OwnOptions(List.of(strategy), List.of(), sets, null, List.of(), null, RunHome.forCaches(terminal));
        RecordStrategy chosen = OwnStrategies.of(options).getFirst();
        interruption.watch();
        LoadSettings how = new LoadSettings(terminal, quiet, interruption.stop(), 1);
        LoadedMarket read = Backtest.load(symbols, data.options(), market.options(), seed, how);
        LoadedMarket loaded = Backtest.beside(read, data.options(), chosen, seed, how.remarks());
        List<Backtest> backtests;
        try {
            backtests = Backtest.of(loaded, chosen);
        } catch (IllegalStateException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        String text = switch (format) {
            case TABLE -> BacktestReporter.table(backtests, out == null ? terminal.screen() : Screen.PLAIN);
            case JSON -> BacktestReporter.json(backtests);
            case CSV -> BacktestReporter.tradesCsv(backtests);
        };
        report.write(stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
        if (curve != null) {
            curve.write(stream -> stream.write(BacktestReporter.equityCsv(backtests).getBytes(StandardCharsets.UTF_8)));
        }
        return loaded.failures().isEmpty() ? ExitCode.DONE : ExitCode.SOME_FAILED;
    }

    /** Makes sure that neither file is one that is read, nor both the same. */
    private void requireApart(AtomicOutput report, @Nullable AtomicOutput curve) {
        if (out != null && out.equals(equity)) {
            throw new UsageException("--out and --equity name the same file: " + out);
        }
        if (out == null && curve == null) {
            return;
        }
        for (String file : DataFiles.of(data.options().paths())) {
            if (!file.equals(DataFiles.STANDARD_INPUT)
                    && (report.isAt(DataFiles.path(file)) || (curve != null && curve.isAt(DataFiles.path(file))))) {
                throw new UsageException(file + " is a file of --data; name another file for --out or --equity");
            }
        }
    }
}
