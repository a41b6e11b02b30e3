package dev.fastback.classics;

import dev.fastback.api.Default;
import dev.fastback.api.Indicators;
import dev.fastback.api.Range;
import dev.fastback.api.SignalStrategy;
import dev.fastback.api.Signals;

/** Long while the exponential average of few bars is above that of many, short while it is below. */
public record EmaCross(
        @Range(min = 2, max = 100) @Default("12") int fast,
        @Range(min = 3, max = 200) @Default("26") int slow)
        implements SignalStrategy {
    @Override
    public boolean valid() {
        return fast < slow;
    }

    @Override
    public Signals signals(Indicators in) {
        return Signals.longShort(in.ema(fast).above(in.ema(slow)), in.ema(fast).below(in.ema(slow)));
    }
}
