package dev.fastback.indicator;

import static dev.fastback.indicator.Averages.finite;
import static dev.fastback.indicator.Columns.each;
import static dev.fastback.indicator.Columns.requireBars;
import static dev.fastback.indicator.Columns.requireSameLength;
import static dev.fastback.indicator.Columns.undefined;

import java.util.Arrays;

/** Statistics of the last {@code n} values, the newest included; undefined until all of them are there and finite. */
public final class Rolling {
    private Rolling() {}

    /** Returns the sum. */
    public static double[] sum(double[] x, int n) {
        return slide(x, n, false);
    }

    /** Returns the mean. */
    static double[] mean(double[] x, int n) {
        return slide(x, n, true);
    }

    private static double[] slide(double[] x, int n, boolean isMean) {
        requireBars(n);
        double[] out = undefined(x.length);
        RunningSum sum = new RunningSum();
        int run = 0;
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i])) {
                run = 0;
                sum.clear();
                continue;
            }
            sum.add(x[i]);
            if (run == n) {
                sum.remove(x[i - n]);
            } else {
                run++;
            }
            if (run == n) {
                out[i] = finite(isMean ? sum.mean(x[i], n) : sum.value());
            }
        }
        return out;
    }

    /** Returns the largest value. */
    public static double[] highest(double[] x, int n) {
        int[] at = indexOfExtreme(x, n, 1);
        double[] out = undefined(x.length);
        for (int i = 0; i < out.length; i++) {
            if (at[i] >= 0) {
                out[i] = x[at[i]];
            }
        }
        return out;
    }

    /** Returns the smallest value. */
    public static double[] lowest(double[] x, int n) {
        int[] at = indexOfExtreme(x, n, -1);
        double[] out = undefined(x.length);
        for (int i = 0; i < out.length; i++) {
            if (at[i] >= 0) {
                out[i] = x[at[i]];
            }
        }
        return out;
    }

    /** Returns how many bars ago the largest value was, the newest of equal ones; 0 for this bar's. */
    public static double[] sinceHighest(double[] x, int n) {
        return since(indexOfExtreme(x, n, 1));
    }

    /** Returns how many bars ago the smallest value was, the newest of equal ones. */
    public static double[] sinceLowest(double[] x, int n) {
        return since(indexOfExtreme(x, n, -1));
    }

    private static double[] since(int[] at) {
        double[] out = undefined(at.length);
        for (int i = 0; i < out.length; i++) {
            if (at[i] >= 0) {
                out[i] = i - at[i];
            }
        }
        return out;
    }

    // Layout: a queue of indices in [head, tail) whose values fall (rise, for the smallest), so that the head is the extreme of the window.
    private static int[] indexOfExtreme(double[] x, int n, int sign) {
        requireBars(n);
        int[] at = new int[x.length];
        int[] queue = new int[x.length];
        int head = 0;
        int tail = 0;
        int run = 0;
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i])) {
                run = 0;
                head = tail;
                at[i] = -1;
                continue;
            }
            run++;
            while (tail > head && sign * x[queue[tail - 1]] <= sign * x[i]) {
                tail--;
            }
            queue[tail++] = i;
            if (queue[head] <= i - n) {
                head++;
            }
            at[i] = run >= n ? queue[head] : -1;
        }
        return at;
    }

    /** Returns the standard deviation, divided by {@code n} as in Bollinger's bands: the sample's divides by {@code n - 1}. */
    public static double[] deviation(double[] x, int n) {
        return deviation(x, n, n);
    }

    /** Returns the sample standard deviation, divided by {@code n - 1}; {@code n} at least 2. */
    public static double[] sampleDeviation(double[] x, int n) {
        if (n < 2) {
            throw new IllegalArgumentException("a sample deviation needs at least 2 bars: " + n);
        }
        return deviation(x, n, n - 1);
    }

    private static double[] deviation(double[] x, int n, int divisor) {
        double[] mean = Averages.sma(x, n);
        double[] out = undefined(x.length);
        for (int i = n - 1; i < x.length; i++) {
            double squares = 0;
            for (int k = i - n + 1; k <= i; k++) {
                double d = x[k] - mean[i];
                squares += d * d;
            }
            out[i] = finite(Math.sqrt(squares / divisor));
        }
        return out;
    }

    /** Returns how many deviations (divided by {@code n}) a value lies above the mean; 0 where all are equal. */
    public static double[] zScore(double[] x, int n) {
        double[] mean = Averages.sma(x, n);
        double[] deviation = deviation(x, n);
        double[] out = undefined(x.length);
        for (int i = 0; i < out.length; i++) {
            if (!Double.isNaN(deviation[i])) {
                out[i] = deviation[i] == 0 ? 0 : (x[i] - mean[i]) / deviation[i];
            }
        }
        return out;
    }

    /** Returns the mean distance from the mean. */
    public static double[] meanDeviation(double[] x, int n) {
        double[] mean = Averages.sma(x, n);
        double[] out = undefined(x.length);
        for (int i = n - 1; i < x.length; i++) {
            double sum = 0;
            for (int k = i - n + 1; k <= i; k++) {
                sum += Math.abs(x[k] - mean[i]);
            }
            out[i] = finite(sum / n);
        }
        return out;
    }

    /** Returns the median; of an even number of values the mean of the middle two. */
    public static double[] median(double[] x, int n) {
        requireBars(n);
        double[] out = undefined(x.length);
        double[] window = new double[n];
        int run = 0;
        for (int i = 0; i < x.length; i++) {
            run = Double.isFinite(x[i]) ? run + 1 : 0;
            if (run >= n) {
                System.arraycopy(x, i - n + 1, window, 0, n);
                Arrays.sort(window);
                out[i] = (window[(n - 1) / 2] + window[n / 2]) / 2;
            }
        }
        return out;
    }

    /** Returns what share of the {@code n} values before is smaller than this one, in percent, 0 to 100. */
    public static double[] percentRank(double[] x, int n) {
        requireBars(n);
        double[] out = undefined(x.length);
        int run = 0;
        for (int i = 0; i < x.length; i++) {
            run = Double.isFinite(x[i]) ? run + 1 : 0;
            if (run > n) {
                int smaller = 0;
                for (int k = i - n; k < i; k++) {
                    smaller += x[k] < x[i] ? 1 : 0;
                }
                out[i] = 100.0 * smaller / n;
            }
        }
        return out;
    }

    /** Returns the slope per bar of the least squares line through the values; {@code n} at least 2. */
    public static double[] slope(double[] x, int n) {
        double[] out = undefined(x.length);
        double[] fit = new double[2];
        for (int i = requireLine(n) - 1; i < x.length; i++) {
            fit(x, i, n, fit);
            out[i] = finite(fit[0]);
        }
        return out;
    }

    /** Returns the value at the newest bar of the least squares line through the values; {@code n} at least 2. */
    public static double[] regression(double[] x, int n) {
        double[] out = undefined(x.length);
        double[] fit = new double[2];
        for (int i = requireLine(n) - 1; i < x.length; i++) {
            fit(x, i, n, fit);
            out[i] = finite(fit[1] + fit[0] * (n - 1) / 2);
        }
        return out;
    }

    /** Returns what share of the values' variance their least squares line explains, 0 to 1; 0 where all are equal. */
    public static double[] rSquared(double[] x, int n) {
        requireLine(n);
        double[] bars = new double[x.length];
        for (int i = 0; i < bars.length; i++) {
            bars[i] = i;
        }
        return each(correlation(x, bars, n), bars, (r, i) -> r * r);
    }

    private static int requireLine(int n) {
        if (n < 2) {
            throw new IllegalArgumentException("a line through values needs at least 2 bars: " + n);
        }
        return n;
    }

    /** Sets slope and mean of the values up to {@code i}. Bars count from the window's middle, so that slope and mean are independent. */
    private static void fit(double[] x, int i, int n, double[] fit) {
        double middle = (n - 1) / 2.0;
        double sum = 0;
        double product = 0;
        double squares = 0;
        for (int k = 0; k < n; k++) {
            double at = k - middle;
            double value = x[i - n + 1 + k];
            sum += value;
            product += at * value;
            squares += at * at;
        }
        fit[0] = product / squares;
        fit[1] = sum / n;
    }

    /** Returns Pearson's correlation of two columns, -1 to 1; 0 where one of them does not move; {@code n} at least 2. */
    public static double[] correlation(double[] x, double[] y, int n) {
        requireSameLength(x, y);
        requireLine(n);
        double[] out = undefined(x.length);
        double[] meanX = Averages.sma(x, n);
        double[] meanY = Averages.sma(y, n);
        for (int i = n - 1; i < x.length; i++) {
            double xy = 0;
            double xx = 0;
            double yy = 0;
            for (int k = i - n + 1; k <= i; k++) {
                double dx = x[k] - meanX[i];
                double dy = y[k] - meanY[i];
                xy += dx * dy;
                xx += dx * dx;
                yy += dy * dy;
            }
            double size = Math.sqrt(xx) * Math.sqrt(yy);
            out[i] = size == 0 ? 0 : finite(Math.clamp(xy / size, -1.0, 1.0));
        }
        return out;
    }
}
