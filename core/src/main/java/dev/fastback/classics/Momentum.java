package dev.fastback.classics;

import dev.fastback.api.Default;
import dev.fastback.api.Indicators;
import dev.fastback.api.Range;
import dev.fastback.api.SignalStrategy;
import dev.fastback.api.Signals;
import dev.fastback.api.Size;

/** Long while the price is higher than some bars before, with a size that aims at a volatility. */
public record Momentum(
        @Range(min = 5, max = 250) @Default("60") int lookBack,
        @Default("0.2") double volatility)
        implements SignalStrategy {
    @Override
    public boolean valid() {
        return volatility > 0;
    }

    @Override
    public Signals signals(Indicators in) {
        return Signals.longWhile(in.returns(lookBack).above(0))
                .size(Size.volatilityTarget(volatility, in.returns(1).deviation(60)));
    }
}
