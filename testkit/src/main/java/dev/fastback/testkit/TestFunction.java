package dev.fastback.testkit;

import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.search.ValueBatch;
import dev.fastback.search.space.ParameterSpace;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * A function to be made small, from the literature of global optimization.
 *
 * @param name name in golden cases
 * @param function the function of a point
 * @param min lower bounds of the usual box; for a function of any dimension, a single bound for all
 * @param max upper bounds of the usual box, as many as lower ones
 * @param minimum the least value in that box, NaN where it depends on the dimension
 */
public record TestFunction(
        String name, ToDoubleFunction<double[]> function, double[] min, double[] max, double minimum) {

    /** Returns the value at a point. */
    public double at(double... point) {
        return function.applyAsDouble(point);
    }

    /** Returns minus the function, which a search makes large, over the usual box. */
    public Objective objective() {
        return objective(min, max);
    }

    /** Returns minus the function over the usual box of a function of any dimension. */
    public Objective objective(int dimension) {
        double[] low = new double[dimension];
        double[] high = new double[dimension];
        Arrays.fill(low, min[0]);
        Arrays.fill(high, max[0]);
        return objective(low, high);
    }

    /** Returns minus the function over a box. */
    public Objective objective(double[] boxMin, double[] boxMax) {
        ParameterSpace space = ParameterSpace.box(boxMin, boxMax);
        return new Objective() {
            @Override
            public ParameterSpace space() {
                return space;
            }

            @Override
            public void evaluate(PointBatch points, int from, int to, ValueBatch values) {
                for (int i = from; i < to; i++) {
                    values.metric(0)[i] = -at(points.point(i));
                }
            }
        };
    }
}
