package dev.fastback.strategy.builtin;

import dev.fastback.data.Column;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TargetTrader;
import dev.fastback.strategy.Window;

/** Goes with the sign of the close forecast, see {@link SignalRules#simple}. */
public final class Simple extends SignalStrategy {
    /** Makes the strategy; it has no settings. */
    public Simple() {}

    @Override
    public StrategySpec spec() {
        return StrategySpec.of(Strategies.PROVIDER, "simple");
    }

    @Override
    public double[] signals(Window window, Market market) {
        return SignalRules.simple(window.closeForecast(), market.isLongOnly());
    }

    @Override
    TargetTrader.Target target(MarketSlice path) {
        boolean longOnly = path.market().isLongOnly();
        return (bar, parameters) -> SignalRules.simple(point(path, Column.CLOSE, bar), longOnly)[0];
    }
}
