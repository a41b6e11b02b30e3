package dev.fastback.evidence;

import dev.fastback.data.BarSeries;
import dev.fastback.result.EvidenceFigure;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.StrategyEvidence;
import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.search.ValueBatch;
import dev.fastback.search.space.Parameter;
import dev.fastback.search.space.Parameters;
import dev.fastback.search.space.RealParameter;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.stats.Returns;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.walkforward.Fold;
import java.util.List;

/**
 * How far an exact optimum may be missed. It lies where a level touches a bar's high or low: on one side of it the value falls slowly, on the other a bar
 * changes its state at once. So each real parameter is moved by itself, to either side, by one step of prices and by a ladder of moves.
 */
final class OneTick {
    private static final int LOOKED_AT = 100;
    /** Moves no price that is traded shows; of made-up prices without steps. */
    private static final double LEAST_TICK = 1e-6;

    private static final double KEPT = 0.9;
    private static final double[] LADDER = {1e-6, 3e-6, 1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2};

    private OneTick() {}

    /**
     * Looks at the optima of a strategy.
     *
     * @param fits the simulations whose optima are looked at
     */
    static void tell(PreparedStudy prepared, int symbol, int k, List<Completed> fits, StrategyEvidence.Builder evidence) {
        TunableStrategy strategy = prepared.study().strategies().get(k);
        double tick = tick(prepared.symbol(symbol).symbol().bars());
        double[] margins = new double[fits.size()];
        double left = 0;
        for (int i = 0; i < margins.length; i++) {
            Fold fold = fits.get(i).simulation().fold();
            Objective objective = prepared.objective(
                    symbol, strategy, prepared.symbol(symbol).fit(fold));
            if (objective.exact().isEmpty()) {
                return;
            }
            Parameters chosen = fits.get(i).strategies().get(k).parameters();
            Missed missed = missed(objective, chosen, tick);
            left += missed.afterTick();
            margins[i] = missed.margin();
        }
        if (margins.length > 0) {
            evidence.set(EvidenceFigure.TICK, tick)
                    .set(EvidenceFigure.AFTER_TICK, left / margins.length)
                    .set(EvidenceFigure.MARGIN, Returns.quantile(margins, 0.5));
        }
    }

    /**
     * What is left where an optimum is missed.
     *
     * @param afterTick the least after one step of prices
     * @param margin the largest move of the ladder up to which enough is left
     */
    private record Missed(double afterTick, double margin) {}

    private static Missed missed(Objective objective, Parameters chosen, double tick) {
        int dimension = chosen.space().dimension();
        PointBatch batch = new PointBatch(dimension);
        double[] values = new double[1 + 2 * dimension * (1 + LADDER.length)];
        batch.add(chosen.coordinates());
        add(batch, chosen, tick);
        int first = batch.count();
        add(batch, chosen, LADDER[0]);
        objective.evaluate(batch, 0, batch.count(), ValueBatch.of(values));
        double afterTick = least(values, 1, first);
        double enough = values[0] > 0 ? KEPT * values[0] : values[0];
        double margin = 0;
        // Many are missed by the first move already; those that follow one that misses are not looked at.
        for (int j = 0; least(values, first, batch.count()) >= enough; j++) {
            margin = LADDER[j];
            if (j + 1 == LADDER.length) {
                break;
            }
            first = batch.count();
            add(batch, chosen, LADDER[j + 1]);
            objective.evaluate(batch, first, batch.count(), ValueBatch.of(values));
        }
        return new Missed(afterTick, margin);
    }

    /** Returns the least of the values of some points and of the optimum, which is the first. */
    private static double least(double[] values, int from, int to) {
        double least = values[0];
        for (int i = from; i < to; i++) {
            least = Math.min(least, values[i]);
        }
        return least;
    }

    /** Adds the points that each real parameter gives when it is moved by itself, to either side. */
    private static void add(PointBatch batch, Parameters chosen, double move) {
        double[] point = chosen.coordinates();
        for (int d = 0; d < point.length; d++) {
            Parameter parameter = chosen.space().parameters().get(d);
            if (parameter instanceof RealParameter) {
                double at = point[d];
                point[d] = Math.max(parameter.min(), at - move);
                batch.add(point);
                point[d] = Math.min(parameter.max(), at + move);
                batch.add(point);
                point[d] = at;
            }
        }
    }

    /** Returns the smallest decimal step of the newest closes, over the last of them; of decimals none beyond the least step are looked at. */
    static double tick(BarSeries bars) {
        double last = bars.close(bars.size() - 1);
        int decimals = 0;
        for (int bar = Math.max(0, bars.size() - LOOKED_AT); bar < bars.size(); bar++) {
            while (step(decimals, last) > LEAST_TICK && !hasDecimals(bars.close(bar), decimals)) {
                decimals++;
            }
        }
        return Math.max(LEAST_TICK, step(decimals, last));
    }

    private static double step(int decimals, double price) {
        return Math.pow(10, -decimals) / price;
    }

    private static boolean hasDecimals(double price, int decimals) {
        double scale = Math.pow(10, decimals);
        return Math.rint(price * scale) / scale == price;
    }
}
