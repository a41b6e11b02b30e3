package dev.fastback.classics;

import dev.fastback.api.Default;
import dev.fastback.api.Indicators;
import dev.fastback.api.Range;
import dev.fastback.api.SignalStrategy;
import dev.fastback.api.Signals;

/** Buys where the close rises above Keltner's upper line, and leaves where it falls below the middle. */
public record Keltner(
        @Range(min = 5, max = 100) @Default("20") int period,
        @Range(min = 0.5, max = 4, step = 0.25) @Default("2") double multiple)
        implements SignalStrategy {
    @Override
    public Signals signals(Indicators in) {
        return Signals.enterLong(in.close().above(in.keltnerUpper(period, multiple))).exitLong(in.close().below(in.ema(period)));
    }
}
