package dev.fastback.classics;

import dev.fastback.api.Default;
import dev.fastback.api.Indicators;
import dev.fastback.api.Line;
import dev.fastback.api.Range;
import dev.fastback.api.SignalStrategy;
import dev.fastback.api.Signals;

/** Buys some deviations below the mean and sells short as many above it; leaves at the mean, or after some bars. */
public record ZScore(
        @Range(min = 5, max = 100) @Default("20") int period,
        @Range(min = 0.5, max = 4, step = 0.25) @Default("2") double entry,
        @Range(min = 2, max = 60) @Default("20") int most)
        implements SignalStrategy {
    @Override
    public Signals signals(Indicators in) {
        Line score = in.zScore(period);
        return Signals.enterLong(score.below(-entry))
                .exitLong(score.above(0))
                .andEnterShort(score.above(entry))
                .exitShort(score.below(0))
                .maxBars(most);
    }
}
