package dev.fastback.command.model;

import dev.fastback.command.arguments.DataArguments;
import dev.fastback.command.arguments.MarketArguments;
import dev.fastback.data.BarSeries;
import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.forecast.ForecastScores;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.forecast.builtin.LinearFitting;
import dev.fastback.forecast.linear.LinearFile;
import dev.fastback.forecast.linear.LinearModel;
import dev.fastback.input.Backtest;
import dev.fastback.input.DataFiles;
import dev.fastback.input.LoadSettings;
import dev.fastback.input.LoadedMarket;
import dev.fastback.report.ScoreLine;
import dev.fastback.study.StudySymbol;
import dev.fastback.terminal.AtomicOutput;
import dev.fastback.terminal.ExitCode;
import dev.fastback.terminal.Interruption;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.UsageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fits the linear model on the user's bars. */
@Command(
        name = "fit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        abbreviateSynopsis = true,
        description = {
            "Fits the linear model, quantiles of the next bar by past volatility, on all bars together, and writes it to a file for --forecaster linear:FILE.",
            "It is fitted anew whenever a quarter more bars are there; each fit forecasts only bars that begin after all those that it was fitted on. Equal bars give equal bytes."
        },
        footer = {
            "",
            "Exit codes: 0 done, 1 some files failed, 2 bad usage or input, or too few bars; 4 the file cannot be written; 70 an internal fault."
        })
public final class ModelFitCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Interruption interruption;

    @Parameters(arity = "0..*", paramLabel = "SYMBOL", description = "Symbols to fit on: of the sample market, or of the folder given with --data.")
    List<String> symbols = List.of();

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The file to write, whole or not at all.")
    @Nullable Path out;

    @ArgGroup(exclusive = false, multiplicity = "0..1", heading = "%nData:%n")
    DataArguments data = new DataArguments();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the sample market (default: 1).")
    long seed = SyntheticMarket.DEFAULT_SEED;

    @Option(names = "--quiet", description = "No remarks on standard error.")
    boolean quiet;

    public ModelFitCommand(Terminal terminal, Interruption interruption) {
        this.terminal = terminal;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        AtomicOutput file = AtomicOutput.to(terminal, out);
        for (String read : DataFiles.of(data.options().paths())) {
            if (!read.equals(DataFiles.STANDARD_INPUT) && file.isAt(DataFiles.path(read))) {
                throw new UsageException(read + " is a file of --data; name another file for --out");
            }
        }
        if (!data.options().beside().isEmpty() || data.options().fundingRates() != null) {
            throw new UsageException("--beside and --funding-rates are of strategies: a model is fitted on bars alone");
        }
        interruption.watch();
        LoadedMarket market =
                Backtest.load(symbols, data.options(), new MarketArguments().options(), seed, new LoadSettings(terminal, quiet, interruption.stop(), 1));
        List<BarSeries> series = market.symbols().stream().map(StudySymbol::bars).toList();
        LinearModel model;
        try {
            model = LinearFitting.of(series);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        file.write(stream -> stream.write(LinearFile.text(model).getBytes(StandardCharsets.UTF_8)));
        terminal.print(summary(model, series));
        terminal.out().flush();
        return market.failures().isEmpty() ? ExitCode.DONE : ExitCode.SOME_FAILED;
    }

    private String summary(LinearModel model, List<BarSeries> series) {
        int fits = model.fits().size();
        String text = String.format(
                Locale.ROOT,
                "%s: %,d %s on up to %,d bars of %,d series, known from %s to %s%n",
                out,
                fits,
                fits == 1 ? "fit" : "fits",
                model.fits().getLast().rows(),
                series.size(),
                Instant.ofEpochMilli(model.fits().getFirst().knownMillis()),
                Instant.ofEpochMilli(model.fits().getLast().knownMillis()));
        ForecastScores scores = LinearFitting.scores(series, model);
        return text
                + (scores.isEmpty()
                        ? "No bar came after the first fit, so that nothing can be scored."
                        : "On bars that came after the fit that forecasts them: " + ScoreLine.of(scores))
                + "\nUse it: --forecaster " + Forecasters.LINEAR_FILE + out + "\n";
    }
}
