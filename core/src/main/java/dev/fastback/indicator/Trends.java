package dev.fastback.indicator;

import static dev.fastback.indicator.Columns.each;
import static dev.fastback.indicator.Columns.requireBars;
import static dev.fastback.indicator.Columns.undefined;

/** Ranges, directional movement, and lines that follow a trend. */
public final class Trends {
    private Trends() {}

    /** Returns the true range: from the lower of low and previous close to the higher of high and previous close; of bar 0 its range. */
    public static double[] trueRange(double[] high, double[] low, double[] close) {
        double[] out = new double[close.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = i == 0
                    ? high[0] - low[0]
                    : Math.max(high[i], close[i - 1]) - Math.min(low[i], close[i - 1]);
        }
        return out;
    }

    /** Returns Wilder's average true range. */
    public static double[] atr(double[] high, double[] low, double[] close, int n) {
        return Averages.rma(trueRange(high, low, close), n);
    }

    /** Returns Wilder's positive directional indicator, 0 to 100, defined after {@code n} moves. */
    public static double[] plusDi(double[] high, double[] low, double[] close, int n) {
        return directional(high, low, close, n, true);
    }

    /** Returns Wilder's negative directional indicator, 0 to 100, defined after {@code n} moves. */
    public static double[] minusDi(double[] high, double[] low, double[] close, int n) {
        return directional(high, low, close, n, false);
    }

    private static double[] directional(double[] high, double[] low, double[] close, int n, boolean isUp) {
        double[] moves = undefined(close.length);
        double[] ranges = trueRange(high, low, close);
        for (int i = 1; i < moves.length; i++) {
            double up = high[i] - high[i - 1];
            double down = low[i - 1] - low[i];
            moves[i] = isUp ? (up > down && up > 0 ? up : 0) : (down > up && down > 0 ? down : 0);
        }
        if (ranges.length > 0) {
            ranges[0] = Double.NaN; // averaged over the same bars as the moves
        }
        return each(Averages.rma(moves, n), Averages.rma(ranges, n), (move, range) -> range == 0 ? 0 : 100 * move / range);
    }

    /** Returns Wilder's average directional index, 0 to 100: his average of {@code 100 |up - down| / (up + down)}. */
    public static double[] adx(double[] high, double[] low, double[] close, int n) {
        double[] plus = plusDi(high, low, close, n);
        double[] minus = minusDi(high, low, close, n);
        return Averages.rma(
                each(plus, minus, (up, down) -> up + down == 0 ? 0 : 100 * Math.abs(up - down) / (up + down)), n);
    }

    /**
     * Returns the SuperTrend line: below the price in a rising trend, above it in a falling one. Its bands are the middle of the bar plus and
     * minus {@code multiple} average true ranges; a band moves only towards the price until the close crosses it.
     */
    public static double[] superTrend(double[] high, double[] low, double[] close, int n, double multiple) {
        return superTrend(high, low, close, n, multiple, false);
    }

    /** Returns 1 where the SuperTrend is rising, -1 where it is falling. */
    public static double[] superTrendDirection(double[] high, double[] low, double[] close, int n, double multiple) {
        return superTrend(high, low, close, n, multiple, true);
    }

    private static double[] superTrend(
            double[] high, double[] low, double[] close, int n, double multiple, boolean isDirection) {
        double[] atr = atr(high, low, close, n);
        double[] out = undefined(close.length);
        double upper = Double.NaN;
        double lower = Double.NaN;
        boolean rising = true;
        for (int i = 0; i < out.length; i++) {
            if (Double.isNaN(atr[i])) {
                continue;
            }
            double middle = (high[i] + low[i]) / 2;
            double top = middle + multiple * atr[i];
            double bottom = middle - multiple * atr[i];
            boolean first = Double.isNaN(upper);
            double newUpper = first || top < upper || close[i - 1] > upper ? top : upper;
            double newLower = first || bottom > lower || close[i - 1] < lower ? bottom : lower;
            rising = first ? close[i] >= middle : rising ? close[i] >= newLower : close[i] > newUpper;
            upper = newUpper;
            lower = newLower;
            out[i] = isDirection ? (rising ? 1 : -1) : rising ? lower : upper;
        }
        return out;
    }

    /**
     * Returns Wilder's parabolic stop and reverse (1978), the stop that holds during a bar, known before it: it moves towards the extreme of the
     * trend by a share that begins with {@code step} and grows by it at each new extreme, to {@code most}; it never enters the range of the
     * two bars before; where a bar touches it the trend turns, and the stop is the old trend's extreme, that of the bar included on which it ended.
     *
     * <p>ta4j differs: it looks for a touch before it keeps the stop out of the two bars' range, so that it turns where the stop of Wilder was not
     * reached, and it begins with another share.
     *
     * @param step positive, a fraction, usually 0.02
     * @param most at least {@code step}, usually 0.2
     */
    public static double[] parabolicSar(double[] high, double[] low, double[] close, double step, double most) {
        if (!(step > 0) || !(most >= step)) {
            throw new IllegalArgumentException("step must be positive and at most the largest one: " + step + ", " + most);
        }
        double[] out = undefined(close.length);
        if (close.length < 2) {
            return out;
        }
        boolean rising = close[1] >= close[0];
        double extreme = rising ? Math.max(high[0], high[1]) : Math.min(low[0], low[1]);
        double sar = rising ? Math.min(low[0], low[1]) : Math.max(high[0], high[1]);
        double share = step;
        out[1] = sar;
        for (int i = 2; i < out.length; i++) {
            sar += share * (extreme - sar);
            sar = rising
                    ? Math.min(sar, Math.min(low[i - 1], low[i - 2]))
                    : Math.max(sar, Math.max(high[i - 1], high[i - 2]));
            boolean turns = rising ? low[i] <= sar : high[i] >= sar;
            if (turns) {
                sar = rising ? Math.max(extreme, high[i]) : Math.min(extreme, low[i]);
                rising = !rising;
                extreme = rising ? high[i] : low[i];
                share = step;
            } else if (rising ? high[i] > extreme : low[i] < extreme) {
                extreme = rising ? high[i] : low[i];
                share = Math.min(most, share + step);
            }
            out[i] = sar;
        }
        return out;
    }

    /** Returns the middle of the highest high and the lowest low of {@code n} bars: Donchian's middle, and a line of Ichimoku's. */
    public static double[] middle(double[] high, double[] low, int n) {
        requireBars(n);
        return each(Rolling.highest(high, n), Rolling.lowest(low, n), (top, bottom) -> (top + bottom) / 2);
    }
}
