package dev.fastback.forecast;

import dev.fastback.data.Column;
import java.util.Arrays;

/**
 * The forecasts of one series by column and target bar, with the movements they were made from. Values are fractions, moves
 * relative to the same column's previous value. Immutable and safe for use by many threads.
 */
public final class Forecasts {
    // Layout: one array a column, entry t - first for target bar t; NaN where a bar between others was not asked for.
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

    /** Returns the movements of a column as long as the series, not a copy: callers must not write to it. */
    public double[] moves(Column column) {
        return moves[column.ordinal()];
    }

    /** Returns whether a bar was forecast. */
    public boolean has(int targetBar) {
        return targetBar >= first && targetBar < end && !Double.isNaN(point[0][targetBar - first]);
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
