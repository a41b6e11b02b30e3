package dev.fastback.strategy;

import dev.fastback.walkforward.WalkForward;

/**
 * What a strategy needs to know of each bar.
 *
 * @param forecasts whether it looks at forecasts
 * @param warmUpBars bars before the first one that it is evaluated on, from 0
 */
public record DataNeeds(boolean forecasts, int warmUpBars) {
    /** Forecasts, and the bar before. */
    public static final DataNeeds FORECASTS = new DataNeeds(true, 1);

    public DataNeeds {
        if (warmUpBars < 0) {
            throw new IllegalArgumentException("warmUpBars must not be negative: " + warmUpBars);
        }
    }

    /** Returns the first bar of a series that it can be fitted on: warmed up, with a bar before it, and forecast where it looks at forecasts. */
    public int firstBar() {
        return Math.max(forecasts ? WalkForward.FIRST_FORECAST_BAR : 1, warmUpBars);
    }
}
