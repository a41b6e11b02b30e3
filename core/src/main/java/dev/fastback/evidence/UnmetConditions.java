package dev.fastback.evidence;

import dev.fastback.evaluation.OutcomeConstraint;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.StrategyEvidence;
import dev.fastback.search.Objective;
import dev.fastback.search.space.Parameters;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.Simulation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * In how many simulations no trial of the search met the conditions of the metric. A search prefers what misses less, so that where its best misses them all
 * trials did; the best is evaluated once more, which needs no kept trials.
 */
final class UnmetConditions {
    private UnmetConditions() {}

    /**
     * Tells it; nothing where the metric has no conditions, or each search met them.
     *
     * @param fits the completed simulations of the symbol
     * @param k the strategy's number
     * @param pool knows what all symbols share
     */
    static void tell(PreparedStudy prepared, List<Completed> fits, int k, PooledEvidence pool, StrategyEvidence.Builder evidence) {
        List<OutcomeConstraint> conditions = prepared.study().metric().constraints();
        if (conditions.isEmpty()) {
            return;
        }
        TunableStrategy strategy = prepared.study().strategies().get(k);
        Map<Integer, Boolean> shared = new HashMap<>();
        int unmet = 0;
        for (Completed fit : fits) {
            prepared.stop().check();
            Simulation simulation = fit.simulation();
            Parameters chosen = fit.strategies().get(k).parameters();
            boolean misses = prepared.study().search().isPooled()
                    ? pool.missesConditions(prepared, simulation, strategy, chosen)
                    : shared.computeIfAbsent(prepared.study().search().groupOf(simulation.fold().index()), group -> isMissedBy(prepared, simulation, strategy, chosen));
            unmet += misses ? 1 : 0;
        }
        if (unmet > 0) {
            evidence.unmet("in " + unmet + " of " + fits.size() + " simulations no trial meets "
                    + conditions.stream().map(OutcomeConstraint::text).collect(Collectors.joining(" and ")) + ": the one that misses least was taken");
        }
    }

    static boolean isMissedBy(PreparedStudy prepared, Simulation simulation, TunableStrategy strategy, Parameters chosen) {
        int symbol = simulation.symbol();
        Objective objective = prepared.study().search().isShared()
                ? prepared.sharedObjective(simulation, strategy)
                : prepared.objective(symbol, strategy, prepared.symbol(symbol).fit(simulation.fold()));
        return objective.valuesAt(chosen.coordinates()).violationOf(0) != 0; // NaN where an outcome is no number, which is as bad as any
    }
}
