package dev.fastback.evidence;

import dev.fastback.data.BarSeries;
import dev.fastback.result.EvidenceFigure;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.StrategyEvidence;
import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
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
    private static final int MOST_DECIMALS = 8;
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
                    symbol, strategy, prepared.symbol(symbol).slice(fold.fitFrom(), fold.fitTo()));
            if (objective.exact().isEmpty()) {
                return;
            }
            Parameters chosen = fits.get(i).strategies().get(k).parameters();
            double[] values = values(objective, chosen, tick);
            left += values[1];
            margins[i] = margin(values);
        }
        if (margins.length > 0) {
            evidence.set(EvidenceFigure.TICK, tick)
                    .set(EvidenceFigure.AFTER_TICK, left / margins.length)
                    .set(EvidenceFigure.MARGIN, Returns.quantile(margins, 0.5));
        }
    }

    // values[0] at the optimum, values[1] the least after a tick, values[2 + j] the least after move j of the ladder.
    private static double[] values(Objective objective, Parameters chosen, double tick) {
        PointBatch batch = new PointBatch(chosen.space().dimension());
        batch.add(chosen.coordinates());
        int moves = LADDER.length + 1;
        for (int m = 0; m < moves; m++) {
            double move = m == 0 ? tick : LADDER[m - 1];
            for (int d = 0; d < chosen.space().dimension(); d++) {
                Parameter parameter = chosen.space().parameters().get(d);
                if (parameter instanceof RealParameter) {
                    add(batch, chosen, d, Math.max(parameter.min(), chosen.coordinate(d) - move));
                    add(batch, chosen, d, Math.min(parameter.max(), chosen.coordinate(d) + move));
                }
            }
        }
        double[] all = new double[batch.count()];
        objective.evaluate(batch, all);
        double[] values = new double[moves + 1];
        values[0] = all[0];
        int each = (all.length - 1) / moves;
        for (int m = 0; m < moves; m++) {
            values[m + 1] = values[0];
            for (int i = 0; i < each; i++) {
                values[m + 1] = Math.min(values[m + 1], all[1 + m * each + i]);
            }
        }
        return values;
    }

    private static void add(PointBatch batch, Parameters chosen, int dimension, double coordinate) {
        double[] point = chosen.coordinates();
        point[dimension] = coordinate;
        batch.add(point);
    }

    private static double margin(double[] values) {
        double enough = values[0] > 0 ? KEPT * values[0] : values[0];
        double margin = 0;
        for (int j = 0; j < LADDER.length && values[2 + j] >= enough; j++) {
            margin = LADDER[j];
        }
        return margin;
    }

    /** Returns the smallest decimal step of the newest closes, over the last of them. */
    static double tick(BarSeries bars) {
        int decimals = 0;
        for (int bar = Math.max(0, bars.size() - LOOKED_AT); bar < bars.size() && decimals < MOST_DECIMALS; bar++) {
            while (decimals < MOST_DECIMALS && !hasDecimals(bars.close(bar), decimals)) {
                decimals++;
            }
        }
        return Math.max(LEAST_TICK, Math.pow(10, -decimals) / bars.close(bars.size() - 1));
    }

    private static boolean hasDecimals(double price, int decimals) {
        double scale = Math.pow(10, decimals);
        return Math.rint(price * scale) / scale == price;
    }
}
