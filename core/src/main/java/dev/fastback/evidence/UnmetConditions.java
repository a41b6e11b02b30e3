package dev.fastback.evidence;

import dev.fastback.evaluation.OutcomeConstraint;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.StrategyEvidence;
import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.search.ValueBatch;
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
                    : shared.computeIfAbsent(group(prepared, simulation), group -> isMissedBy(prepared, simulation, strategy, chosen));
            unmet += misses ? 1 : 0;
        }
        if (unmet > 0) {
            evidence.unmet("in " + unmet + " of " + fits.size() + " simulations no trial meets "
                    + conditions.stream().map(OutcomeConstraint::text).collect(Collectors.joining(" and ")) + ": the one that misses least was taken");
        }
    }

    /** Returns the number of the folds that share parameters with a simulation's; its own where none do. */
    static int group(PreparedStudy prepared, Simulation simulation) {
        return simulation.fold().index() / prepared.study().search().sharedBy();
    }

    static boolean isMissedBy(PreparedStudy prepared, Simulation simulation, TunableStrategy strategy, Parameters chosen) {
        int symbol = simulation.symbol();
        Objective objective = prepared.study().search().isShared()
                ? prepared.sharedObjective(simulation, strategy)
                : prepared.objective(symbol, strategy, prepared.symbol(symbol).slice(simulation.fold().fitFrom(), simulation.fold().fitTo()));
        PointBatch point = new PointBatch(chosen.space().dimension());
        point.add(chosen.coordinates());
        ValueBatch values = new ValueBatch(objective.metrics(), objective.constraints());
        values.reserve(1);
        objective.evaluate(point, 0, 1, values);
        return values.violationOf(0) != 0; // NaN where an outcome is no number, which is as bad as any
    }
}
