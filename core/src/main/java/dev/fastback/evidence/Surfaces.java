package dev.fastback.evidence;

import dev.fastback.result.detail.Surface;
import dev.fastback.search.ExactMaximum;
import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.search.space.Parameter;
import dev.fastback.search.space.Parameters;
import dev.fastback.search.space.RealParameter;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.walkforward.Fold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The surface around an optimum that is proven: the objective over its first two real parameters. Edges are the levels at which the objective changes its form and, so that
 * its slope inside wide cells is seen too, even steps; of levels that are too many to be told apart, the even steps alone.
 */
final class Surfaces {
    /** Even steps of a range, by the number of symbols of the study. */
    private static final int STEPS = 20;
    private static final int FEWER_STEPS = 10;
    private static final int MANY_SYMBOLS = 20;
    /** Levels that are told apart, as a multiple of the steps. */
    private static final int LEVELS = 2;

    private Surfaces() {}

    /** Returns the surface; null where the maximum is not proven or fewer than two parameters are real. */
    static @Nullable Surface of(PreparedStudy prepared, int symbol, TunableStrategy strategy, Fold fold, Parameters chosen) {
        int[] reals = IntStream.range(0, chosen.space().dimension())
                .filter(d -> chosen.space().parameters().get(d) instanceof RealParameter real && real.max() > real.min())
                .toArray();
        if (reals.length < 2) {
            return null;
        }
        Objective objective = prepared.objective(symbol, strategy, prepared.symbol(symbol).fit(fold));
        ExactMaximum maximum = objective.exact().orElse(null);
        if (maximum == null) {
            return null;
        }
        int steps = prepared.study().symbols().size() > MANY_SYMBOLS ? FEWER_STEPS : STEPS;
        List<double[]> levels = new ArrayList<>();
        List<double[]> edges = new ArrayList<>();
        for (int axis = 0; axis < 2; axis++) {
            double[] known = maximum.levels(reals[axis], chosen.coordinates());
            levels.add(known.length > LEVELS * steps ? new double[0] : known);
            edges.add(edges(chosen.space().parameters().get(reals[axis]), levels.get(axis), steps));
        }
        double[] values = values(objective, chosen, reals, edges.get(0), edges.get(1));
        float[] rounded = new float[values.length - 1];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) values[i + 1];
        }
        return new Surface(
                List.of(chosen.space().names().get(reals[0]), chosen.space().names().get(reals[1])),
                edges.get(0),
                edges.get(1),
                levels.get(0),
                levels.get(1),
                rounded,
                new Surface.Best(chosen.coordinate(reals[0]), chosen.coordinate(reals[1]), values[0]));
    }

    private static double[] edges(Parameter parameter, double[] levels, int steps) {
        double width = parameter.max() - parameter.min();
        DoubleStream even = IntStream.rangeClosed(0, steps).mapToDouble(i -> i == steps ? parameter.max() : parameter.min() + width * i / steps);
        return DoubleStream.concat(even, Arrays.stream(levels)).sorted().distinct().toArray();
    }

    // values[0] at what was found, then one in the middle of each cell.
    private static double[] values(Objective objective, Parameters chosen, int[] reals, double[] xEdges, double[] yEdges) {
        PointBatch batch = new PointBatch(chosen.space().dimension());
        batch.add(chosen.coordinates());
        double[] point = chosen.coordinates();
        for (int i = 0; i < xEdges.length - 1; i++) {
            point[reals[0]] = (xEdges[i] + xEdges[i + 1]) / 2;
            for (int j = 0; j < yEdges.length - 1; j++) {
                point[reals[1]] = (yEdges[j] + yEdges[j + 1]) / 2;
                batch.add(point);
            }
        }
        double[] values = new double[batch.count()];
        objective.evaluate(batch, values);
        return values;
    }
}
