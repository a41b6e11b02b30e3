package dev.fastback.data;

import java.util.Objects;

/**
 * Bars that were read and checked.
 *
 * @param bars at least one bar, all of them without errors
 * @param report what was found on the way, and what became of it
 */
public record LoadedBars(BarSeries bars, BarReport report) {
    public LoadedBars {
        Objects.requireNonNull(bars, "bars");
        Objects.requireNonNull(report, "report");
    }
}
