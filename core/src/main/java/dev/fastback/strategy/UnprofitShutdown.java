package dev.fastback.strategy;

/** Pauses for a bar after a wrong forecast, see {@link SignalRules#unprofitShutdown}. */
public final class UnprofitShutdown extends SignalStrategy {
    /** Makes the strategy; it has no settings. */
    public UnprofitShutdown() {}

    @Override
    public String name() {
        return "unprofit-shutdown";
    }

    @Override
    public double[] signals(Window window, Market market) {
        return SignalRules.unprofitShutdown(window.closeForecast(), window.closeMove(), market.isLongOnly());
    }
}
