package dev.fastback.forecast.nano;

/** Makes rows of prices. */
public final class NanoInput {
    private NanoInput() {}

    /**
     * Returns the moves of bars against the close before, {@code PRICES} numbers a bar; those of the first bar are 0 and belong to no row. The row whose newest bar
     * is {@code t}, at least {@value NanoShape#BARS}, is the {@code INPUT} numbers that end with bar {@code t}'s.
     *
     * @param open logarithms of prices, as the others
     */
    public static float[] moves(double[] open, double[] high, double[] low, double[] close) {
        float[] moves = new float[close.length * NanoShape.PRICES];
        for (int t = 1; t < close.length; t++) {
            int at = t * NanoShape.PRICES;
            moves[at] = (float) (open[t] - close[t - 1]);
            moves[at + 1] = (float) (high[t] - close[t - 1]);
            moves[at + 2] = (float) (low[t] - close[t - 1]);
            moves[at + 3] = (float) (close[t] - close[t - 1]);
        }
        return moves;
    }

    /** Returns where the row begins whose newest bar is {@code last}. */
    public static int rowOf(int last) {
        return (last + 1 - NanoShape.BARS) * NanoShape.PRICES;
    }
}
