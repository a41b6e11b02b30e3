package dev.fastback.forecast;

import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import java.util.Objects;

/**
 * What is known before the bar that is forecast, for forecasters that look at prices or at several columns together: the bars up to it, which a forecaster cannot
 * read past, and the column that is asked about.
 *
 * @param bars those before the one that is forecast
 * @param column whose next move is asked for
 */
public record KnownBars(BarSeries bars, Column column) {
    public KnownBars {
        Objects.requireNonNull(bars, "bars");
        Objects.requireNonNull(column, "column");
    }
}
