package dev.fastback.command.arguments;

import dev.fastback.data.findings.BadBarPolicy;
import dev.fastback.input.options.DataOptions;
import dev.fastback.input.options.Holdout;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where bars come from. */
public final class DataArguments extends ReadingArguments {
    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "A file of bars (CSV or other text, JSON; plain, .gz, .xz, .bz2, .zst or .zip; Parquet, feather, Arrow), a folder of them, or - for standard input. May be given several times.")
    public List<String> paths = List.of();

    @Option(names = "--symbol", paramLabel = "NAME", description = "The symbol of a single file, or the one to take of several in it (default: a symbol column, else the file's name; required with -).")
    @Nullable String symbol;

    @Option(names = "--on-bad-bars", paramLabel = "POLICY", description = "fail, drop or repair (default: fail).")
    BadBarPolicy onBadBars = BadBarPolicy.FAIL;

    @Option(names = "--from", paramLabel = "DATE", description = "Ignore bars before this date or instant. A date is a day of --tz, or of the zone that a column's name gives to local times, else of UTC.")
    @Nullable String from;

    @Option(names = "--to", paramLabel = "DATE", description = "Ignore bars after this date (the day included) or instant. A date is meant as with --from.")
    @Nullable String to;

    @Option(names = "--holdout", paramLabel = "N", description = "Lock the newest N bars of each symbol away from every fold, statistic, order and chart (default: none).")
    @Nullable Integer holdout;

    @Option(names = "--open-holdout", description = "Use the bars of --holdout. The run records that they were opened.")
    boolean openHoldout;

    @Option(names = "--beside", paramLabel = "PATH", description = "A file of bars that strategies of --strategy look at with other(...) and that are not traded. May be given several times. Of the sample market: a symbol.")
    List<String> beside = List.of();

    @Option(names = "--funding-rates", paramLabel = "PATH", description = "A text file of times and funding rates, which long positions pay and short ones receive; for several symbols a folder of files named as they are (default: none).")
    @Nullable String fundingRates;

    /** Returns what was given. */
    public DataOptions options() {
        return new DataOptions(paths, symbol, onBadBars, from, to, Holdout.of(holdout, openHoldout), reading(), beside, fundingRates);
    }
}
