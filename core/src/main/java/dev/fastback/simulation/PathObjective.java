package dev.fastback.simulation;

import dev.fastback.evaluation.Evaluation;
import dev.fastback.evaluation.Metric;
import dev.fastback.result.UnseenPath;
import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.search.StopSignal;
import dev.fastback.search.ValueBatch;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import dev.fastback.simulate.Prices;
import dev.fastback.simulate.Simulator;
import dev.fastback.simulate.terms.Venue;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.MetricObjective;
import dev.fastback.strategy.PathTrading;
import dev.fastback.strategy.TunableStrategy;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A metric of the account that a strategy's orders make of the bars that are fitted, executed as unseen bars are: at real prices, gaps filled at the
 * open, every fill charged, from flat to flat.
 *
 * @param trading the strategy's orders
 * @param data the slice's symbol
 * @param slice the bars
 * @param prices of the symbol's whole series
 * @param venue how orders are executed
 * @param stop looked at before each bar's orders
 */
record PathObjective(
        TunableStrategy strategy,
        PathTrading trading,
        PreparedSymbol data,
        MarketSlice slice,
        Prices prices,
        Venue venue,
        Metric metric,
        StopSignal stop)
        implements MetricObjective {
    @Override
    public ParameterSpace space() {
        return strategy.space();
    }

    @Override
    public Optional<Objective> newest(int parts) {
        MarketSlice newest = data.slice(slice.to() - Math.ceilDiv(slice.size(), parts), slice.to());
        return Optional.of(new PathObjective(strategy, trading, data, newest, prices, venue, metric, stop));
    }

    @Override
    public void evaluate(PointBatch points, int from, int to, ValueBatch values) {
        Simulator simulator = new Simulator(venue);
        double periodsPerYear = slice.market().periodsPerYear();
        for (int i = from; i < to; i++) {
            put(values, i, evaluation(simulator, Parameters.of(space(), points.point(i))), periodsPerYear);
        }
    }

    /** Returns what parameters earn: returns are those of closes, compounded. */
    Evaluation evaluation(Parameters parameters) {
        return evaluation(new Simulator(venue), parameters);
    }

    private Evaluation evaluation(Simulator simulator, Parameters parameters) {
        @Nullable Parameters[] deciding = new Parameters[slice.size()];
        Arrays.fill(deciding, parameters);
        UnseenPath path = new PathRun(strategy.name(), simulator, prices, slice.from(), deciding, null, stop)
                .run(trading, slice)
                .path(0, false, slice.market().periodsPerYear());
        double[] returns = new double[deciding.length];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = path.barReturn(path.from() + i);
        }
        return new Evaluation(
                returns,
                path.totalReturn(),
                slice.market().periodsPerYear(),
                path.sharpe(),
                path.totals().trades(),
                path.maxDrawdown(),
                path.ambiguousBars());
    }
}
