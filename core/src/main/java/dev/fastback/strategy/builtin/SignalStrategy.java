package dev.fastback.strategy.builtin;

import dev.fastback.data.Column;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.evaluation.SignalEvaluation;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.PathTrading;
import dev.fastback.strategy.RuleStrategy;
import dev.fastback.strategy.Side;
import dev.fastback.strategy.TargetTrader;
import dev.fastback.strategy.Window;
import java.util.List;
import java.util.Optional;

/** What the strategies have in common that hold a signal through each bar, from the previous close to the bar's own. */
abstract class SignalStrategy implements RuleStrategy {
    private final Optional<PathTrading> trading = Optional.of(path -> List.of(new TargetTrader(target(path))));

    /**
     * Returns the position of each bar. The signal of bar {@code i} depends on the forecasts of bars to {@code i} and on
     * what happened before it.
     */
    public abstract double[] signals(Window window, Market market);

    /** Returns which position is wanted through each bar of a path. */
    abstract TargetTrader.Target target(MarketSlice path);

    static double[] point(MarketSlice path, Column column, int bar) {
        return new double[] {path.forecasts().point(column, bar)};
    }

    /** Market orders at the open, to the position that is wanted; held until another is. */
    @Override
    public final Optional<PathTrading> pathTrading() {
        return trading;
    }

    /** Scores the signals on the closes they were made for, charged as {@link SignalEvaluation#evaluate} says. */
    @Override
    public Evaluation score(Window window, Market market) {
        return SignalEvaluation.evaluate(
                signals(window, market),
                window.closeMove(),
                market.feeFraction(),
                market.spreadRatio(),
                market.periodsPerYear());
    }

    /** Scores the signals as {@link SignalEvaluation#evaluateFromFlatToFlat} says. */
    @Override
    public final Evaluation scoreOutOfSample(Window window, Market market) {
        return SignalEvaluation.evaluateFromFlatToFlat(
                signals(window, market),
                window.closeMove(),
                market.feeFraction(),
                market.spreadRatio(),
                market.periodsPerYear());
    }

    @Override
    public final Side side(Window window, Market market) {
        return window.bars() == 0 ? Side.NONE : Side.ofSignal(signals(window, market)[window.bars() - 1]);
    }
}
