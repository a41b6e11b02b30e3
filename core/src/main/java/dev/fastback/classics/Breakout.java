package dev.fastback.classics;

import dev.fastback.api.Default;
import dev.fastback.api.Indicators;
import dev.fastback.api.Line;
import dev.fastback.api.Range;
import dev.fastback.api.SignalStrategy;
import dev.fastback.api.Signals;

/** Buys where the close rises above the highest high before it, and follows with a stop some average true ranges behind; each trade risks a share. */
public record Breakout(
        @Range(min = 10, max = 100) @Default("20") int channel,
        @Range(min = 5, max = 50) @Default("14") int atrBars,
        @Range(min = 1, max = 6, step = 0.25) @Default("3") double atrs,
        @Range(min = 0.0025, max = 0.02, step = 0.0025) @Default("0.01") double risk)
        implements SignalStrategy {
    @Override
    public Signals signals(Indicators in) {
        Line distance = in.atr(atrBars).times(atrs);
        return Signals.enterLong(in.close().above(in.highest(in.high(), channel).lag(1)))
                .trailingStop(distance)
                .riskPerTrade(risk, distance);
    }
}
