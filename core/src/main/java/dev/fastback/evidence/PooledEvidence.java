package dev.fastback.evidence;

import dev.fastback.result.StrategyEvidence;
import dev.fastback.result.StrategyResult;
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

    /** A search: that of a strategy for a fold of all symbols. */
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
}
