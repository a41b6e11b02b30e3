package dev.fastback.strategy.builtin;

import dev.fastback.data.Column;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TargetTrader;
import dev.fastback.strategy.Window;

/**
 * Trades when the close forecast is larger than half the width of its band, see {@link SignalRules#confidenceGuard}; the
 * multiplier is 1.
 */
public final class ConfidenceGuard extends SignalStrategy {
    private static final double MULTIPLIER = 1.0;

    /** Makes the strategy; it has no settings. */
    public ConfidenceGuard() {}

    @Override
    public StrategySpec spec() {
        return StrategySpec.of(Strategies.PROVIDER, "confidence-guard");
    }

    @Override
    public double[] signals(Window window, Market market) {
        return SignalRules.confidenceGuard(window.closeForecast(), window.closeBand(), MULTIPLIER, market.isLongOnly());
    }

    @Override
    TargetTrader.Target target(MarketSlice path) {
        boolean longOnly = path.market().isLongOnly();
        return (bar, parameters) -> SignalRules.confidenceGuard(
                point(path, Column.CLOSE, bar), path.forecasts().halfWidths(Column.CLOSE, bar, bar + 1), MULTIPLIER, longOnly)[0];
    }
}
