package dev.fastback.command.arguments;

import dev.fastback.data.reading.BadBarPolicy;
import dev.fastback.input.DataOptions;
import dev.fastback.input.Holdout;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where bars come from. */
final class DataArguments extends ReadingArguments {
    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "A file of bars (CSV or other text, JSON; plain, .gz, .xz, .bz2, .zst or .zip; Parquet, feather, Arrow), a folder of them, or - for standard input. May be given several times.")
    List<String> paths = List.of();

    @Option(names = "--symbol", paramLabel = "NAME", description = "The symbol of a single file, or the one to take of several in it (default: a symbol column, else the file's name; required with -).")
    @Nullable String symbol;

    @Option(names = "--on-bad-bars", paramLabel = "POLICY", description = "fail, drop or repair (default: fail).")
    BadBarPolicy onBadBars = BadBarPolicy.FAIL;

    @Option(names = "--from", paramLabel = "DATE", description = "Ignore bars before this date or instant.")
    @Nullable String from;

    @Option(names = "--to", paramLabel = "DATE", description = "Ignore bars after this date (the day included) or instant.")
    @Nullable String to;

    @Option(names = "--holdout", paramLabel = "N", description = "Lock the newest N bars of each symbol away from every fold, statistic, order and chart (default: none).")
    @Nullable Integer holdout;

    @Option(names = "--open-holdout", description = "Use the bars of --holdout. The run records that they were opened.")
    boolean openHoldout;

    /** Returns what was given. */
    DataOptions options() {
        return new DataOptions(paths, symbol, onBadBars, from, to, Holdout.of(holdout, openHoldout), reading());
    }
}
