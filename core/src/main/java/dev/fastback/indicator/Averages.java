package dev.fastback.indicator;

import static dev.fastback.indicator.Columns.each;
import static dev.fastback.indicator.Columns.requireBars;
import static dev.fastback.indicator.Columns.requireSameLength;
import static dev.fastback.indicator.Columns.undefined;

/**
 * Moving averages of {@code n} bars, undefined until {@code n} values are there (two and three times as many less one or two for the double
 * and triple ones).
 */
public final class Averages {
    private static final long DAY = 24L * 60 * 60 * 1000;

    private Averages() {}

    /** Returns the simple average of the last {@code n} values. */
    public static double[] sma(double[] x, int n) {
        return Rolling.mean(x, n);
    }

    /**
     * Returns the exponential average with weight {@code 2 / (n + 1)}, begun with the first value as in pandas ({@code adjust=False}).
     * TradingView begins with the simple average of the first {@code n} values, ta4j with the value after them: differences that fade.
     */
    public static double[] ema(double[] x, int n) {
        requireBars(n);
        return exponential(x, 2.0 / (n + 1), n);
    }

    /** The exponential average, shown from the {@code shownFrom}-th value of each run of finite ones. */
    private static double[] exponential(double[] x, double weight, int shownFrom) {
        double[] out = undefined(x.length);
        double average = Double.NaN;
        int run = 0;
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i])) {
                run = 0;
                continue;
            }
            average = run == 0 ? x[i] : average + weight * (x[i] - average);
            if (++run >= shownFrom) {
                out[i] = average;
            }
        }
        return out;
    }

    /** Returns the exponential average from the first value on, for what is built of several. */
    static double[] rawEma(double[] x, int n) {
        requireBars(n);
        return exponential(x, 2.0 / (n + 1), 1);
    }

    /**
     * Returns Wilder's average with weight {@code 1 / n}, begun with the simple average of the first {@code n} values (J. W. Wilder, New
     * Concepts in Technical Trading Systems, 1978); TradingView's {@code rma}.
     */
    public static double[] rma(double[] x, int n) {
        requireBars(n);
        double[] out = undefined(x.length);
        double sum = 0;
        double average = Double.NaN;
        int run = 0;
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i])) {
                run = 0;
                sum = 0;
                continue;
            }
            run++;
            if (run <= n) {
                sum += x[i];
                average = sum / n;
            } else {
                average += (x[i] - average) / n;
            }
            if (run >= n) {
                out[i] = average;
            }
        }
        return out;
    }

    /** Returns the average with weights rising in a line, {@code n} for the newest value, 1 for the oldest. */
    public static double[] wma(double[] x, int n) {
        requireBars(n);
        double[] out = undefined(x.length);
        double weights = (double) n * (n + 1) / 2;
        for (int i = n - 1; i < x.length; i++) {
            double sum = 0;
            for (int k = 0; k < n; k++) {
                sum += (n - k) * x[i - k];
            }
            out[i] = finite(sum / weights);
        }
        return out;
    }

    /** Returns the double exponential average {@code 2 ema - ema(ema)} (P. Mulloy, 1994). */
    public static double[] dema(double[] x, int n) {
        double[] once = rawEma(x, n);
        double[] twice = rawEma(once, n);
        return maskRuns(each(once, twice, (a, b) -> 2 * a - b), x, 2L * (n - 1));
    }

    /** Returns the triple exponential average {@code 3 ema - 3 ema(ema) + ema(ema(ema))} (P. Mulloy, 1994). */
    public static double[] tema(double[] x, int n) {
        double[] once = rawEma(x, n);
        double[] twice = rawEma(once, n);
        double[] thrice = rawEma(twice, n);
        double[] out = new double[x.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = 3 * once[i] - 3 * twice[i] + thrice[i];
        }
        return maskRuns(out, x, 3L * (n - 1));
    }

    /** Returns Hull's average: the weighted average of {@code sqrt(n)} bars of {@code 2 wma(n / 2) - wma(n)}; {@code n} at least 2. */
    public static double[] hma(double[] x, int n) {
        if (n < 2) {
            throw new IllegalArgumentException("Hull's average needs at least 2 bars: " + n);
        }
        return wma(each(wma(x, n / 2), wma(x, n), (half, whole) -> 2 * half - whole), (int) Math.sqrt(n));
    }

    /**
     * Returns Kaufman's adaptive average: an exponential one whose weight goes from that of {@code slow} bars to that of {@code fast} with the
     * efficiency of the last {@code n} bars, their change divided by the sum of their changes' sizes (P. Kaufman, 1998).
     */
    public static double[] kama(double[] x, int n, int fast, int slow) {
        requireBars(n);
        requireBars(fast);
        requireBars(slow);
        double[] out = undefined(x.length);
        double least = 2.0 / (slow + 1);
        double most = 2.0 / (fast + 1);
        double average = Double.NaN;
        int run = 0;
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i])) {
                run = 0;
                continue;
            }
            run++;
            if (run <= n) {
                average = x[i];
                continue;
            }
            double path = 0;
            for (int k = i - n + 1; k <= i; k++) {
                path += Math.abs(x[k] - x[k - 1]);
            }
            double efficiency = path == 0 ? 0 : Math.abs(x[i] - x[i - n]) / path;
            double root = efficiency * (most - least) + least;
            average += root * root * (x[i] - average);
            out[i] = average;
        }
        return out;
    }

    /** Returns the average of the last {@code n} values weighted by volume; NaN where none was traded. */
    public static double[] vwma(double[] x, double[] volume, int n) {
        requireSameLength(x, volume);
        double[] value = Rolling.sum(each(x, volume, (a, v) -> a * v), n);
        double[] traded = Rolling.sum(volume, n);
        return each(value, traded, (sum, v) -> v > 0 ? sum / v : Double.NaN);
    }

    /** Makes the first {@code bars} values of each run of finite inputs undefined. */
    private static double[] maskRuns(double[] column, double[] x, long bars) {
        int run = 0;
        for (int i = 0; i < column.length; i++) {
            run = Double.isFinite(x[i]) ? run + 1 : 0;
            if (run <= bars) {
                column[i] = Double.NaN;
            }
        }
        return column;
    }

    /** Returns the triple exponential average of one-period rates of change in percent, Hutson's TRIX (1983). */
    public static double[] trix(double[] x, int n) {
        double[] thrice = rawEma(rawEma(rawEma(x, n), n), n);
        double[] rate = each(thrice, Columns.lag(thrice, 1), (now, before) -> 100 * (now - before) / before);
        return maskRuns(rate, x, 3L * (n - 1) + 1);
    }

    /** Returns the difference of two exponential averages, {@code fast} less {@code slow} (G. Appel, 1979). */
    public static double[] macd(double[] x, int fast, int slow) {
        return each(ema(x, fast), ema(x, slow), (a, b) -> a - b);
    }

    /** Returns the exponential average of {@code signal} bars of {@link #macd}. */
    public static double[] macdSignal(double[] x, int fast, int slow, int signal) {
        double[] raw = each(rawEma(x, fast), rawEma(x, slow), (a, b) -> a - b);
        return maskRuns(rawEma(raw, signal), x, (long) Math.max(fast, slow) + signal - 2);
    }

    static double finite(double value) {
        return Double.isFinite(value) ? value : Double.NaN;
    }

    /** Returns the money-weighted price of each day so far, days in UTC; NaN until something was traded. */
    public static double[] sessionVwap(long[] times, double[] price, double[] volume) {
        requireSameLength(price, volume);
        double[] out = undefined(price.length);
        double value = 0;
        double traded = 0;
        for (int i = 0; i < price.length; i++) {
            if (i == 0 || Math.floorDiv(times[i], DAY) != Math.floorDiv(times[i - 1], DAY)) {
                value = 0;
                traded = 0;
            }
            value += price[i] * volume[i];
            traded += volume[i];
            out[i] = traded > 0 ? value / traded : Double.NaN;
        }
        return out;
    }
}
