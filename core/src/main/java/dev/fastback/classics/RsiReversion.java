package dev.fastback.classics;

import dev.fastback.api.Default;
import dev.fastback.api.Indicators;
import dev.fastback.api.Line;
import dev.fastback.api.Range;
import dev.fastback.api.SignalStrategy;
import dev.fastback.api.Signals;

/** Buys where the relative strength index falls below a level, and leaves where it rises above another, at a stop or at a target. */
public record RsiReversion(
        @Range(min = 2, max = 30) @Default("14") int period,
        @Range(min = 5, max = 45) @Default("30") int buyBelow,
        @Range(min = 50, max = 95) @Default("70") int sellAbove,
        @Range(min = 0.01, max = 0.20, step = 0.005) @Default("0.1") double stop,
        @Range(min = 0.01, max = 0.30, step = 0.005) @Default("0.15") double target)
        implements SignalStrategy {
    @Override
    public Signals signals(Indicators in) {
        Line rsi = in.rsi(period);
        return Signals.enterLong(rsi.below(buyBelow)).exitLong(rsi.above(sellAbove)).stopLoss(stop).takeProfit(target);
    }
}
