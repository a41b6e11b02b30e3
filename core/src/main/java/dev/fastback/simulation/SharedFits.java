package dev.fastback.simulation;

import dev.fastback.search.MeanObjective;
import dev.fastback.search.Objective;
import dev.fastback.search.Search;
import dev.fastback.search.SearchContext;
import dev.fastback.search.Solution;
import dev.fastback.strategy.Evaluators;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.Simulation;
import dev.fastback.study.Study;
import dev.fastback.walkforward.Fold;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Parameters that neighbouring simulations of a symbol share: those with the largest mean of their values. A function of the study alone;
 * the latest are kept, because neighbours ask for the same. Safe for use by many threads: two that ask at the same time may each search.
 */
final class SharedFits {
    /** More than the groups of all simulations that are under way: a device has thousands at a time. */
    private static final int KEPT = 8192;

    private final Study study;
    private final Map<Key, SharedFit> latest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, SharedFit> eldest) {
            return size() > KEPT;
        }
    };

    SharedFits(Study study) {
        this.study = study;
    }

    private record Key(int symbol, int newestFold, String strategy) {}

    /**
     * Shared parameters.
     *
     * @param simulations how many share them
     * @param solution the parameters, the mean of the simulations' values, and what the search spent
     * @param nanos time that the search took
     */
    record SharedFit(int simulations, Solution solution, long nanos) {}

    /** Returns the index of the newest fold of those that share parameters with the given one. */
    int newestFold(int fold) {
        return fold - fold % study.search().sharedBy();
    }

    /** Returns the parameters that a usable simulation shares with its neighbours. */
    SharedFit of(
            Simulation simulation,
            PreparedSymbol data,
            TunableStrategy strategy,
            Evaluators evaluators,
            Search search,
            SearchContext context) {
        Key key = new Key(simulation.symbol(), newestFold(simulation.fold().index()), strategy.name());
        SharedFit fit = get(key);
        if (fit == null) {
            fit = search(key, data, strategy, evaluators, search, context);
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

    private SharedFit search(
            Key key,
            PreparedSymbol data,
            TunableStrategy strategy,
            Evaluators evaluators,
            Search search,
            SearchContext context) {
        List<Objective> parts = IntStream.range(
                        key.newestFold(),
                        (int) Math.min((long) key.newestFold() + study.search().sharedBy(), study.walkForward().simulations()))
                .mapToObj(k -> study.fold(key.symbol(), k))
                .filter(Fold::isUsable)
                .map(fold -> strategy.objective(data.fit(fold), study.metric(), evaluators))
                .toList();
        long start = System.nanoTime();
        Solution solution = search.search(new MeanObjective(parts, context.stop()), context);
        return new SharedFit(parts.size(), solution, System.nanoTime() - start);
    }
}
