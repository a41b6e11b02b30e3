package dev.fastback.indicator;

import static dev.fastback.indicator.Columns.each;
import static dev.fastback.indicator.Columns.requireBars;
import static dev.fastback.indicator.Columns.undefined;

/**
 * Oscillators. Where nothing moved, so that the quotient has no meaning, those with a range are in its middle: a flat market is neither
 * overbought nor oversold.
 */
public final class Oscillators {
    private Oscillators() {}

    /**
     * Returns Wilder's relative strength index, 0 to 100: {@code 100 up / (up + down)} of Wilder's averages of rises and falls (J. W. Wilder,
     * 1978), defined after {@code n} changes; 50 where nothing moved.
     */
    public static double[] rsi(double[] x, int n) {
        requireBars(n);
        double[] change = Columns.change(x, 1);
        double[] up = Averages.rma(each(change, c -> c > 0 ? c : c * 0), n);
        double[] down = Averages.rma(each(change, c -> c < 0 ? -c : c * 0), n);
        return each(up, down, (u, d) -> share(u, d, 50));
    }

    /** Returns Chande's momentum oscillator, -100 to 100: rises less falls of the last {@code n} changes, of their sum; 0 where none moved. */
    public static double[] cmo(double[] x, int n) {
        double[] change = Columns.change(x, 1);
        double[] up = Rolling.sum(each(change, c -> c > 0 ? c : c * 0), n);
        double[] down = Rolling.sum(each(change, c -> c < 0 ? -c : c * 0), n);
        return each(up, down, (u, d) -> 2 * share(u, d, 50) - 100);
    }

    private static double share(double part, double rest, double otherwise) {
        double whole = part + rest;
        return whole == 0 ? otherwise : 100 * part / whole;
    }

    /** Returns where the close lies between the lowest low and the highest high of {@code n} bars, 0 to 100 (G. Lane). */
    public static double[] stochastic(double[] high, double[] low, double[] close, int n) {
        double[] top = Rolling.highest(high, n);
        double[] bottom = Rolling.lowest(low, n);
        double[] out = undefined(close.length);
        for (int i = n - 1; i < out.length; i++) {
            out[i] = share(close[i] - bottom[i], top[i] - close[i], 50);
        }
        return out;
    }

    /** Returns Williams' %R, -100 to 0: the stochastic less 100. */
    public static double[] williamsR(double[] high, double[] low, double[] close, int n) {
        return each(stochastic(high, low, close, n), k -> k - 100);
    }

    /**
     * Returns the commodity channel index of the typical price: its distance from its average in units of 0.015 mean deviations (D. Lambert,
     * 1980); 0 where nothing moved.
     */
    public static double[] cci(double[] high, double[] low, double[] close, int n) {
        double[] typical = Columns.typical(high, low, close);
        double[] mean = Averages.sma(typical, n);
        double[] spread = Rolling.meanDeviation(typical, n);
        double[] out = undefined(close.length);
        for (int i = 0; i < out.length; i++) {
            if (!Double.isNaN(spread[i])) {
                out[i] = spread[i] == 0 ? 0 : (typical[i] - mean[i]) / (0.015 * spread[i]);
            }
        }
        return out;
    }

    /** Returns the money flow index, 0 to 100: what flowed on rising typical prices, of all that flowed on moving ones, in {@code n} bars. */
    public static double[] mfi(double[] high, double[] low, double[] close, double[] volume, int n) {
        double[] typical = Columns.typical(high, low, close);
        double[] change = Columns.change(typical, 1);
        double[] flow = each(typical, volume, (p, v) -> p * v);
        double[] in = Rolling.sum(each(change, flow, (c, f) -> c > 0 ? f : c * 0), n);
        double[] out = Rolling.sum(each(change, flow, (c, f) -> c < 0 ? f : c * 0), n);
        return each(in, out, (u, d) -> share(u, d, 50));
    }

    /** Returns how new the highest high of the last {@code n + 1} bars is: 100 for this bar, 0 for {@code n} bars ago (T. Chande, 1995). */
    public static double[] aroonUp(double[] high, int n) {
        requireBars(n);
        return each(Rolling.sinceHighest(high, n + 1), since -> 100.0 * (n - since) / n);
    }

    /** Returns how new the lowest low of the last {@code n + 1} bars is: 100 for this bar, 0 for {@code n} bars ago. */
    public static double[] aroonDown(double[] low, int n) {
        requireBars(n);
        return each(Rolling.sinceLowest(low, n + 1), since -> 100.0 * (n - since) / n);
    }
}
