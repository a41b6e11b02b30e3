package dev.fastback.simulation;

import dev.fastback.data.BarSeries;
import dev.fastback.data.BarSteps;
import dev.fastback.result.Trials;
import dev.fastback.search.MeanObjective;
import dev.fastback.search.Objective;
import dev.fastback.search.SearchContext;
import dev.fastback.search.Solution;
import dev.fastback.search.TrialSink;
import dev.fastback.simulation.trials.TrialKeeper;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.Simulation;
import dev.fastback.study.Study;
import dev.fastback.walkforward.Fold;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parameters that simulations share, those with the largest mean of their values: neighbouring folds of a symbol, the same folds of all symbols, or
 * both. A function of the study alone; the latest are kept, because those that share ask for the same. Safe for use by many threads: two that ask
 * at the same time may each search.
 */
final class SharedFits {
    /** More than the groups of all simulations that are under way: a device has thousands at a time. */
    private static final int KEPT = 8192;
    /** Stands for all symbols where a symbol is named. */
    private static final int ALL_SYMBOLS = -1;
    /** Stands for the folds that end with the data where the newest fold is named. */
    private static final int ORDERS = -1;
    /** What the seed of a search over all symbols has in place of a symbol's name. */
    private static final String POOL = "all symbols";

    private final Study study;
    private final Map<Key, SharedFit> latest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, SharedFit> eldest) {
            return size() > KEPT;
        }
    };
    /** When the last bar ended that any fit of a pool knows, in milliseconds, by the newest fold of those that share. */
    private final Map<Integer, Long> knownUntil = new ConcurrentHashMap<>();

    SharedFits(Study study) {
        this.study = study;
    }

    record Key(int symbol, int newestFold, String strategy) {}

    /**
     * Shared parameters.
     *
     * @param simulations how many share them
     * @param solution the parameters, the mean of the simulations' values, and what the search spent
     * @param nanos time that the search took
     * @param trials what was kept of the search, if it is that of the newest folds; null otherwise
     */
    record SharedFit(int simulations, Solution solution, long nanos, @Nullable Trials trials) {
        SharedFit withoutTrials() {
            return new SharedFit(simulations, solution, nanos, null);
        }
    }

    /** Returns the index of the newest fold of those that share parameters with the given one. */
    private int newestFold(int fold) {
        return fold - fold % study.search().sharedBy();
    }

    /** Returns the parameters that a usable simulation shares. */
    SharedFit of(PreparedStudy prepared, Simulation simulation, TunableStrategy strategy) {
        return of(prepared, key(simulation, strategy), strategy);
    }

    /**
     * Returns what was kept of the search for the parameters that a usable simulation shares; null where nothing is. Of folds that are not the newest
     * the search is made again: their trials would fill the memory.
     */
    @Nullable Trials trials(PreparedStudy prepared, Simulation simulation, TunableStrategy strategy) {
        if (!prepared.keepsTrials()) {
            return null;
        }
        Key key = key(simulation, strategy);
        SharedFit known = get(key);
        if (known != null && known.trials() != null) {
            return known.trials();
        }
        SharedFit found = search(prepared, key, strategy, true);
        if (known == null) {
            put(key, key.newestFold() == 0 ? found : found.withoutTrials());
        }
        return found.trials();
    }

    /** Returns what stands for the parameters that a simulation shares: equal keys, equal parameters. */
    Key key(Simulation simulation, TunableStrategy strategy) {
        return new Key(symbols(simulation.symbol()), newestFold(simulation.fold().index()), strategy.name());
    }

    /**
     * Returns the parameters for the bar after a symbol's data: those that a further newest simulation would share, found on the fold that ends with
     * the data and the newest others.
     */
    SharedFit ofOrders(PreparedStudy prepared, int symbol, TunableStrategy strategy) {
        return of(prepared, new Key(symbols(symbol), ORDERS, strategy.name()), strategy);
    }

    private int symbols(int symbol) {
        return study.search().isPooled() ? ALL_SYMBOLS : symbol;
    }

    private SharedFit of(PreparedStudy prepared, Key key, TunableStrategy strategy) {
        SharedFit fit = get(key);
        if (fit == null) {
            fit = search(prepared, key, strategy, prepared.keepsTrials() && key.newestFold() == 0);
            put(key, fit);
        }
        return fit;
    }

    private @Nullable SharedFit get(Key key) {
        synchronized (latest) {
            return latest.get(key);
        }
    }

    private void put(Key key, SharedFit fit) {
        synchronized (latest) {
            latest.put(key, fit);
        }
    }

    private SharedFit search(PreparedStudy prepared, Key key, TunableStrategy strategy, boolean keepsTrials) {
        List<Objective> parts = parts(prepared, key, strategy);
        // What simulations share depends on none of them: the context is that of the newest.
        String series = key.symbol() == ALL_SYMBOLS ? POOL : study.symbols().get(key.symbol()).name();
        SearchContext unseen = SimulationRun.context(prepared, series, strategy, Math.max(0, key.newestFold()), TrialSink.NONE);
        TrialKeeper keeper = keepsTrials ? new TrialKeeper(strategy.space().dimension(), unseen.seed()) : null;
        SearchContext context = keeper == null ? unseen : unseen.withTrials(keeper);
        long start = System.nanoTime();
        Solution solution = prepared.search().search(new MeanObjective(parts, context.stop()), context);
        return new SharedFit(parts.size(), solution, System.nanoTime() - start, keeper == null ? null : keeper.trials(strategy.space()));
    }

    /** Returns the objectives of the simulations that share, symbol by symbol, newest first. */
    private List<Objective> parts(PreparedStudy prepared, Key key, TunableStrategy strategy) {
        IntStream symbols = key.symbol() == ALL_SYMBOLS ? IntStream.range(0, study.symbols().size()) : IntStream.of(key.symbol());
        return symbols.boxed()
                .flatMap(s -> folds(s, key.newestFold())
                        .filter(Fold::isUsable)
                        .map(fold -> prepared.objective(s, strategy, prepared.symbol(s).fit(fold))))
                .toList();
    }

    /** Returns what the parameters that a usable simulation shares make as large as possible. */
    Objective objective(PreparedStudy prepared, Simulation simulation, TunableStrategy strategy) {
        return new MeanObjective(parts(prepared, key(simulation, strategy), strategy), prepared.stop());
    }

    /** Returns the folds of a symbol that share parameters, newest first, usable or not. */
    private Stream<Fold> folds(int symbol, int newestFold) {
        int most = study.walkForward().simulations();
        int count = study.search().sharedBy();
        return newestFold == ORDERS
                ? Stream.concat(Stream.of(study.orderFold(symbol)), folds(symbol, 0, Math.min(count - 1, most)))
                : folds(symbol, newestFold, (int) Math.min((long) newestFold + count, most));
    }

    private Stream<Fold> folds(int symbol, int from, int to) {
        return IntStream.range(from, to).mapToObj(k -> study.fold(symbol, k));
    }

    /**
     * Returns the first bar of a symbol that no fit of a fold's parameters has seen, by its number: newer folds that share them have seen more. Where
     * symbols share them, no later bar of another symbol may be known either.
     */
    int firstUnseen(int symbol, Fold fold) {
        if (!study.search().isShared()) {
            return fold.end();
        }
        int newest = newestFold(fold.index());
        int end = study.fold(symbol, newest).end();
        if (!study.search().isPooled()) {
            return end;
        }
        BarSeries bars = study.symbols().get(symbol).bars();
        long until = knownUntil.computeIfAbsent(newest, this::knownUntil);
        while (end < bars.size() && bars.timeMillis(end) < until) {
            end++;
        }
        return end;
    }

    private long knownUntil(int newestFold) {
        return IntStream.range(0, study.symbols().size())
                .filter(s -> study.fold(s, newestFold).isUsable())
                .mapToLong(s -> BarSteps.endMillis(study.symbols().get(s).bars(), study.fold(s, newestFold).lastBar()))
                .max()
                .orElse(Long.MIN_VALUE);
    }
}
