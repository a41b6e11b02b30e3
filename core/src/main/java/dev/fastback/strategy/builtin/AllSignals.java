package dev.fastback.strategy.builtin;

import dev.fastback.data.Column;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TargetTrader;
import dev.fastback.strategy.Window;

/** Trades when close, high and low forecast agree, see {@link SignalRules#allSignals}. */
public final class AllSignals extends SignalStrategy {
    /** Makes the strategy; it has no settings. */
    public AllSignals() {}

    @Override
    public StrategySpec spec() {
        return StrategySpec.of(Strategies.PROVIDER, "all-signals");
    }

    @Override
    public double[] signals(Window window, Market market) {
        return SignalRules.allSignals(
                window.closeForecast(), window.highForecast(), window.lowForecast(), market.isLongOnly());
    }

    @Override
    TargetTrader.Target target(MarketSlice path) {
        boolean longOnly = path.market().isLongOnly();
        return (bar, parameters) -> SignalRules.allSignals(
                point(path, Column.CLOSE, bar), point(path, Column.HIGH, bar), point(path, Column.LOW, bar), longOnly)[0];
    }
}
