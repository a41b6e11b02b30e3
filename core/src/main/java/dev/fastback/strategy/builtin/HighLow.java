package dev.fastback.strategy.builtin;

import dev.fastback.data.Column;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.PathTrader;
import dev.fastback.strategy.PathTrading;
import dev.fastback.strategy.RuleStrategy;
import dev.fastback.strategy.Side;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.Window;
import java.util.List;
import java.util.Optional;

/**
 * Waits for the forecast low to buy when the close forecast is positive, for the forecast high to sell when it is negative,
 * and leaves at the close (docs/definitions.md, High-low).
 * A bar that does not reach its level earns nothing. Level and close moves have different
 * bases, as in the reference.
 */
public final class HighLow implements RuleStrategy {
    /** Makes the strategy; it has no settings. */
    public HighLow() {}

    @Override
    public StrategySpec spec() {
        return StrategySpec.of(Strategies.PROVIDER, "high-low");
    }

    @Override
    public Evaluation score(Window window, Market market) {
        return evaluate(window, market.feeFraction(), market.periodsPerYear(), market.isLongOnly());
    }

    /**
     * Scores with every fill charged the fee and half the spread: an entry at the level and the exit at the close of the
     * same bar. A bar that does not reach its level pays nothing.
     */
    @Override
    public Evaluation scoreOutOfSample(Window window, Market market) {
        double cost = market.feeFraction() + market.halfSpread();
        double[] x = new double[window.bars()];
        for (int i = 0; i < x.length; i++) {
            int side = side(window, i, market.isLongOnly());
            x[i] = isLevelReached(window, i, side) ? gain(window, i, side) - 2.0 * cost : 0.0;
        }
        return Evaluation.summed(x, market.periodsPerYear(), entries(window, market.isLongOnly()), 0);
    }

    @Override
    public Side side(Window window, Market market) {
        return window.bars() == 0 ? Side.NONE : Side.ofSignal(side(window, window.bars() - 1, market.isLongOnly()));
    }

    /**
     * Scores as the reference does: a bar pays no fee when its side equals the one before, the fee when there was none, and
     * twice the fee when it changed, filled or not; leaving is free. A bar without a side earns 0 and ends the side before.
     */
    public static Evaluation evaluate(Window window, double feeFraction, double periodsPerYear, boolean longOnly) {
        double[] x = new double[window.bars()];
        int last = 0;
        for (int i = 0; i < x.length; i++) {
            int side = side(window, i, longOnly);
            x[i] = side == 0 ? 0.0 : gain(window, i, side) - SideFee.of(side, last, feeFraction);
            last = side;
        }
        return Evaluation.summed(x, periodsPerYear, entries(window, longOnly), 0);
    }

    private static int entries(Window window, boolean longOnly) {
        int entries = 0;
        for (int i = 0; i < window.bars(); i++) {
            entries += isLevelReached(window, i, side(window, i, longOnly)) ? 1 : 0;
        }
        return entries;
    }

    private static int side(Window window, int i, boolean longOnly) {
        double forecast = window.closeForecast()[i];
        return forecast > 0 ? 1 : forecast < 0 && !longOnly ? -1 : 0;
    }

    private static boolean isLevelReached(Window window, int i, int side) {
        return side > 0
                ? window.lowMove()[i] <= window.lowForecast()[i]
                : side < 0 && window.highMove()[i] >= window.highForecast()[i];
    }

    private static double gain(Window window, int i, int side) {
        double close = window.closeMove()[i];
        if (side > 0) {
            return close - (isLevelReached(window, i, side) ? window.lowForecast()[i] : close);
        }
        return (isLevelReached(window, i, side) ? window.highForecast()[i] : close) - close;
    }

    /**
     * A limit at the forecast low for a long, at the forecast high for a short position; where it is not filled, a market order at the close. Out
     * at the next close: that of the bar of a filled limit, or that of the bar after. A bar that begins with a position has no other order.
     */
    @Override
    public Optional<PathTrading> pathTrading() {
        return Optional.of(path -> List.of(HighLow.trader(path)));
    }

    private static PathTrader trader(MarketSlice path) {
        return (account, parameters) -> {
            if (!account.isFlat()) {
                account.exit().atClose();
                return;
            }
            double forecast = path.forecasts().point(Column.CLOSE, account.bar() + 1);
            int side = forecast > 0 ? 1 : forecast < 0 && !path.market().isLongOnly() ? -1 : 0;
            if (side != 0) {
                ForecastLevels levels = ForecastLevels.of(path, account);
                double level = account.close() * (1 + (side > 0 ? levels.low() : levels.high()));
                account.enter(side).limit(level).forBars(1).oneOf(1);
                account.enter(side).atClose().oneOf(1);
                account.exit(side).atClose();
            }
        };
    }
}
