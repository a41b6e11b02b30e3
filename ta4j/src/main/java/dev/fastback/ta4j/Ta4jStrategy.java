package dev.fastback.ta4j;

import dev.fastback.api.TraderStrategy;
import dev.fastback.data.BarSeries;
import dev.fastback.simulate.Trader;
import dev.fastback.simulate.terms.Venue;
import org.ta4j.core.Strategy;

/**
 * A strategy of ta4j whose parameters Fastback searches: a record whose components are its parameters, which makes ta4j's {@link Strategy} of them.
 * It is asked at the close of each bar and acts at the next open, as with ta4j's {@code BarSeriesManager} and its usual execution model; fills, fees and
 * figures are Fastback's, with all of the equity in each position.
 *
 * <p>Its warm-up is what the strategy says by {@code unstableBars}: ta4j's averages are defined before their window is full, so that a strategy that
 * leaves it at 0 trades on averages of too few bars.
 */
public interface Ta4jStrategy extends TraderStrategy {
    /**
     * Returns the strategy with this record's parameters; asked for once per candidate.
     *
     * @param in the bars, and indicators that all candidates share
     */
    Strategy strategy(Ta4jIndicators in);

    @Override
    default Trader trader(BarSeries bars, Venue venue, boolean isLongOnly) {
        Ta4jIndicators in = Ta4jIndicators.of(bars);
        return new Ta4jTrader(strategy(in), in.series(), venue, isLongOnly);
    }

    /** Returns the unstable bars of the strategy, found by making it on a series of no bars but one. */
    @Override
    default int warmUp() {
        return strategy(Ta4jIndicators.ofNothing()).getUnstableBars();
    }
}
