package dev.fastback.strategy.builtin;

import dev.fastback.data.Column;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.PathTrading;
import dev.fastback.strategy.RuleStrategy;
import dev.fastback.strategy.Side;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.Window;
import java.util.List;
import java.util.Optional;

/**
 * Enters at the previous close in the direction of the close forecast and leaves at the forecast high (a long) or low (a
 * short) when the bar reaches it, else stays to the close (docs/definitions.md, Entry-take-profit).
 * High and low moves are relative to the previous high and
 * low, as in the reference.
 *
 * <p>A forecast that is not positive gives a short position, on every market: the reference knows no asset class here.
 */
public final class EntryTakeProfit implements RuleStrategy {
    /** Makes the strategy; it has no settings. */
    public EntryTakeProfit() {}

    @Override
    public StrategySpec spec() {
        return StrategySpec.of(Strategies.PROVIDER, "entry-take-profit");
    }

    @Override
    public Evaluation score(Window window, Market market) {
        return evaluate(window, market.feeFraction(), market.periodsPerYear());
    }

    /**
     * Scores with every fill charged the fee and half the spread: an entry from flat or on a change of side, the exit that
     * the change implies, an exit at the level, and the exit after the last bar. A position that stays to the close and is
     * wanted again is kept, and pays nothing.
     */
    @Override
    public Evaluation scoreOutOfSample(Window window, Market market) {
        double cost = market.feeFraction() + market.halfSpread();
        double[] x = new double[window.bars()];
        int held = 0;
        for (int i = 0; i < x.length; i++) {
            int side = side(window, i);
            int fills = Math.abs(side - held);
            held = side;
            if (isLevelReached(window, i, side)) {
                fills++;
                held = 0;
            }
            if (i == x.length - 1) {
                fills += Math.abs(held);
            }
            x[i] = gain(window, i, side) - fills * cost;
        }
        return Evaluation.summed(x, market.periodsPerYear(), entries(window), 0);
    }

    @Override
    public Side side(Window window, Market market) {
        return window.bars() == 0 ? Side.NONE : Side.ofSignal(side(window, window.bars() - 1));
    }

    /**
     * Scores as the reference does: a bar pays no fee when its side equals the one before, the fee when there was none, and
     * twice the fee when it changed; leaving is free. Nothing is written to the window.
     */
    public static Evaluation evaluate(Window window, double feeFraction, double periodsPerYear) {
        double[] x = new double[window.bars()];
        int last = 0;
        for (int i = 0; i < x.length; i++) {
            int side = side(window, i);
            x[i] = gain(window, i, side) - SideFee.of(side, last, feeFraction);
            last = side;
        }
        return Evaluation.summed(x, periodsPerYear, entries(window), 0);
    }

    private static int entries(Window window) {
        int entries = 0;
        int held = 0;
        for (int i = 0; i < window.bars(); i++) {
            int side = side(window, i);
            entries += side != held ? 1 : 0;
            held = isLevelReached(window, i, side) ? 0 : side;
        }
        return entries;
    }

    private static int side(Window window, int i) {
        return window.closeForecast()[i] > 0 ? 1 : -1;
    }

    private static boolean isLevelReached(Window window, int i, int side) {
        return side > 0
                ? window.highMove()[i] >= window.highForecast()[i]
                : window.lowMove()[i] <= window.lowForecast()[i];
    }

    private static double gain(Window window, int i, int side) {
        boolean reached = isLevelReached(window, i, side);
        double close = window.closeMove()[i];
        if (side > 0) {
            return reached ? window.highForecast()[i] : close;
        }
        return reached ? -window.lowForecast()[i] : -close;
    }

    /**
     * A market order at the open, a limit at the forecast high (of a short position, low) on the previous close for the way out, else out at the
     * close. Where only long positions are allowed, a forecast that is not positive leaves the bar out.
     */
    @Override
    public Optional<PathTrading> pathTrading() {
        return Optional.of(path -> List.of((account, parameters) -> {
            int bar = account.bar() + 1;
            int side = path.forecasts().point(Column.CLOSE, bar) > 0 ? 1 : -1;
            if (side < 0 && path.market().isLongOnly()) {
                return;
            }
            ForecastLevels levels = ForecastLevels.of(path, account);
            account.enter(side).takeProfitAt(account.close() * (1 + (side > 0 ? levels.high() : levels.low())));
            account.exit(side).atClose();
        }));
    }
}
