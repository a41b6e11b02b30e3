package dev.fastback.classics;

import dev.fastback.api.Default;
import dev.fastback.api.Indicators;
import dev.fastback.api.Line;
import dev.fastback.api.Range;
import dev.fastback.api.SignalStrategy;
import dev.fastback.api.Signals;

/** Buys where the stochastic oscillator crosses its average upwards at the bottom of its range, and leaves where it crosses it downwards at the top. */
public record Stochastic(
        @Range(min = 3, max = 50) @Default("14") int period,
        @Range(min = 2, max = 10) @Default("3") int smoothing,
        @Range(min = 5, max = 45) @Default("20") int low,
        @Range(min = 55, max = 95) @Default("80") int high)
        implements SignalStrategy {
    @Override
    public Signals signals(Indicators in) {
        Line fast = in.stochastic(period);
        Line slow = fast.sma(smoothing);
        return Signals.enterLong(fast.crossesAbove(slow).and(slow.below(low))).exitLong(fast.crossesBelow(slow).and(slow.above(high)));
    }
}
