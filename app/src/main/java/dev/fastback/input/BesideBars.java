package dev.fastback.input;

import dev.fastback.component.NearName;
import dev.fastback.data.BarEnds;
import dev.fastback.data.BarSeries;
import dev.fastback.data.BarSteps;
import dev.fastback.data.files.BarReader;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.reading.LoadedBars;
import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.input.options.DataOptions;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.StudySymbol;
import dev.fastback.terminal.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is read beside the bars that are traded: the series that strategies look at ({@link BarSeries#others}) and the rates of funding. What is there,
 * and that volumes are not, stands in the notes of each symbol, hashes included, and so is part of the study.
 */
final class BesideBars {
    private static final int SHOWN_OF_A_HASH = 16;

    private BesideBars() {}

    /**
     * Returns a market with what its strategies look at; the same object where they look at nothing, no volumes are missed and there is no funding.
     *
     * @param remarks what is told of what is missing
     * @throws UsageException if a series is not there, or some were given and no strategy looks at any
     */
    static LoadedMarket with(
            LoadedMarket market, DataOptions data, List<? extends TunableStrategy> strategies, long seed, Consumer<String> remarks) {
        LoadedMarket funded = withoutVolume(funded(market, data.fundingRates()), strategies, remarks);
        Set<String> wanted = new TreeSet<>();
        strategies.forEach(strategy -> wanted.addAll(strategy.others()));
        if (wanted.isEmpty()) {
            if (!data.beside().isEmpty()) {
                throw new UsageException("--beside " + data.beside().getFirst() + ": no strategy looks at another series (other(...) in its source)");
            }
            return funded;
        }
        Map<String, BarSeries> series = series(funded, data, wanted, seed);
        return funded.withSymbols(funded.symbols().stream().map(symbol -> noted(symbol, symbol.bars().withOthers(series), notes(symbol.bars(), series))).toList());
    }

    private static List<String> notes(BarSeries bars, Map<String, BarSeries> series) {
        return series.entrySet().stream()
                .map(one -> String.format(
                        Locale.ROOT, "looks at %s, %,d bars, data hash %s%s", one.getKey(), one.getValue().size(),
                        one.getValue().contentHash().substring(0, SHOWN_OF_A_HASH), stale(bars, one.getValue())))
                .toList();
    }

    /** Returns what is to be said of bars on which the other series has long ended: its last values stay. */
    private static String stale(BarSeries bars, BarSeries other) {
        if (other.size() < 2 || bars.size() == 0) {
            return "";
        }
        int last = other.size() - 1;
        long end = BarEnds.notAfter(other.times(), other.zone()).of(last);
        long over = end + (end - other.timeMillis(last)); // until the next one would have ended
        BarEnds ends = BarEnds.notBefore(bars.times(), bars.zone());
        int first = 0;
        while (first < bars.size() && (bars.size() < 2 || ends.of(first) < over)) {
            first++; // what it is shown is that of the last bar that had ended when this one ended
        }
        return first == bars.size()
                ? ""
                : String.format(
                        Locale.ROOT, "; it ends with %s, and its last values stay on the %,d bars from %s on", other.timeLabel(last), bars.size() - first, bars.timeLabel(first));
    }

    private static Map<String, BarSeries> series(LoadedMarket market, DataOptions data, Set<String> wanted, long seed) {
        Map<String, BarSeries> known = new TreeMap<>();
        long end = market.symbols().stream().mapToLong(symbol -> end(symbol.bars())).max().orElse(Long.MAX_VALUE);
        for (String path : data.beside()) {
            for (BarSeries bars : read(market, data, path, seed)) {
                if (known.putIfAbsent(bars.symbol(), until(bars, end)) != null) {
                    throw new UsageException("--beside " + path + ": symbol " + bars.symbol() + " was read already");
                }
            }
        }
        market.symbols().forEach(symbol -> known.put(symbol.name(), symbol.bars()));
        Map<String, BarSeries> chosen = new LinkedHashMap<>();
        for (String name : wanted) {
            BarSeries bars = known.get(name);
            if (bars == null) {
                throw new UsageException("a strategy looks at " + name + ", which is not there; read it with --beside FILE, or trade it as well"
                        + NearName.orAll(name, known.keySet(), "there are"));
            }
            chosen.put(name, bars);
        }
        return chosen;
    }

    /** Returns when the newest bar of a series ends: as much after its start as its two nearest bars lie apart. */
    private static long end(BarSeries bars) {
        return bars.size() < 2 ? Long.MAX_VALUE : bars.timeMillis(bars.size() - 1) + BarSteps.smallestMillis(bars);
    }

    /** Returns the bars that begin before a time: of what comes later, as of a holdout, nothing is known, not even a hash. */
    private static BarSeries until(BarSeries bars, long end) {
        int size = bars.size();
        while (size > 0 && bars.timeMillis(size - 1) >= end) {
            size--;
        }
        return bars.cut(0, size);
    }

    private static List<BarSeries> read(LoadedMarket market, DataOptions data, String path, long seed) {
        if (market.synthetic() && SyntheticMarket.symbols().contains(path)) {
            return List.of(SyntheticMarket.bars(path, seed, SyntheticMarket.DEFAULT_COUNT));
        }
        List<BarSeries> read = new ArrayList<>();
        for (String file : DataFiles.of(List.of(path))) {
            BarReadOptions options = new BarReadOptions(null, null, data.onBadBars(), data.reading());
            BarReader.table(DataFiles.path(file), options).series().stream().map(LoadedBars::accepted).map(LoadedBars::bars).forEach(read::add);
        }
        return read;
    }

    /** Notes which symbols have no volumes, where a strategy looks at them: it sees zeros. */
    private static LoadedMarket withoutVolume(LoadedMarket market, List<? extends TunableStrategy> strategies, Consumer<String> remarks) {
        List<StudySymbol> without = market.symbols().stream().filter(symbol -> !symbol.bars().hasVolume()).toList();
        if (without.isEmpty()) {
            return market;
        }
        List<String> names = strategies.stream().filter(TunableStrategy::looksAtVolume).map(strategy -> strategy.spec().name()).toList();
        if (names.isEmpty()) {
            return market;
        }
        String note = String.join(", ", names) + (names.size() == 1 ? " looks" : " look") + " at volumes, of which the bars have none: each counts as 0";
        remarks.accept(without.getFirst().name() + (without.size() == 1 ? "" : " and " + (without.size() - 1) + " more") + ": " + note);
        return market.withSymbols(market.symbols().stream()
                .map(symbol -> symbol.bars().hasVolume() ? symbol : noted(symbol, symbol.bars(), List.of(note)))
                .toList());
    }

    private static LoadedMarket funded(LoadedMarket market, @Nullable String path) {
        if (path == null) {
            return market;
        }
        Path place = DataFiles.path(path);
        if (!Files.isDirectory(place) && market.symbols().size() > 1) {
            throw new UsageException("--funding-rates " + path + " is of one symbol, and there are " + market.symbols().size()
                    + "; give a folder of files named as the symbols");
        }
        List<StudySymbol> symbols = new ArrayList<>();
        for (StudySymbol symbol : market.symbols()) {
            Path file = Files.isDirectory(place) ? place.resolve(symbol.name() + ".csv") : place;
            FundingRates rates = FundingRates.read(file);
            FundingRates.OfBars funding = rates.on(symbol.bars());
            String note = String.format(Locale.ROOT, "funding from %s, %.4f%% in all bars", file.getFileName(), 100 * funding.sum());
            if (funding.uncovered() > 0) {
                note += String.format(
                        Locale.ROOT, "; %,d of %,d bars have no rate and pay none, the first %s", funding.uncovered(), symbol.bars().size(),
                        symbol.bars().timeLabel(funding.first()));
            }
            symbols.add(noted(symbol, symbol.bars().withFunding(funding.rates()), List.of(note)));
        }
        return market.withSymbols(symbols);
    }

    private static StudySymbol noted(StudySymbol symbol, BarSeries bars, List<String> more) {
        List<String> notes = new ArrayList<>(symbol.notes());
        notes.addAll(more);
        return new StudySymbol(bars, symbol.market(), notes, symbol.warnings());
    }
}
