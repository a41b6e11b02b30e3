package dev.fastback.forecast;

import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import dev.fastback.data.ColumnBytes;
import dev.fastback.data.Movements;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The forecasts of one series by column and target bar, with the movements they were made from. Values are fractions, moves
 * relative to the same column's previous value. Immutable and safe for use by many threads.
 */
public final class Forecasts {
    // Layout: one array per column, entry t - first for target bar t; NaN where a bar between others was not asked for.
    private final double[][] moves;
    private final int first;
    private final int end;
    private final double[][] point;
    private final double[][] lower;
    private final double[][] upper;

    /** Spreads a plan's answers, one block of targets a column; the moves are shared, not copied. */
    Forecasts(double[][] moves, int[] targets, ForecastBatch answers) {
        this.moves = moves;
        this.first = targets.length == 0 ? 0 : targets[0];
        this.end = targets.length == 0 ? 0 : targets[targets.length - 1] + 1;
        this.point = spread(answers.point(), targets);
        this.lower = spread(answers.lower(), targets);
        this.upper = spread(answers.upper(), targets);
    }

    private Forecasts(double[][] moves, int first, int end, double[][] point, double[][] lower, double[][] upper) {
        this.moves = moves;
        this.first = first;
        this.end = end;
        this.point = point;
        this.lower = lower;
        this.upper = upper;
    }

    /** Returns the same movements without a forecast. */
    public Forecasts withoutAny() {
        double[][] none = new double[moves.length][0];
        return new Forecasts(moves, 0, 0, none, none, none);
    }

    /** Writes the forecasts, for a copy in another process; the movements are not written, the bars tell them. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeInt(first);
        out.writeInt(end);
        for (double[][] values : new double[][][] {point, lower, upper}) {
            for (double[] column : values) {
                ColumnBytes.write(out, column, 0, end - first);
            }
        }
    }

    /**
     * Reads what {@link #writeTo} wrote: equal forecasts, to the last bit.
     *
     * @param bars the bars that were forecast
     * @throws IllegalArgumentException if the range of forecast bars does not fit the series
     */
    public static Forecasts readFrom(BarSeries bars, DataInput in) throws IOException {
        int first = in.readInt();
        int end = in.readInt();
        if (first < 0 || end < first || end > bars.size() + 1) {
            throw new IllegalArgumentException("forecasts of bars " + first + ".." + end + " do not fit " + bars);
        }
        Column[] columns = Column.values();
        double[][] moves = new double[columns.length][];
        for (Column column : columns) {
            moves[column.ordinal()] = Movements.of(bars, column);
        }
        return new Forecasts(
                moves, first, end, readColumns(in, end - first), readColumns(in, end - first), readColumns(in, end - first));
    }

    private static double[][] readColumns(DataInput in, int size) throws IOException {
        double[][] columns = new double[Column.values().length][];
        for (int column = 0; column < columns.length; column++) {
            columns[column] = ColumnBytes.readDoubles(in, size);
        }
        return columns;
    }

    /** Returns the movements of a column as long as the series, not a copy: callers must not write to it. */
    public double[] moves(Column column) {
        return moves[column.ordinal()];
    }

    /** Returns whether a bar was forecast. */
    public boolean has(int targetBar) {
        return targetBar >= first && targetBar < end && !Double.isNaN(point[0][targetBar - first]);
    }

    /** Returns the first bar that was asked for; 0 without any. */
    public int firstBar() {
        return first;
    }

    /** Returns the end of the bars that were asked for, exclusive; 0 without any. */
    public int endBar() {
        return end;
    }

    /**
     * Returns the forecast move of a column in a bar.
     *
     * @throws IllegalArgumentException if the bar was not asked for; likewise the next two
     */
    public double point(Column column, int targetBar) {
        return value(point, column, targetBar);
    }

    /** Returns the lower end of the band, the 0.1 quantile. */
    public double lower(Column column, int targetBar) {
        return value(lower, column, targetBar);
    }

    /** Returns the upper end of the band, the 0.9 quantile. */
    public double upper(Column column, int targetBar) {
        return value(upper, column, targetBar);
    }

    /**
     * Returns the forecast moves of a column in bars {@code from} (inclusive) to {@code to} (exclusive), as a copy.
     *
     * @throws IllegalArgumentException if a bar of them was not asked for; likewise the next method
     */
    public double[] points(Column column, int from, int to) {
        requireAll(from, to);
        return from == to ? new double[0] : Arrays.copyOfRange(point[column.ordinal()], from - first, to - first);
    }

    /** Returns half the width of the band of each of these bars. */
    public double[] halfWidths(Column column, int from, int to) {
        requireAll(from, to);
        double[] low = lower[column.ordinal()];
        double[] high = upper[column.ordinal()];
        double[] widths = new double[to - from];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = (high[from + i - first] - low[from + i - first]) / 2.0;
        }
        return widths;
    }

    private void requireAll(int from, int to) {
        for (int bar = from; bar < to; bar++) {
            if (!has(bar)) {
                throw new IllegalArgumentException("bar " + bar + " was not forecast");
            }
        }
    }

    private double value(double[][] values, Column column, int targetBar) {
        if (!has(targetBar)) {
            throw new IllegalArgumentException("bar " + targetBar + " was not forecast");
        }
        return values[column.ordinal()][targetBar - first];
    }

    private double[][] spread(double[] answers, int[] targets) {
        double[][] columns = new double[moves.length][end - first];
        for (int column = 0; column < columns.length; column++) {
            Arrays.fill(columns[column], Double.NaN);
            for (int k = 0; k < targets.length; k++) {
                columns[column][targets[k] - first] = answers[column * targets.length + k];
            }
        }
        return columns;
    }
}
