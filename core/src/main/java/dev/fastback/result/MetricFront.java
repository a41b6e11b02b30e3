package dev.fastback.result;

import dev.fastback.search.space.Parameters;
import java.util.Arrays;
import java.util.List;

/**
 * What a search of several metrics found: points of which none is as good as another in every metric and better in one. Where simulations share
 * parameters it is the front of their mean.
 *
 * @param metrics names of the measures, in the order in which they were named
 * @param points by the first metric, the best first; of equal ones in the order in which they were evaluated
 */
public record MetricFront(List<String> metrics, List<Point> points) {
    public MetricFront {
        metrics = List.copyOf(metrics);
        points = List.copyOf(points);
    }

    /**
     * A point of the front.
     *
     * @param parameters what was chosen
     * @param values its metrics as people read them: of a drawdown, less is better; not copied
     */
    public record Point(Parameters parameters, double[] values) {
        @Override
        public boolean equals(Object o) {
            return o instanceof Point p && parameters.equals(p.parameters) && Arrays.equals(values, p.values);
        }

        @Override
        public int hashCode() {
            return 31 * parameters.hashCode() + Arrays.hashCode(values);
        }

        @Override
        public String toString() {
            return Arrays.toString(values) + " at " + parameters;
        }
    }
}
