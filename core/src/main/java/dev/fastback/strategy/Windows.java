package dev.fastback.strategy;

import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import dev.fastback.forecast.Forecasts;
import java.util.Arrays;

/**
 * Cuts {@link Window}s out of one series and its forecasts. Bar {@code t} of a window joins the moves of bar {@code t}, their
 * forecasts made from earlier bars, and the gaps of bar {@code t - 1}. Immutable and safe for use by many threads.
 */
public final class Windows {
    private final BarSeries bars;
    private final Forecasts forecasts;
    // Gaps of the bar before each forecast bar: entry t - first for bar t.
    private final int first;
    private final double[] highGaps;
    private final double[] lowGaps;

    private Windows(BarSeries bars, Forecasts forecasts) {
        this.bars = bars;
        this.forecasts = forecasts;
        this.first = Math.max(1, forecasts.firstBar());
        int size = Math.max(0, forecasts.endBar() - first);
        this.highGaps = new double[size];
        this.lowGaps = new double[size];
        for (int i = 0; i < size; i++) {
            double close = bars.close(first + i - 1);
            highGaps[i] = Window.gap(bars.high(first + i - 1), close);
            lowGaps[i] = Window.gap(bars.low(first + i - 1), close);
        }
    }

    /**
     * Returns the windows of a series.
     *
     * @param forecasts forecasts of the same series
     * @throws IllegalArgumentException if the forecasts are of a series of another length
     */
    public static Windows of(BarSeries bars, Forecasts forecasts) {
        int moves = forecasts.moves(Column.CLOSE).length;
        if (moves != bars.size()) {
            throw new IllegalArgumentException(
                    "forecasts must be of the " + bars.size() + " bars of " + bars.symbol() + ": " + moves);
        }
        return new Windows(bars, forecasts);
    }

    /** Returns the slice of bars {@code from} (inclusive) to {@code to} (exclusive), under the given conditions. */
    public MarketSlice slice(Market market, int from, int to) {
        return new MarketSlice(this, market, 0, from, to);
    }

    BarSeries bars() {
        return bars;
    }

    Forecasts forecasts() {
        return forecasts;
    }

    /**
     * Returns the window of bars {@code from} (inclusive) to {@code to} (exclusive), each with a bar before it and forecast.
     *
     * @throws IllegalArgumentException if {@code from} is less than 1, the range is not inside the series, or a bar of it was
     *     not forecast
     */
    public Window window(int from, int to) {
        if (to > bars.size()) {
            throw new IllegalArgumentException("to must be at most " + bars.size() + ": " + to);
        }
        return cut(from, to);
    }

    /**
     * Returns the window of bars {@code from} to the last known one, and after them the next bar, of which only the
     * forecasts are known: its moves are NaN. It serves {@code side}, which judges the last bar by its forecast.
     *
     * @throws IllegalArgumentException as {@link #window}; the next bar has to be in the forecasts
     */
    public Window windowWithNextBar(int from) {
        return cut(from, bars.size() + 1);
    }

    Window cut(int from, int to) {
        if (from < 1 || from > to) {
            throw new IllegalArgumentException("from must be between 1 and " + to + ": " + from);
        }
        return new Window(
                moves(Column.CLOSE, from, to),
                moves(Column.HIGH, from, to),
                moves(Column.LOW, from, to),
                forecasts.points(Column.CLOSE, from, to),
                forecasts.points(Column.HIGH, from, to),
                forecasts.points(Column.LOW, from, to),
                forecasts.halfWidths(Column.CLOSE, from, to),
                from == to ? new double[0] : Arrays.copyOfRange(highGaps, from - first, to - first),
                from == to ? new double[0] : Arrays.copyOfRange(lowGaps, from - first, to - first));
    }

    private double[] moves(Column column, int from, int to) {
        double[] moves = new double[to - from];
        Arrays.fill(moves, Double.NaN);
        int known = Math.min(to, bars.size()) - from;
        System.arraycopy(forecasts.moves(column), from, moves, 0, known);
        return moves;
    }
}
