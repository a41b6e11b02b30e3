package dev.fastback.simulation;

import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.search.MeanObjective;
import dev.fastback.search.Objective;
import dev.fastback.simulation.VariantSearch.Found;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.SearchedStrategy.Variant;
import dev.fastback.strategy.SearchedStrategy;
import dev.fastback.strategy.Window;
import dev.fastback.study.Simulation;
import dev.fastback.study.Study;
import dev.fastback.walkforward.Fold;
import dev.fastback.walkforward.WalkForward;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Parameters that neighbouring simulations of a symbol share: those with the largest mean of their profits, in the end-of-day mode
 * with the larger mean. A function of the study alone; the latest are kept, because neighbours ask for the same. Safe for use by many
 * threads: two that ask at the same time may each search.
 */
final class SharedFits {
    private static final int KEPT = 256;

    private final Study study;
    private final Map<Key, Fit> latest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Fit> eldest) {
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
     * @param variant the end-of-day mode
     * @param point the parameters; not a copy
     * @param meanProfit mean of the simulations' profits
     * @param evaluations candidates looked at, in all modes
     * @param overBudget by how much the worst mode's search went over its budget
     * @param nanos time that the search took
     */
    record Fit(
            int simulations,
            Variant variant,
            double[] point,
            double meanProfit,
            long evaluations,
            long overBudget,
            long nanos) {}

    /** Returns the index of the newest fold of those that share parameters with the given one. */
    int newestFold(int fold) {
        return fold - fold % study.search().shared();
    }

    /** Returns the parameters that a usable simulation shares with its neighbours. */
    Fit of(Simulation simulation, PreparedSymbol data, SearchedStrategy strategy, ProfitEvaluator evaluator) {
        Key key = new Key(simulation.symbol(), newestFold(simulation.fold().index()), strategy.name());
        Fit fit = get(key);
        if (fit == null) {
            fit = search(key, data, strategy, evaluator);
            put(key, fit);
        }
        return fit;
    }

    private @Nullable Fit get(Key key) {
        synchronized (latest) {
            return latest.get(key);
        }
    }

    private void put(Key key, Fit fit) {
        synchronized (latest) {
            latest.put(key, fit);
        }
    }

    private Fit search(Key key, PreparedSymbol data, SearchedStrategy strategy, ProfitEvaluator evaluator) {
        WalkForward walkForward = study.walkForward();
        Market market = data.symbol().market();
        List<Window> fits = IntStream.range(
                        key.newestFold(),
                        (int) Math.min((long) key.newestFold() + study.search().shared(), walkForward.simulations()))
                .mapToObj(k -> walkForward.fold(k, data.symbol().bars().size()))
                .filter(Fold::isUsable)
                .map(fold -> data.window(fold.fitFrom(), fold.fitTo()))
                .toList();
        Found found = VariantSearch.best(study, strategy, variant -> new MeanObjective(fits.stream()
                .map(fit -> (Objective) strategy.objective(fit, market, variant, evaluator))
                .toList()));
        return new Fit(
                fits.size(),
                found.variant(),
                found.solution().point(),
                found.solution().value(),
                found.evaluations(),
                found.overBudget(),
                found.nanos());
    }
}
