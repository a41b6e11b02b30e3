package dev.fastback.strategy.builtin;

import dev.fastback.data.Column;
import dev.fastback.forecast.Forecasts;
import dev.fastback.search.space.Parameters;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TargetTrader;
import dev.fastback.strategy.Window;

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

    @Override
    TargetTrader.Target target(MarketSlice path) {
        return new Memory(path);
    }

    /**
     * Follows the sign of the forecast, and pauses for the bar after one that it was wrong about. It knows what it did on the last bar of the path; before the first
     * bar, and after bars that are missing, that was nothing.
     */
    private static final class Memory implements TargetTrader.Target {
        private final MarketSlice path;
        private int lastBar = -1;
        private double lastSignal;

        Memory(MarketSlice path) {
            this.path = path;
        }

        @Override
        public double of(int bar, Parameters parameters) {
            Forecasts forecasts = path.forecasts();
            boolean pause = lastBar == bar - 1
                    && lastSignal != 0
                    && !SignalRules.isRight(forecasts.point(Column.CLOSE, bar - 1), forecasts.moves(Column.CLOSE)[bar - 1]);
            lastBar = bar;
            lastSignal = pause ? 0 : SignalRules.sign(forecasts.point(Column.CLOSE, bar));
            return path.market().isLongOnly() ? Math.max(lastSignal, 0) : lastSignal;
        }
    }
}
