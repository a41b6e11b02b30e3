package dev.fastback.strategy;

/** Pauses for a bar after a wrong forecast, see {@link SignalRules#unprofitShutdown}. */
public final class UnprofitShutdown extends SignalStrategy {
    /** Makes the strategy; it has no settings. */
    public UnprofitShutdown() {}

    @Override
    public StrategySpec spec() {
        return StrategySpec.of(Strategies.PROVIDER, "unprofit-shutdown");
    }

    @Override
    public double[] signals(Window window, Market market) {
        return SignalRules.unprofitShutdown(window.closeForecast(), window.closeMove(), market.isLongOnly());
    }
}
