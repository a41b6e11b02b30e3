package dev.fastback.command.data;

import dev.fastback.command.arguments.ReadingArguments;
import dev.fastback.component.Components;
import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.data.Printable;
import dev.fastback.data.files.BarReader;
import dev.fastback.data.findings.BadBarPolicy;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.findings.BarReport;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.reading.BarTable;
import dev.fastback.data.reading.LoadedBars;
import dev.fastback.data.reading.TableOfBars;
import dev.fastback.input.DataFiles;
import dev.fastback.input.LoadedMarket;
import dev.fastback.table.Table;
import dev.fastback.table.TableFormat;
import dev.fastback.table.TableFormats;
import dev.fastback.terminal.AtomicOutput;
import dev.fastback.terminal.ExitCode;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the bars of price files in another format, after the checks that every run makes. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = {
            "Reads price files as a run does, checks them, and writes their bars to one file: .csv, .csv.gz, .parquet, .feather or .arrow.",
            "Several symbols get a column of symbols. Read again, the file gives the same bars; an input is never replaced."
        },
        footer = {"", "Exit codes: 0 done; 2 bad usage or wrong bars, nothing is written; 4 the file cannot be written; 70 an internal fault."})
public final class DataConvertCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "IN", description = "A file of prices, a folder of them, or - for standard input.")
    String input = "";

    @Parameters(index = "1", paramLabel = "OUT", description = "The file to write; its name tells the format.")
    String output = "";

    @Option(names = "--symbol", paramLabel = "NAME", description = "The symbol of a single file, or the one to take of several in it (default: a symbol column, else the file's name; required with -).")
    @Nullable String symbol;

    @Option(names = "--asset", paramLabel = "CLASS", description = "crypto, stock, fx or future: decides what is a gap (default: by the days with bars, then by symbol).")
    @Nullable AssetClass asset;

    @Option(names = "--on-bad-bars", paramLabel = "POLICY", description = "fail, drop or repair (default: fail).")
    BadBarPolicy onBadBars = BadBarPolicy.FAIL;

    @Option(names = {"-q", "--quiet"}, description = "No notes, warnings or last line on standard error.")
    boolean quiet;

    @Mixin
    ReadingArguments reading = new ReadingArguments();

    public DataConvertCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        LoadedMarket.requireSymbol(symbol);
        TableFormat format = format();
        List<String> files = DataFiles.of(List.of(input));
        if (symbol != null && files.size() > 1) {
            throw new UsageException("--symbol names the symbol of a single file, but there are " + files.size());
        }
        Path path = DataFiles.path(output);
        AtomicOutput out = AtomicOutput.to(terminal, path, "OUT");
        for (String file : files) {
            if (!file.equals(DataFiles.STANDARD_INPUT) && out.isAt(DataFiles.path(file))) {
                throw new UsageException("OUT: " + output + " is a file that is read; name another file");
            }
        }
        List<BarSeries> series = new ArrayList<>();
        boolean named = read(files, series);
        boolean symbols = named || series.size() > 1 || !series.getFirst().symbol().equals(BarReader.symbolOf(path));
        Table table = TableOfBars.of(series, symbols);
        out.write(stream -> format.write(table, stream));
        if (!quiet) {
            terminal.say(output + ": wrote " + Printable.count(table.rows(), "bar") + " of " + Printable.count(series.size(), "symbol"));
        }
        return ExitCode.DONE;
    }

    private TableFormat format() {
        TableFormat format = TableFormats.ofFile(output).orElseThrow(() ->
                new UsageException("OUT: the name must end in " + TableFormats.suffixes() + ": " + output));
        Components.whyUnavailable(format).ifPresent(why -> {
            throw new UsageException("OUT: " + output + " cannot be written: " + why);
        });
        return format;
    }

    /** Reads all files; returns whether one of them names its symbols. */
    private boolean read(List<String> files, List<BarSeries> series) {
        boolean named = false;
        Set<String> known = new HashSet<>();
        for (String file : files) {
            BarTable table = table(file).of(symbol);
            named |= table.namesSymbols();
            if (!quiet && !table.notes().isEmpty()) {
                terminal.say(table.source() + ": " + table.note());
            }
            for (LoadedBars loaded : table.series()) {
                BarSeries bars = loaded.accepted().bars();
                if (!known.add(bars.symbol())) {
                    throw BarDataException.of(file, "symbol " + bars.symbol() + " was read already");
                }
                remark(file, loaded.report());
                series.add(bars);
            }
        }
        return named;
    }

    private BarTable table(String file) {
        BarReadOptions options = new BarReadOptions(symbol, asset, onBadBars, reading.reading());
        if (!file.equals(DataFiles.STANDARD_INPUT)) {
            return BarReader.table(DataFiles.path(file), options);
        }
        if (symbol == null) {
            throw new UsageException("IN: standard input has no name; add --symbol NAME");
        }
        return BarReader.table(terminal.in(), file, options);
    }

    private void remark(String file, BarReport report) {
        if (!quiet && report.warningCount() + report.errorCount() > 0) {
            terminal.say(DataFiles.remark(file, report));
        }
    }
}
