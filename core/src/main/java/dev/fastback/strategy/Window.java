package dev.fastback.strategy;

import java.util.Objects;

/**
 * The bars that a strategy is fitted or scored on: what happened and what was forecast for each, oldest first. All columns
 * have one entry per bar and hold fractions. Accessors return the window's own arrays: callers must not write to them.
 *
 * @param closeMove close relative to the previous close
 * @param highMove high relative to the previous high
 * @param lowMove low relative to the previous low
 * @param closeForecast forecast of {@code closeMove}, made from earlier bars alone; likewise the next two
 * @param highForecast forecast of {@code highMove}
 * @param lowForecast forecast of {@code lowMove}
 * @param closeBand half the width of the band around {@code closeForecast}, not negative
 * @param highGap how far the previous bar's high lay above its close: {@code |1 - high / close|}
 * @param lowGap how far the previous bar's low lay below its close: {@code |1 - low / close|}
 */
public record Window(
        double[] closeMove,
        double[] highMove,
        double[] lowMove,
        double[] closeForecast,
        double[] highForecast,
        double[] lowForecast,
        double[] closeBand,
        double[] highGap,
        double[] lowGap) {
    public Window {
        int bars = closeMove.length;
        check("highMove", highMove, bars);
        check("lowMove", lowMove, bars);
        check("closeForecast", closeForecast, bars);
        check("highForecast", highForecast, bars);
        check("lowForecast", lowForecast, bars);
        check("closeBand", closeBand, bars);
        check("highGap", highGap, bars);
        check("lowGap", lowGap, bars);
    }

    /** Returns the number of bars. */
    public int bars() {
        return closeMove.length;
    }

    /**
     * Returns a gap of {@link #highGap} or {@link #lowGap}: {@code |1 - price / close|}; 1 where the close is 0, 0 where the
     * quotient is not finite.
     */
    public static double gap(double price, double close) {
        double quotient = close == 0 ? 0.0 : price / close;
        double gap = Math.abs(1.0 - quotient);
        return Double.isFinite(gap) ? gap : 0.0;
    }

    private static void check(String name, double[] column, int bars) {
        Objects.requireNonNull(column, name);
        if (column.length != bars) {
            throw new IllegalArgumentException(name + " must have " + bars + " bars: " + column.length);
        }
    }
}
