package dev.fastback.strategy.builtin;

import dev.fastback.strategy.Market;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TargetTrader;
import dev.fastback.strategy.Window;
import java.util.Arrays;

/** Buys and holds: long on every bar, one entry. It looks at no forecast. */
public final class BuyHold extends SignalStrategy {
    /** Makes the strategy; it has no settings. */
    public BuyHold() {}

    @Override
    public StrategySpec spec() {
        return StrategySpec.of(Strategies.PROVIDER, "buy-hold");
    }

    @Override
    public double[] signals(Window window, Market market) {
        double[] signals = new double[window.bars()];
        Arrays.fill(signals, 1.0);
        return signals;
    }

    @Override
    TargetTrader.Target target(MarketSlice path) {
        return (bar, parameters) -> 1.0;
    }
}
