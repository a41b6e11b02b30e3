package dev.fastback.data;

/**
 * The movement series of a price column: {@code m[t] = (s[t] - s[t-1]) / s[t-1]}, a fraction, relative to the same
 * column's previous value. It is what forecasters see and what strategies are scored on.
 */
public final class Movements {
    private Movements() {}

    /**
     * Returns the movements of one column, as long as the series.
     *
     * <p>Entry 0 has no previous value and is 0; no forecast context contains it. Where the previous value is 0, or the
     * quotient is not finite, the movement is 0 as well.
     */
    public static double[] of(BarSeries bars, Column column) {
        double[] moves = new double[bars.size()];
        for (int t = 1; t < moves.length; t++) {
            double previous = bars.value(column, t - 1);
            double move = (bars.value(column, t) - previous) / previous;
            moves[t] = Double.isFinite(move) ? move : 0.0;
        }
        return moves;
    }
}
