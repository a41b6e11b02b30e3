package dev.fastback.strategy;

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
}
