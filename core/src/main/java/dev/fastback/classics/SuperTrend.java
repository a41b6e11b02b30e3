package dev.fastback.classics;

import dev.fastback.api.Default;
import dev.fastback.api.Indicators;
import dev.fastback.api.Range;
import dev.fastback.api.SignalStrategy;
import dev.fastback.api.Signals;

/** Long while the SuperTrend is rising, short while it is falling. */
public record SuperTrend(
        @Range(min = 5, max = 50) @Default("10") int period,
        @Range(min = 1, max = 6, step = 0.25) @Default("3") double multiple)
        implements SignalStrategy {
    @Override
    public Signals signals(Indicators in) {
        return Signals.longShort(
                in.superTrendDirection(period, multiple).above(0), in.superTrendDirection(period, multiple).below(0));
    }
}
