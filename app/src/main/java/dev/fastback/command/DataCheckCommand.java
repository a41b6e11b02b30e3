package dev.fastback.command;

import dev.fastback.data.AssetClass;
import dev.fastback.data.BadBarPolicy;
import dev.fastback.data.BarDataException;
import dev.fastback.data.BarFinding;
import dev.fastback.data.BarReadOptions;
import dev.fastback.data.BarReport;
import dev.fastback.data.BarSeries;
import dev.fastback.data.LoadedBars;
import dev.fastback.data.PeriodsPerYear;
import dev.fastback.data.files.BarReader;
import dev.fastback.input.DataFiles;
import dev.fastback.input.LoadedMarket;
import dev.fastback.search.StopSignal;
import dev.fastback.terminal.ExitCode;
import dev.fastback.terminal.Progress;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.UsageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what is wrong with price files. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Checks price files: lists every finding with its place, and a hash of the bars without errors.",
        footer = {"", "Exit codes: 0 no errors (there may be warnings); 2 errors, or bad usage; 4 standard output cannot be written; 70 an internal fault."})
final class DataCheckCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files (.csv, .csv.gz, .parquet), folders of them, or - for standard input.")
    List<String> paths = List.of();

    @Option(names = "--symbol", paramLabel = "NAME", description = "The symbol of a single file (default: its name).")
    @Nullable String symbol;

    @Option(names = "--asset", paramLabel = "CLASS", description = "crypto or stock: decides what is a gap (default: by symbol).")
    @Nullable AssetClass asset;

    DataCheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        LoadedMarket.requireSymbol(symbol);
        boolean errors = false;
        for (String path : files()) {
            try {
                errors |= check(path);
            } catch (BarDataException e) {
                terminal.print("error    " + e.getMessage() + "\n");
                errors = true;
            }
        }
        terminal.out().flush();
        return errors ? ExitCode.USAGE : ExitCode.DONE;
    }

    private List<String> files() {
        List<String> files = DataFiles.of(paths);
        if (symbol != null && files.size() > 1) {
            throw new UsageException("--symbol names the symbol of a single file, but there are " + files.size());
        }
        return files;
    }

    private boolean check(String path) {
        BarReadOptions options = new BarReadOptions(
                symbol == null && path.equals("-") ? "standard input" : symbol, asset, BadBarPolicy.DROP);
        byte[] piped = path.equals("-") ? standardInput() : null;
        BarReport report = piped == null
                ? checkFile(path, options)
                : BarReader.check(new ByteArrayInputStream(piped), path, options);
        for (BarFinding finding : report.findings()) {
            terminal.print((finding.severity() == BarFinding.Severity.ERROR ? "error    " : "warning  ") + report.source() + ": "
                    + finding.describe() + "\n");
        }
        long unlisted = report.errorCount() + report.warningCount() - report.findings().size();
        if (unlisted > 0) {
            terminal.print("         " + report.source() + ": and " + unlisted + " more findings of these kinds" + "\n");
        }
        terminal.print(report.summary() + "\n");
        if (report.errorCount() < report.rows()) {
            LoadedBars loaded = piped == null
                    ? BarReader.read(Path.of(path), options)
                    : BarReader.read(new ByteArrayInputStream(piped), path, options);
            describe(loaded.bars(), report.errorCount() > 0);
        }
        return report.errorCount() > 0;
    }

    private BarReport checkFile(String path, BarReadOptions options) {
        try (Progress progress = new Progress(terminal, true, new StopSignal())) {
            return BarReader.check(Path.of(path), options, progress::reading);
        }
    }

    private void describe(BarSeries bars, boolean partial) {
        AssetClass kind = asset != null ? asset : AssetClass.ofSymbol(bars.symbol());
        terminal.print("  " + bars + ", " + kind.name().toLowerCase(Locale.ROOT) + ", "
                + Math.round(PeriodsPerYear.of(bars, kind)) + " bars per year" + "\n");
        terminal.print("  content hash" + (partial ? " of the bars without errors " : " ") + bars.contentHash() + "\n");
    }

    private byte[] standardInput() {
        try {
            return terminal.in().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
