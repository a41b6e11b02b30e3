package dev.fastback.input;

import dev.fastback.component.NearName;
import dev.fastback.data.AssetClass;
import dev.fastback.data.AssetGuess;
import dev.fastback.data.BarSeries;
import dev.fastback.data.PeriodsPerYear;
import dev.fastback.data.Printable;
import dev.fastback.data.files.BarReader;
import dev.fastback.data.files.ReadListener;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.findings.BarReport;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.reading.BarTable;
import dev.fastback.data.reading.LoadedBars;
import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.input.options.DataOptions;
import dev.fastback.input.options.Holdout;
import dev.fastback.input.options.MarketOptions;
import dev.fastback.parallel.InOrder;
import dev.fastback.profit.FeeRule;
import dev.fastback.simulate.terms.OrderTerms;
import dev.fastback.strategy.Market;
import dev.fastback.study.StudySymbol;
import dev.fastback.terminal.Progress;
import dev.fastback.terminal.UsageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The instruments of a run, read and checked, and the files that could not be used.
 *
 * @param symbols at least one
 * @param failures files that were left out, or symbols of them
 * @param synthetic whether the bars are the bundled sample market's
 * @param warningCounts data warnings by symbol, all of them
 * @param holdout the newest bars of each symbol that were kept back
 */
