package dev.fastback.indicator;

import static dev.fastback.indicator.Columns.each;

/** Indicators of traded volume. */
public final class Volumes {
    private Volumes() {}

    /** Returns the on-balance volume: volume of bars that closed higher less that of bars that closed lower, from 0 at the first bar. */
    public static double[] obv(double[] close, double[] volume) {
        double[] out = new double[close.length];
        for (int i = 1; i < out.length; i++) {
            out[i] = out[i - 1] + Math.signum(close[i] - close[i - 1]) * volume[i];
        }
        return out;
    }

    /** Returns accumulation and distribution (M. Chaikin): the sum of volume times where the close lies in the bar, -1 at the low to 1 at the high. */
    public static double[] accumulation(double[] high, double[] low, double[] close, double[] volume) {
        return Columns.cumulative(flow(high, low, close, volume));
    }

    /** Returns Chaikin's money flow, -1 to 1: what {@link #accumulation} adds in {@code n} bars, of their volume; 0 where none was traded. */
    public static double[] cmf(double[] high, double[] low, double[] close, double[] volume, int n) {
        return each(
                Rolling.sum(flow(high, low, close, volume), n),
                Rolling.sum(volume, n),
                (flow, traded) -> traded == 0 ? 0 : flow / traded);
    }

    private static double[] flow(double[] high, double[] low, double[] close, double[] volume) {
        double[] out = new double[close.length];
        for (int i = 0; i < out.length; i++) {
            double range = high[i] - low[i];
            out[i] = range == 0 ? 0 : (close[i] - low[i] - (high[i] - close[i])) / range * volume[i];
        }
        return out;
    }
}
