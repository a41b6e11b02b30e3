package dev.fastback.strategy.builtin;

import dev.fastback.search.space.Parameters;
import dev.fastback.strategy.MarketSlice;

/** A strategy whose return the original system reports as {@code baseline + 0.3 x optimised} (docs/differences.md). */
public interface OriginalBlend {
    /** Returns the baseline that the original blends with the optimised return. */
    double originalBaseline(MarketSlice slice, Parameters chosen);
}
