package dev.fastback.examples;

import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.search.Solution;
import dev.fastback.search.ValueBatch;
import dev.fastback.search.direct.DirectConfig;
import dev.fastback.search.direct.DirectSearch;
import dev.fastback.search.space.ParameterSpace;

/** Maximizes a function of three variables with DIRECT. */
public final class OwnObjective {
    private OwnObjective() {}

    /** Prints the best point found. */
    public static void main(String[] args) {
        Objective bowl = new Objective() {
            @Override
            public ParameterSpace space() {
                return ParameterSpace.box(new double[] {-1, -1, -1}, new double[] {1, 2, 3});
            }

            @Override
            public void evaluate(PointBatch points, int from, int to, ValueBatch values) {
                for (int i = from; i < to; i++) {
                    double x = points.get(i, 0) - 0.25;
                    double y = points.get(i, 1) - 0.5;
                    double z = points.get(i, 2) - 0.75;
                    values.metric(0)[i] = -(x * x + y * y + z * z);
                }
            }
        };
        Solution solution = new DirectSearch(DirectConfig.scipy(1000)).search(bowl);
        System.out.println(solution);
    }
}