public record LoadedMarket(
        List<StudySymbol> symbols,
        List<Failure> failures,
        boolean synthetic,
        Map<String, Long> warningCounts,
        Holdout holdout) {
    /** Warnings of a symbol that are listed one by one; the rest is counted. */
    private static final int LISTED_WARNINGS = 20;

    /** A thread that has fewer files to read is not worth starting. */
    private static final int FILES_PER_THREAD = 2;

    /**
     * A file that was left out.
     *
     * @param file as the user gave it
     * @param reason one line, the file's name included
     */
    public record Failure(String file, String reason) {}

    /** A stop came before all bars were read: there is no study yet, and nothing to report or to resume. */
    public static final class StoppedWhileReading extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoppedWhileReading(int read, int files) {
            this("interrupted while bars were being read, " + read + " of " + files + (files == 1 ? " file" : " files") + "; nothing was run");
        }

        private StoppedWhileReading(String message) {
            super(message, null, false, false);
        }
    }

    public LoadedMarket {
        symbols = List.copyOf(symbols);
        failures = List.copyOf(failures);
        warningCounts = Map.copyOf(warningCounts);
    }

    /** Returns the same market with its symbols, in their order, replaced by others. */
    LoadedMarket withSymbols(List<StudySymbol> replaced) {
        return new LoadedMarket(replaced, failures, synthetic, warningCounts, holdout);
    }

    public long warningCount(String symbol) {
        return warningCounts.getOrDefault(symbol, 0L);
    }

    /**
     * Reads what the options ask for.
     *
     * @throws StoppedWhileReading if a stop was requested before all files were read
     * @throws UsageException if the options contradict each other
     * @throws BarDataException if nothing usable was read
     */
    static LoadedMarket load(List<String> names, DataOptions data, MarketOptions market, FeeRule feeRule, long seed, LoadSettings how) {
        for (int i = 1; i < names.size(); i++) {
            if (names.subList(0, i).contains(names.get(i))) {
                throw new UsageException("symbol " + names.get(i) + " is named twice");
            }
        }
        try (Progress progress = new Progress(how.terminal(), !how.quiet(), how.stop())) {
            Loader loader = new Loader(data, market, feeRule, how, new BarReading(progress, how.stop()));
            return data.paths().isEmpty() ? loader.sample(names, seed) : loader.files(names);
        }
    }

    /**
     * Makes sure that a symbol that was given can be one.
     *
     * @throws UsageException if it is blank or not printable
     */
    public static void requireSymbol(@Nullable String symbol) {
        if (symbol != null && (symbol.isBlank() || !Printable.text(symbol).equals(symbol))) {
            throw new UsageException("--symbol must be printable and not blank: " + symbol);
        }
    }

    /** Reads one run's bars. */
    private static final class Loader {
        private final DataOptions data;
        private final MarketOptions market;
        private final FeeRule feeRule;
        private final LoadSettings how;
        private final BarReading reading;
        private final TimeRange range;
        private final OrderTerms terms;
        private final Map<String, StudySymbol> symbols = new LinkedHashMap<>();
        private final List<Failure> failures = new ArrayList<>();
        private final Map<String, Long> warningCounts = new HashMap<>();
        private final Set<String> noted = new HashSet<>();

        Loader(DataOptions data, MarketOptions market, FeeRule feeRule, LoadSettings how, BarReading reading) {
            this.data = data;
            this.market = market;
            this.feeRule = feeRule;
            this.how = how;
            this.reading = reading;
            this.range = TimeRange.of(data);
            this.terms = market.orders().terms();
            requireSymbol(data.symbol());
        }

        LoadedMarket sample(List<String> names, long seed) {
            if (data.symbol() != null) {
                throw new UsageException("--symbol names the symbol of a file; give --data as well");
            }
            List<String> wanted = names.isEmpty() ? List.of("ETHUSD") : names;
            for (String name : wanted) {
                if (!SyntheticMarket.symbols().contains(name)) {
                    if (DataFiles.isThere(name)) {
                        throw new UsageException(name + " is taken for a symbol; to read the file, write --data " + name);
                    }
                    throw new UsageException("no symbol " + name + " in the sample market"
                            + (name.matches("\\d+") ? " (with --sims every word is a symbol)" : "")
                            + NearName.orAll(name, SyntheticMarket.symbols(), "there are") + "; for your own bars add --data FILE");
                }
                BarSeries bars = SyntheticMarket.bars(name, seed, SyntheticMarket.DEFAULT_COUNT);
                add(name, bars, AssetGuess.of(data.holdout().locked() > 0 ? kept(name, bars) : bars).asset(), List.of(), List.of(), 0);
            }
            return new LoadedMarket(List.copyOf(symbols.values()), failures, true, warningCounts, data.holdout());
        }

        LoadedMarket files(List<String> names) {
            List<String> files = DataFiles.of(data.paths());
            boolean several = data.paths().size() > 1 || DataFiles.isFolder(data.paths().getFirst());
            if (several && data.symbol() != null) {
                throw new UsageException("--symbol names the symbol of a single file, but --data gives " + files.size());
            }
            if (several) {
                readSeveral(files, names);
            } else {
                reading.run(1, () -> readOnly(files.getFirst(), names));
            }
            if (symbols.isEmpty()) {
                throw new UsageException(failures.size() == 1 ? failures.getFirst().reason() : "none of " + failures.size()
                        + " files or symbols can be used; the first: " + failures.getFirst().reason());
            }
            return new LoadedMarket(List.copyOf(symbols.values()), failures, false, warningCounts, data.holdout());
        }

        /** Reads the only file, which may hold several symbols. */
        private void readOnly(String file, List<String> names) {
            reading.begin(0);
            String named = data.symbol() != null ? data.symbol() : names.size() == 1 ? names.getFirst() : null;
            BarTable table = table(file, named).of(data.symbol());
            if (!table.namesSymbols() && names.size() > 1) {
                throw new UsageException("one file has one symbol, but " + names.size() + " are given: " + String.join(", ", names));
            }
            List<LoadedBars> chosen = data.symbol() != null || !table.namesSymbols() || names.isEmpty()
                    ? table.series()
                    : names.stream().map(name -> series(table, name)).toList();
            if (chosen.size() == 1) {
                add(file, table, chosen.getFirst());
            } else {
                chosen.forEach(series -> addOrReport(file, table, series));
            }
        }

        private static LoadedBars series(BarTable table, String name) {
            return table.series().stream()
                    .filter(series -> series.report().symbol().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new UsageException(
                            "no symbol " + name + " in " + table.source() + " (there are: " + table.symbols() + ")"));
        }

        /** Reads several files: those that are called like a symbol first, the others only for symbols that are still missing. */
        private void readSeveral(List<String> files, List<String> names) {
            List<String> own = files.stream().filter(file -> names.isEmpty() || names.contains(nameOf(file))).toList();
            reading.run(own.size(), () -> readAll(own, (file, outcome) -> take(file, outcome, names.isEmpty() ? null : nameOf(file))));
            Set<String> known = new HashSet<>(symbols.keySet());
            failures.forEach(failure -> known.add(nameOf(failure.file())));
            List<String> missing = names.stream().filter(name -> !known.contains(name)).toList();
            if (missing.isEmpty()) {
                return;
            }
            List<String> others = files.stream().filter(file -> !own.contains(file)).toList();
            reading.run(others.size(), () -> readAll(others, (file, outcome) -> takeWanted(file, outcome, missing)));
            for (String name : missing) {
                if (!symbols.containsKey(name)) {
                    UsageException none = new UsageException("no file for symbol " + name + " in " + String.join(", ", data.paths())
                            + NearName.question(name, files.stream().map(Loader::nameOf).toList()));
                    if (failures.isEmpty()) {
                        throw none;
                    }
                    leaveOut(name, none);
                }
            }
        }

        /** Returns the symbol that a file is called like; empty for standard input. */
        private static String nameOf(String file) {
            return file.equals(DataFiles.STANDARD_INPUT) ? "" : BarReader.symbolOf(DataFiles.path(file));
        }

        /** Reads files, several at a time, and hands over what became of them in their order. */
        private void readAll(List<String> files, BiConsumer<String, Outcome> taker) {
            reading.begin(0);
            InOrder.<Outcome, RuntimeException>forEach(
                    Math.min(how.workers(), files.size() / FILES_PER_THREAD),
                    "fastback-load-",
                    files.size(),
                    i -> read(files.get(i)),
                    (i, outcome) -> {
                        taker.accept(files.get(i), outcome);
                        if (i + 1 < files.size()) {
                            reading.begin(i + 1);
                        }
                    });
        }

        /** What became of a file. */
        private sealed interface Outcome {}

        private record Loaded(BarTable table) implements Outcome {}

        private record Refused(RuntimeException reason) implements Outcome {}

        /** Reads and checks a file; called on any thread. */
        private Outcome read(String file) {
            try {
                return new Loaded(table(file, null));
            } catch (BarDataException | UsageException e) {
                return new Refused(e);
            }
        }

        /** Takes a file of which all is wanted, or the one symbol that it is called like. */
        private void take(String file, Outcome outcome, @Nullable String symbol) {
            try {
                switch (outcome) {
                    case Loaded(BarTable all) -> {
                        BarTable table = all.of(symbol);
                        table.series().forEach(series -> addOrReport(file, table, series));
                    }
                    case Refused(RuntimeException reason) -> throw reason;
                }
            } catch (BarDataException | UsageException e) {
                leaveOut(file, e);
            }
        }

        /** Takes symbols that a file may name; what else is in it, and whether it can be read at all, does not matter. */
        private void takeWanted(String file, Outcome outcome, List<String> wanted) {
            if (outcome instanceof Loaded(BarTable table) && table.namesSymbols()) {
                table.series().stream()
                        .filter(series -> wanted.contains(series.report().symbol()))
                        .forEach(series -> addOrReport(file, table, series));
            }
        }

        private void addOrReport(String file, BarTable table, LoadedBars series) {
            try {
                add(file, table, series);
            } catch (BarDataException | UsageException e) {
                leaveOut(file, e);
            }
        }

        private void leaveOut(String file, RuntimeException e) {
            failures.add(new Failure(file, String.valueOf(e.getMessage())));
            how.terminal().say("left out: " + e.getMessage());
        }

        private BarTable table(String file, @Nullable String symbol) {
            BarReadOptions options = new BarReadOptions(symbol, market.asset(), data.onBadBars(), data.reading());
            ReadListener listener = reading.file();
            if (!file.equals(DataFiles.STANDARD_INPUT)) {
                return BarReader.table(DataFiles.path(file), options, listener);
            }
            if (symbol == null) {
                throw new UsageException("--data -: standard input has no name; add --symbol NAME");
            }
            return BarReader.table(how.terminal().in(), "-", options, listener);
        }

        private void add(String file, BarTable table, LoadedBars series) {
            LoadedBars loaded = series.accepted();
            BarReport report = loaded.report();
            List<String> warnings = new ArrayList<>(report.findings().stream()
                    .limit(LISTED_WARNINGS)
                    .map(finding -> finding.describe())
                    .toList());
            long count = report.warningCount() + report.errorCount();
            if (count > warnings.size()) {
                warnings.add("and " + (count - warnings.size()) + " more");
            }
            AssetGuess guess = AssetGuess.of(data.holdout().locked() > 0 ? kept(file, loaded.bars()) : loaded.bars());
            if (guess.warning() != null && market.asset() == null) {
                warnings.add(guess.warning());
            }
            if (!how.quiet()) {
                remark(file, table, report, count);
                if (guess.warning() != null && market.asset() == null) {
                    how.terminal().say(file + ": " + guess.warning());
                }
            }
            if (data.holdout().locked() > 0) { // the check has seen bars of which nothing may be told
                warnings.clear();
            }
            add(file, loaded.bars(), guess.asset(), table.notes(), warnings, warnings.isEmpty() ? 0 : Math.max(count, 1));
        }

        /** Says what was assumed, once for each file, and what was found. */
        private void remark(String file, BarTable table, BarReport report, long count) {
            if (!table.notes().isEmpty() && noted.add(file)) {
                how.terminal().say(table.source() + ": " + table.note());
            }
            if (count > 0) {
                how.terminal().say(DataFiles.remark(file, report));
            }
        }

        private void add(
                String file, BarSeries bars, AssetClass guess, List<String> notes, List<String> warnings, long warningCount) {
            BarSeries cut = kept(file, bars);
            if (symbols.containsKey(bars.symbol())) {
                throw BarDataException.of(file, "symbol " + bars.symbol() + " was read already");
            }
            Market conditions = conditions(cut, guess);
            List<String> reach = OrderReach.notes(file, cut, conditions);
            if (!how.quiet()) {
                reach.forEach(note -> how.terminal().say(bars.symbol() + ": " + note));
            }
            List<String> all = new ArrayList<>(notes);
            all.addAll(reach);
            symbols.put(bars.symbol(), new StudySymbol(cut, conditions, all, warnings));
            warningCounts.put(bars.symbol(), warningCount);
        }

        /** Returns the bars that may be seen: those of the range, less the newest where they are locked away. */
        private BarSeries kept(String file, BarSeries bars) {
            BarSeries cut = range.cut(bars);
            if (cut.size() == 0) {
                throw BarDataException.of(file, "no bars between --from and --to; its bars are from " + bars.timeLabel(0) + " to "
                        + bars.timeLabel(bars.size() - 1) + (bars.zone() == null ? "" : ", and dates are days of " + bars.zone()));
            }
            int locked = data.holdout().locked();
            if (locked >= cut.size()) {
                throw BarDataException.of(file, "--holdout " + locked + " locks all of its " + cut.size() + " bars away");
            }
            return cut.cut(0, cut.size() - locked);
        }

        private Market conditions(BarSeries bars, AssetClass guess) {
            AssetClass asset = market.asset() != null ? market.asset() : guess;
            try {
                return new Market(
                        asset,
                        market.longOnly() != null ? market.longOnly() : asset.isLongOnlyByDefault(),
                        market.fee() != null ? market.fee() : asset.defaultFeeFraction(),
                        feeRule,
                        market.spread() != null ? market.spread() : 1.0,
                        market.periodsPerYear() != null ? market.periodsPerYear() : PeriodsPerYear.of(bars, asset),
                        terms);
            } catch (IllegalArgumentException e) {
                throw new UsageException(e.getMessage(), e);
            }
        }
    }
}
