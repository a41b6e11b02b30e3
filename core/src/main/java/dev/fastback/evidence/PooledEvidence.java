package dev.fastback.evidence;

import dev.fastback.result.StrategyEvidence;
import dev.fastback.result.StrategyResult;
import dev.fastback.search.space.Parameters;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.Simulation;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the trials of a search say that all symbols share: made once by the first symbol that asks, the same for all. Safe for use by many threads,
 * which wait for one another.
 */
public final class PooledEvidence {
    private final ConcurrentHashMap<Key, StrategyEvidence> known = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Key, Boolean> missing = new ConcurrentHashMap<>();

    /** A search: that of a strategy for a fold of all symbols, or for a number of folds that share parameters. */
    private record Key(String strategy, int fold) {}

    private final int workers;

    /**
     * Makes one for a study.
     *
     * @param workers threads that look at trials, at least 1; symbols that need the same wait meanwhile
     */
    public PooledEvidence(int workers) {
        this.workers = workers;
    }

    StrategyEvidence of(PreparedStudy prepared, Simulation newest, TunableStrategy strategy, StrategyResult found) {
        return known.computeIfAbsent(new Key(strategy.name(), newest.fold().index()), key -> {
            StrategyEvidence.Builder evidence = StrategyEvidence.of(strategy.name());
            new TrialEvidence(prepared, newest, strategy, found, workers).tell(evidence);
            return evidence.build();
        });
    }

    /** Returns whether what the search found for a strategy misses the conditions of the metric. */
    boolean missesConditions(PreparedStudy prepared, Simulation simulation, TunableStrategy strategy, Parameters chosen) {
        return missing.computeIfAbsent(
                new Key(strategy.name(), prepared.study().search().groupOf(simulation.fold().index())),
                key -> UnmetConditions.isMissedBy(prepared, simulation, strategy, chosen));
    }
}
