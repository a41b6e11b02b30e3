package dev.fastback.classics;

import dev.fastback.api.Default;
import dev.fastback.api.Indicators;
import dev.fastback.api.Range;
import dev.fastback.api.SignalStrategy;
import dev.fastback.api.Signals;

/** Buys where the close falls below Bollinger's lower band, and leaves where it is above the middle. */
public record Bollinger(
        @Range(min = 5, max = 100) @Default("20") int period,
        @Range(min = 1, max = 4, step = 0.25) @Default("2") double deviations)
        implements SignalStrategy {
    @Override
    public Signals signals(Indicators in) {
        return Signals.enterLong(in.close().below(in.bollingerLower(period, deviations))).exitLong(in.close().above(in.sma(period)));
    }
}
