package dev.fastback.classics;

import dev.fastback.api.Default;
import dev.fastback.api.Indicators;
import dev.fastback.api.Range;
import dev.fastback.api.SignalStrategy;
import dev.fastback.api.Signals;

/** Long while the average of few bars is above that of many. */
public record SmaCross(
        @Range(min = 2, max = 100) @Default("20") int fast,
        @Range(min = 3, max = 200) @Default("50") int slow)
        implements SignalStrategy {
    @Override
    public boolean valid() {
        return fast < slow;
    }

    @Override
    public Signals signals(Indicators in) {
        return Signals.longWhile(in.sma(fast).above(in.sma(slow)));
    }
}
