package dev.fastback.models;

import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;

/**
 * The bars of one series as log moves against the previous close.
 *
 * @param x four for each bar: open, high, low, close; those of bar 0 are 0 and belong to no context
 * @param close logarithm of each close
 * @param high of each high
 * @param low of each low
 */
record Moves(float[] x, double[] close, double[] high, double[] low) {
    /** Returns the moves of logarithms of prices. */
    static Moves of(double[] open, double[] high, double[] low, double[] close) {
        float[] x = new float[close.length * NanoNetwork.PRICES];
        for (int t = 1; t < close.length; t++) {
            x[4 * t] = (float) (open[t] - close[t - 1]);
            x[4 * t + 1] = (float) (high[t] - close[t - 1]);
            x[4 * t + 2] = (float) (low[t] - close[t - 1]);
            x[4 * t + 3] = (float) (close[t] - close[t - 1]);
        }
        return new Moves(x, close, high, low);
    }

    /** Returns the moves of a series. */
    static Moves of(BarSeries bars) {
        return of(logs(bars, Column.OPEN), logs(bars, Column.HIGH), logs(bars, Column.LOW), logs(bars, Column.CLOSE));
    }

    private static double[] logs(BarSeries bars, Column column) {
        double[] logs = new double[bars.size()];
        for (int t = 0; t < logs.length; t++) {
            logs[t] = StrictMath.log(bars.value(column, t));
        }
        return logs;
    }

    int size() {
        return close.length;
    }

    /** Copies the context whose newest bar is {@code last}, at least {@value NanoNetwork#BARS}, to a row of an input. */
    void context(int last, float[] input, int row) {
        System.arraycopy(x, (last + 1 - NanoNetwork.BARS) * NanoNetwork.PRICES, input, row * NanoNetwork.INPUT, NanoNetwork.INPUT);
    }

    /** Returns where a column ended {@code ahead} bars after {@code last}, relative to the close of {@code last}; columns are close, high, low. */
    double target(int last, int ahead, int column) {
        double[] prices = column == 0 ? close : column == 1 ? high : low;
        return prices[last + ahead] - close[last];
    }
}
