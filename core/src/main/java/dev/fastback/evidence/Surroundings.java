package dev.fastback.evidence;

import dev.fastback.result.EvidenceFigure;
import dev.fastback.result.StrategyEvidence;
import dev.fastback.result.Trials;
import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.search.SplitSearch;
import dev.fastback.search.methods.GridSearch;
import dev.fastback.search.space.ChoiceParameter;
import dev.fastback.search.space.Parameter;
import dev.fastback.search.space.Parameters;
import dev.fastback.search.space.RealParameter;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.stats.Plateau;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How the parameters found lie among their neighbours. Of a whole grid these are the points one step away in any parameter; of other kept trials those
 * within a twentieth of each range; of an objective with a proven maximum the points a twentieth of each range away, which are evaluated here.
 */
final class Surroundings {
    private static final double REACH = 0.05;
    private static final int STEPS = 20;
    /** One step, and what rounding adds to it. */
    private static final double ONE_STEP = 1 + 1e-9;
    /** More reals than these would make too many points. */
    private static final int MOST_REALS = 2;

    private Surroundings() {}

    /**
     * Tells it.
     *
     * @param objective what the search made as large as possible, asked for where no trials are kept
     * @param trials of the search; null where none are kept
     */
    static void tell(
            PreparedStudy prepared,
            Supplier<Objective> objective,
            Parameters chosen,
            @Nullable Trials trials,
            StrategyEvidence.Builder evidence) {
        Plateau plateau = trials != null ? ofTrials(prepared, chosen, trials) : ofObjective(objective.get(), chosen);
        if (plateau == null) {
            evidence.reason(EvidenceFigure.OPTIMUM, "nothing is known of its neighbours: no trials are kept");
            return;
        }
        evidence.set(EvidenceFigure.PLATEAU, plateau.score()).set(EvidenceFigure.NEIGHBOURS, plateau.neighbours());
        if (plateau.neighbours() == 0) {
            evidence.reason(EvidenceFigure.OPTIMUM, "no neighbour was tried");
        } else if (Double.isNaN(plateau.score())) {
            evidence.reason(EvidenceFigure.OPTIMUM, "the best is no better than the median");
        }
    }

    private static @Nullable Plateau ofTrials(PreparedStudy prepared, Parameters chosen, Trials trials) {
        boolean isGrid = prepared.study().search().search() instanceof SplitSearch && trials.isWhole();
        List<Parameter> parameters = chosen.space().parameters();
        double[] best = chosen.coordinates();
        int at = -1;
        double[][] points = new double[trials.kept()][];
        double[] values = new double[trials.kept()];
        for (int row = 0; row < points.length; row++) {
            double[] point = trials.point(row);
            if (at < 0 && Arrays.equals(point, best)) {
                at = row;
            }
            for (int d = 0; d < point.length; d++) {
                point[d] = scaled(parameters.get(d), point[d], isGrid);
            }
            points[row] = point;
            double value = trials.value(row, 0);
            values[row] = trials.violation(row) > 0 || !Double.isFinite(value) ? Double.NaN : value;
        }
        return at < 0 || Double.isNaN(values[at]) ? null : Plateau.ofPoints(points, values, at, isGrid ? ONE_STEP : REACH);
    }

    /** Returns a coordinate in steps of a grid, or as a share of the range; other choices are never near. */
    private static double scaled(Parameter parameter, double coordinate, boolean inSteps) {
        if (parameter instanceof ChoiceParameter) {
            return 2 * coordinate;
        }
        boolean isLog = parameter instanceof RealParameter real && real.log();
        double min = isLog ? Math.log(parameter.min()) : parameter.min();
        double max = isLog ? Math.log(parameter.max()) : parameter.max();
        double share = max > min ? ((isLog ? Math.log(coordinate) : coordinate) - min) / (max - min) : 0;
        long steps = parameter.count() > 0 ? parameter.count() - 1 : GridSearch.INTERVALS;
        return inSteps ? share * steps : share;
    }

    private static @Nullable Plateau ofObjective(Objective objective, Parameters chosen) {
        List<Integer> reals = new ArrayList<>();
        for (int d = 0; d < chosen.space().dimension(); d++) {
            if (chosen.space().parameters().get(d) instanceof RealParameter) {
                reals.add(d);
            }
        }
        if (objective.exact().isEmpty() || reals.isEmpty() || reals.size() > MOST_REALS) {
            return null;
        }
        List<double[]> scaled = new ArrayList<>();
        PointBatch batch = new PointBatch(chosen.space().dimension());
        scaled.add(new double[reals.size()]);
        batch.add(chosen.coordinates());
        visit(chosen, reals, 0, chosen.coordinates(), new double[reals.size()], scaled, batch);
        double[] values = new double[batch.count()];
        objective.evaluate(batch, values);
        return Plateau.ofPoints(scaled.toArray(double[][]::new), values, 0, ONE_STEP);
    }

    // A grid through the point: in each real parameter whole steps from it, as far as the range goes. The point itself, already there, is left out.
    private static void visit(
            Parameters chosen, List<Integer> reals, int depth, double[] point, double[] steps, List<double[]> scaled, PointBatch batch) {
        if (depth == reals.size()) {
            if (Arrays.stream(steps).anyMatch(step -> step != 0)) {
                scaled.add(steps.clone());
                batch.add(point.clone());
            }
            return;
        }
        int d = reals.get(depth);
        Parameter parameter = chosen.space().parameters().get(d);
        double size = (parameter.max() - parameter.min()) / STEPS;
        double own = point[d];
        for (int step = -STEPS; step <= STEPS; step++) {
            double moved = own + step * size;
            if (step == 0 || (size > 0 && moved >= parameter.min() && moved <= parameter.max())) {
                point[d] = step == 0 ? own : moved;
                steps[depth] = step;
                visit(chosen, reals, depth + 1, point, steps, scaled, batch);
            }
        }
        point[d] = own;
        steps[depth] = 0;
    }
}
