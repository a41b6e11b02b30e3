package dev.fastback.command.data;

import dev.fastback.command.arguments.ReadingArguments;
import dev.fastback.data.AssetClass;
import dev.fastback.data.AssetGuess;
import dev.fastback.data.files.BarReader;
import dev.fastback.data.findings.BadBarPolicy;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.reading.BarTable;
import dev.fastback.data.reading.LoadedBars;
import dev.fastback.input.DataFiles;
import dev.fastback.input.LoadedMarket;
import dev.fastback.report.DataCheckReport;
import dev.fastback.search.StopSignal;
import dev.fastback.terminal.ExitCode;
import dev.fastback.terminal.Progress;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what is wrong with price files, and what was assumed in reading them. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = {
            "Checks price files: lists every finding with its place, what was assumed, and for each symbol a hash of the bars without errors.",
            "Nothing is left out or changed; optimize does that when --on-bad-bars says so."
        },
        footer = {"", "Exit codes: 0 no errors (there may be warnings); 2 errors, or bad usage; 4 standard output cannot be written; 70 an internal fault."})
public final class DataCheckCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files of bars (CSV or other text, JSON; plain, .gz, .xz, .bz2, .zst or .zip; Parquet, feather, Arrow), folders of them, or - for standard input.")
    List<String> paths = List.of();

    @Option(names = "--symbol", paramLabel = "NAME", description = "The symbol of a single file, or the one to take of several in it (default: a symbol column, else the file's name).")
    @Nullable String symbol;

    @Option(names = "--asset", paramLabel = "CLASS", description = "crypto, stock, fx or future: decides what is a gap (default: by the days with bars, then by symbol).")
    @Nullable AssetClass asset;

    @Option(names = "--format", paramLabel = "FORMAT", description = "table or json (default: table).")
    Format format = Format.TABLE;

    @Mixin
    ReadingArguments reading = new ReadingArguments();

    /** How the findings are written. */
    enum Format {
        TABLE,
        JSON
    }

    public DataCheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        LoadedMarket.requireSymbol(symbol);
        DataCheckReport report = new DataCheckReport(format == Format.JSON, terminal::print);
        for (String path : files()) {
            try {
                BarTable table = table(path).of(symbol);
                for (LoadedBars series : table.series()) {
                    AssetGuess guess = AssetGuess.of(series.bars());
                    report.add(table, series, asset != null ? new AssetGuess(asset, null) : guess);
                }
            } catch (BarDataException e) {
                report.addFailure(path, String.valueOf(e.getMessage()));
            }
        }
        report.end();
        terminal.out().flush();
        return report.hasErrors() ? ExitCode.USAGE : ExitCode.DONE;
    }

    private List<String> files() {
        List<String> files = DataFiles.of(paths);
        if (symbol != null && files.size() > 1) {
            throw new UsageException("--symbol names the symbol of a single file, but there are " + files.size());
        }
        return files;
    }

    private BarTable table(String path) {
        boolean piped = path.equals("-");
        BarReadOptions options = new BarReadOptions(
                symbol == null && piped ? "standard input" : symbol, asset, BadBarPolicy.FAIL, reading.reading());
        try (Progress progress = new Progress(terminal, true, new StopSignal())) {
            return piped
                    ? BarReader.table(terminal.in(), path, options, progress::reading)
                    : BarReader.table(Path.of(path), options, progress::reading);
        }
    }
}
