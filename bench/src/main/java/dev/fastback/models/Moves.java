package dev.fastback.models;

import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import dev.fastback.forecast.nano.NanoInput;
import dev.fastback.forecast.nano.NanoShape;

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
        return new Moves(NanoInput.moves(open, high, low, close), close, high, low);
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

    /** Copies the context whose newest bar is {@code last}, at least {@value TrainedNetwork#BARS}, to a row of an input. */
    void context(int last, float[] input, int row) {
        System.arraycopy(x, NanoInput.rowOf(last), input, row * NanoShape.INPUT, NanoShape.INPUT);
    }

    /** Returns where a column ended {@code ahead} bars after {@code last}, relative to the close of {@code last}; columns are close, high, low. */
    double target(int last, int ahead, int column) {
        double[] prices = column == 0 ? close : column == 1 ? high : low;
        return prices[last + ahead] - close[last];
    }
}
