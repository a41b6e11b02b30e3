package dev.fastback.testkit.landscape;

import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.search.ValueBatch;
import dev.fastback.search.space.ParameterSpace;
import java.util.function.ToDoubleFunction;

/**
 * An objective whose maximum is known.
 *
 * @param name what it is called in tables
 * @param space its parameters
 * @param function its value at a point; a pure function
 * @param best its maximum
 * @param usual what an arbitrary point has: the mean of all values, or what stands for it
 */
public record Landscape(String name, ParameterSpace space, ToDoubleFunction<double[]> function, double best, double usual) {
    /** Returns how much of the way from the usual value to the maximum a value is. */
    public double share(double value) {
        return (value - usual) / (best - usual);
    }

    /** Returns it as an objective. */
    public Objective objective() {
        return new Objective() {
            @Override
            public ParameterSpace space() {
                return space;
            }

            @Override
            public void evaluate(PointBatch points, int from, int to, ValueBatch values) {
                for (int i = from; i < to; i++) {
                    values.metric(0)[i] = function.applyAsDouble(points.point(i));
                }
            }
        };
    }
}
