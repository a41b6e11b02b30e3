package dev.fastback.walkforward;

/**
 * One walk-forward window of a series. Bars {@code 0} to {@code end - 1} are known; the last {@code validation} of them are
 * forecast one by one, each from the bars before it, and parameters are fitted on all of those but the last. The bars
 * after {@code end} were never seen.
 *
 * @param index 0 is the newest fold of its series
 * @param end the first bar that is not known; may be less than needed, see {@link #isUsable}
 * @param validation forecasts a column, at least 2
 * @param testBars bars after the fold on which the fitted parameters are scored, 0 for none
 */
public record Fold(int index, int end, int validation, int testBars) {
    public Fold {
        if (index < 0) {
            throw new IllegalArgumentException("index must not be negative: " + index);
        }
        if (validation < 2) {
            throw new IllegalArgumentException("validation must be at least 2: " + validation);
        }
        if (testBars < 0) {
            throw new IllegalArgumentException("testBars must not be negative: " + testBars);
        }
    }

    /** Returns the bars that the fold needs to be usable. */
    public long minBars() {
        return validation + 2L;
    }

    /** Returns whether enough bars are known. */
    public boolean isUsable() {
        return end >= minBars();
    }

    /** Returns the last known bar. */
    public int lastBar() {
        return end - 1;
    }

    /** Returns the first bar of the fit, inclusive. */
    public int fitFrom() {
        return end - validation;
    }

    /** Returns the end of the fit, exclusive: the last known bar is forecast but not fitted. */
    public int fitTo() {
        return end - 1;
    }

    /** Returns the first test bar, inclusive. */
    public int testFrom() {
        return end;
    }

    /** Returns the end of the test, exclusive. */
    public int testTo() {
        return end + testBars;
    }
}
