package dev.fastback.strategy;

import dev.fastback.data.Column;

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
