package dev.fastback.indicator;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** What indicators have in common: checks of their arguments, and functions value by value. */
public final class Columns {
    private Columns() {}

    /** Returns a column of NaN. */
    static double[] undefined(int bars) {
        double[] column = new double[bars];
        Arrays.fill(column, Double.NaN);
        return column;
    }

    /** Checks a number of bars. */
    static void requireBars(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("an indicator needs at least 1 bar: " + n);
        }
    }

    static void requireSameLength(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("columns must have equal lengths: " + x.length + ", " + y.length);
        }
    }

    /** Makes the first {@code bars} values undefined; the column itself is changed and returned. */
    static double[] mask(double[] column, int bars) {
        Arrays.fill(column, 0, Math.min(bars, column.length), Double.NaN);
        return column;
    }

    /** Returns a function of each value. */
    public static double[] each(double[] x, DoubleUnaryOperator function) {
        double[] out = new double[x.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = function.applyAsDouble(x[i]);
        }
        return out;
    }

    /** Returns a function of each pair of values. */
    public static double[] each(double[] x, double[] y, DoubleBinaryOperator function) {
        requireSameLength(x, y);
        double[] out = new double[x.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = function.applyAsDouble(x[i], y[i]);
        }
        return out;
    }

    /** Returns the values {@code bars} earlier; NaN for the first. */
    public static double[] lag(double[] x, int bars) {
        if (bars < 0) {
            throw new IllegalArgumentException("lag must not be negative, which would look ahead: " + bars);
        }
        double[] out = undefined(x.length);
        if (bars < x.length) {
            System.arraycopy(x, 0, out, bars, x.length - bars);
        }
        return out;
    }

    /** Returns the number of values before the first that is defined. */
    public static int firstDefined(double[] x) {
        int i = 0;
        while (i < x.length && Double.isNaN(x[i])) {
            i++;
        }
        return i;
    }

    /** Returns {@code (high + low + close) / 3}. */
    public static double[] typical(double[] high, double[] low, double[] close) {
        double[] out = new double[close.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (high[i] + low[i] + close[i]) / 3;
        }
        return out;
    }

    /** Returns the change against the value {@code n} bars before. */
    public static double[] change(double[] x, int n) {
        requireBars(n);
        return each(x, lag(x, n), (now, before) -> now - before);
    }

    /** Returns {@code x / x[n bars before] - 1}, a fraction. */
    public static double[] returns(double[] x, int n) {
        requireBars(n);
        return each(x, lag(x, n), (now, before) -> now / before - 1);
    }

    /** Returns the natural logarithm of {@code x / x[n bars before]}. */
    public static double[] logReturns(double[] x, int n) {
        requireBars(n);
        return each(x, lag(x, n), (now, before) -> Math.log(now / before));
    }

    /** Returns the sum of all values so far; a value that is not finite adds nothing and has no sum of its own. */
    public static double[] cumulative(double[] x) {
        double[] out = undefined(x.length);
        RunningSum sum = new RunningSum();
        for (int i = 0; i < out.length; i++) {
            if (Double.isFinite(x[i])) {
                sum.add(x[i]);
                out[i] = sum.value();
            }
        }
        return out;
    }
}
