package dev.fastback.classics;

import dev.fastback.api.Default;
import dev.fastback.api.Indicators;
import dev.fastback.api.Range;
import dev.fastback.api.SignalStrategy;
import dev.fastback.api.Signals;

/** Long while the MACD line is above its signal line. */
public record Macd(
        @Range(min = 3, max = 50) @Default("12") int fast,
        @Range(min = 5, max = 100) @Default("26") int slow,
        @Range(min = 2, max = 30) @Default("9") int signal)
        implements SignalStrategy {
    @Override
    public boolean valid() {
        return fast < slow;
    }

    @Override
    public Signals signals(Indicators in) {
        return Signals.longWhile(in.macd(fast, slow).above(in.macdSignal(fast, slow, signal)));
    }
}
