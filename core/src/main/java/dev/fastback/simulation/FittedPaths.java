package dev.fastback.simulation;

import dev.fastback.result.UnseenPath;
import dev.fastback.search.StopSignal;
import dev.fastback.search.space.Parameters;
import dev.fastback.simulate.Prices;
import dev.fastback.simulate.Simulator;
import dev.fastback.strategy.PathTrading;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.Study;
import dev.fastback.walkforward.Fold;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bars that parameters were fitted on, executed as unseen bars are: by orders, at real prices, every fill charged, from flat to flat. Beside the
 * unseen path it says how much of a fit is left on bars that it has not seen. One thread uses it at a time.
 */
public final class FittedPaths {
    private final PreparedSymbol data;
    private final Prices prices;
    private final Simulator simulator;

    /** Makes one for a symbol of a study. */
    public FittedPaths(PreparedStudy prepared, int symbol) {
        Study study = prepared.study();
        data = prepared.symbol(symbol);
        prices = prepared.prices(symbol);
        simulator = new Simulator(UnseenPaths.venue(data.symbol().market(), study));
    }

    /** Returns what a fold's parameters earned on each bar of its fit; empty for a strategy that does not trade by orders. */
    public Optional<double[]> returns(TunableStrategy strategy, Fold fold, Parameters parameters) {
        PathTrading trading = strategy.pathTrading().orElse(null);
        if (trading == null) {
            return Optional.empty();
        }
        @Nullable Parameters[] deciding = new Parameters[fold.fitBars()];
        Arrays.fill(deciding, parameters);
        UnseenPath path = new PathRun(strategy.name(), simulator, prices, fold.fitFrom(), deciding, null, new StopSignal())
                .run(trading, data.fit(fold))
                .path(0, false, 1);
        double[] returns = new double[deciding.length];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = path.barReturn(path.from() + i);
        }
        return Optional.of(returns);
    }
}
