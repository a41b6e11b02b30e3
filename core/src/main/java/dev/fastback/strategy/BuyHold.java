package dev.fastback.strategy;

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
