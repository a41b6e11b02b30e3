package dev.fastback.strategy;

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
}
