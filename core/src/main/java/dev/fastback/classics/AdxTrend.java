package dev.fastback.classics;

import dev.fastback.api.Default;
import dev.fastback.api.Indicators;
import dev.fastback.api.Range;
import dev.fastback.api.SignalStrategy;
import dev.fastback.api.Signals;

/** Long while there is a trend and it points upwards, by Wilder's directional indicators. */
public record AdxTrend(
        @Range(min = 5, max = 50) @Default("14") int period,
        @Range(min = 10, max = 40) @Default("25") int least)
        implements SignalStrategy {
    @Override
    public Signals signals(Indicators in) {
        return Signals.longWhile(in.adx(period).above(least).and(in.plusDi(period).above(in.minusDi(period))));
    }
}
