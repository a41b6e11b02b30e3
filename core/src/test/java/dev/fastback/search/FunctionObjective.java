package dev.fastback.search;

import dev.fastback.search.space.ParameterSpace;
import java.util.function.ToDoubleFunction;

/** A function of points as an objective. */
public record FunctionObjective(ParameterSpace space, ToDoubleFunction<double[]> function) implements Objective {
    @Override
    public void evaluate(PointBatch points, int from, int to, ValueBatch values) {
        for (int i = from; i < to; i++) {
            values.metric(0)[i] = function.applyAsDouble(points.point(i));
        }
    }
}
