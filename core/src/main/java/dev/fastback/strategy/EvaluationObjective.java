package dev.fastback.strategy;

import dev.fastback.evaluation.Metric;
import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.search.ValueBatch;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import java.util.Optional;

/**
 * A metric of a strategy's evaluation, point by point.
 *
 * @param strategy what is evaluated
 * @param slice on which bars
 * @param metric what is read off
 */
record EvaluationObjective(TunableStrategy strategy, MarketSlice slice, Metric metric) implements MetricObjective {
    @Override
    public ParameterSpace space() {
        return strategy.space();
    }

    @Override
    public Optional<Objective> newest(int parts) {
        MarketSlice newest = new MarketSlice(
                slice.bars(),
                slice.forecasts(),
                slice.market(),
                slice.warmFrom(),
                slice.to() - Math.ceilDiv(slice.size(), parts),
                slice.to());
        return Optional.of(new EvaluationObjective(strategy, newest, metric));
    }

    @Override
    public void evaluate(PointBatch points, int from, int to, ValueBatch values) {
        ParameterSpace space = strategy.space();
        double periodsPerYear = slice.market().periodsPerYear();
        for (int i = from; i < to; i++) {
            put(values, i, strategy.evaluate(slice, Parameters.of(space, points.point(i))), periodsPerYear);
        }
    }
}
