package dev.fastback.api;

import dev.fastback.data.BarSeries;
import dev.fastback.simulate.Trader;
import dev.fastback.simulate.terms.Venue;

/**
 * A strategy that brings its own way of looking at bars, for adapters of other libraries: it makes a {@link Trader} of a series. Nothing but the
 * trader keeps it from looking ahead; that every winner is run again on series that end earlier does. Its {@link #warmUp} has to say how many bars
 * it needs.
 */
public non-sealed interface TraderStrategy extends Strategy {
    /**
     * Returns the trader of one simulation, which begins flat and is asked at the close of each bar.
     *
     * @param bars the whole series; decisions at a bar may read none after it
     * @param venue under which conditions its orders are executed
     * @param isLongOnly whether short positions are not allowed
     */
    Trader trader(BarSeries bars, Venue venue, boolean isLongOnly);
}
