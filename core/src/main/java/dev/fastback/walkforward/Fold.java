package dev.fastback.walkforward;

/**
 * One walk-forward window of a series. Bars {@code 0} to {@code end - 1} are known to it; parameters are fitted on {@code fitFrom} to
 * {@code fitTo - 1}. The bars from {@code end} on were never seen; the first {@code testBars} of them are the test.
 *
 * <p>What needs forecasts looks at those of the bars of the fit, of the last known bar, whether fitted or not, and of the test bars, each made
 * from the bars before it.
 *
 * @param index 0 is the newest fold of its series
 * @param fitFrom first bar of the fit, inclusive; any number where the fold is not usable
 * @param fitTo end of the fit, exclusive; likewise
 * @param end the first bar that is not known
 * @param testBars bars after the fold on which the fitted parameters are scored, 0 for none
 * @param minBars known bars with which the fold is usable
 */
public record Fold(int index, int fitFrom, int fitTo, int end, int testBars, long minBars) {
    public Fold {
        if (index < 0) {
            throw new IllegalArgumentException("index must not be negative: " + index);
        }
        if (testBars < 0) {
            throw new IllegalArgumentException("testBars must not be negative: " + testBars);
        }
        if (end < 0 || end > Integer.MAX_VALUE - testBars) {
            throw new IllegalArgumentException("end must be at least 0, and the test end by bar " + Integer.MAX_VALUE + ": " + end);
        }
        if (end >= minBars && (fitFrom < 1 || fitFrom >= fitTo || fitTo > end)) {
            throw new IllegalArgumentException(
                    "a usable fit must lie in bars 1 to " + end + " (exclusive): " + fitFrom + " to " + fitTo);
        }
    }

    /**
     * Makes a fold of the built-in shape, see {@link WalkForward}: the last {@code validation} known bars are forecast, all of them but the
     * last are fitted, and two more bars have to be known.
     *
     * @param validation forecasts per column, at least 2
     */
    public Fold(int index, int end, int validation, int testBars) {
        this(
                index,
                end - WalkForward.trainOf(validation) - 1,
                end - 1,
                end,
                testBars,
                (long) validation + WalkForward.FIRST_FORECAST_BAR);
    }

    /** Returns whether enough bars are known. */
    public boolean isUsable() {
        return end >= minBars;
    }

    /** Returns the last known bar. */
    public int lastBar() {
        return end - 1;
    }

    /** Returns the number of bars of the fit; of a usable fold at least 1. */
    public int fitBars() {
        return fitTo - fitFrom;
    }

    /** Returns how many bars have forecasts that the fold may look at: those of the fit, the last known one, and the test bars. */
    public long forecastBars() {
        return (long) fitBars() + (fitTo < end ? 1 : 0) + testBars;
    }

    /** Returns the first test bar, inclusive. */
    public int testFrom() {
        return end;
    }

    /** Returns the end of the test, exclusive. */
    public int testTo() {
        return end + testBars;
    }

    /**
     * Returns the first bar of the slice on which an order for the bar after the data is made: it is as long as the fit, and ends with that
     * bar.
     *
     * @param bars bars of the series
     */
    public int orderFrom(int bars) {
        return bars + 1 - fitBars();
    }
}
