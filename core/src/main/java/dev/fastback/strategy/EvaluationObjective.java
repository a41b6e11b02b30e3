package dev.fastback.strategy;

import dev.fastback.evaluation.Evaluation;
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
record EvaluationObjective(TunableStrategy strategy, MarketSlice slice, Metric metric) implements Objective {
    @Override
    public ParameterSpace space() {
        return strategy.space();
    }

    @Override
    public int metrics() {
        return metric.parts().size();
    }

    @Override
    public int constraints() {
        return metric.constraints().size();
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
            Evaluation evaluation = strategy.evaluate(slice, Parameters.of(space, points.point(i)));
            for (int m = 0; m < metrics(); m++) {
                values.metric(m)[i] = metric.parts().get(m).of(evaluation, periodsPerYear);
            }
            for (int c = 0; c < metric.constraints().size(); c++) {
                values.violation(c)[i] = metric.constraints().get(c).violation(evaluation);
            }
        }
    }
}
