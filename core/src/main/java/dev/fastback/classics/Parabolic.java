package dev.fastback.classics;

import dev.fastback.api.Default;
import dev.fastback.api.Indicators;
import dev.fastback.api.Range;
import dev.fastback.api.SignalStrategy;
import dev.fastback.api.Signals;

/** Long while the close is above Wilder's parabolic stop and above a long average. */
public record Parabolic(
        @Range(min = 0.005, max = 0.05, step = 0.005) @Default("0.02") double step,
        @Range(min = 0.1, max = 0.4, step = 0.05) @Default("0.2") double most,
        @Range(min = 20, max = 200, step = 10) @Default("100") int trend)
        implements SignalStrategy {
    @Override
    public Signals signals(Indicators in) {
        return Signals.longWhile(in.close().above(in.parabolicSar(step, most)).and(in.close().above(in.sma(trend))));
    }
}
