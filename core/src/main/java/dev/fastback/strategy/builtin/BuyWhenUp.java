package dev.fastback.strategy.builtin;

import dev.fastback.data.Column;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.stats.ReturnStatistics;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TargetTrader;
import dev.fastback.strategy.Window;

/**
 * Long where the close forecast is positive, see {@link SignalRules#buyWhenUp}; the reference calls it buy-hold.
 *
 * <p>In sample the total return is, as in the reference, that of holding through every bar, {@code prod(1 + r) - 1 - fee},
 * whatever the signals; bar returns, averages and Sharpe ratio are those of the signals. Out of sample all figures are those
 * of the signals.
 */
public final class BuyWhenUp extends SignalStrategy {
    /** Makes the strategy; it has no settings. */
    public BuyWhenUp() {}

    @Override
    public StrategySpec spec() {
        return StrategySpec.of(Strategies.PROVIDER, "buy-when-up");
    }

    @Override
    public double[] signals(Window window, Market market) {
        return SignalRules.buyWhenUp(window.closeForecast());
    }

    @Override
    TargetTrader.Target target(MarketSlice path) {
        return (bar, parameters) -> SignalRules.buyWhenUp(point(path, Column.CLOSE, bar))[0];
    }

    @Override
    public Evaluation score(Window window, Market market) {
        return super.score(window, market).withTotalReturn(totalReturn(window.closeMove(), market.feeFraction()));
    }

    /** Returns {@code prod(1 + r) - 1 - fee}; minus the fee without bars. */
    public static double totalReturn(double[] closeMove, double feeFraction) {
        return ReturnStatistics.compounded(closeMove) - feeFraction;
    }
}
