package dev.fastback.evaluation;

import java.util.Arrays;

/**
 * What a column of signals earns: {@code x[i] = S[i] r[i] - |S[i] - S[i-1]| cost}, with {@code S[-1] = 0}, compounded.
 * Two ways to charge: the reference system's and an honest one for bars that the strategy was not chosen on.
 */
public final class SignalEvaluation {
    /** What the reference charges of the fee when the signals hold a long, a short and a flat bar. */
    private static final double REDUCED_FEE = 0.523;

    private SignalEvaluation() {}

    /**
     * Scores signals as the reference does (docs/definitions.md, Signal costs):
     * the cost of a unit of change is the fee plus {@code |1 - spread| / 2};
     * of the fee only 0.523 is charged when the signals hold a value above, one below and one equal to 0. Leaving the last
     * position is free. Of columns that differ in length the last bars count.
     *
     * @param feeFraction fee of one fill
     * @param spreadRatio ask price divided by bid price
     * @param periodsPerYear bars per year
     */
    public static Evaluation evaluate(
            double[] signals, double[] returns, double feeFraction, double spreadRatio, double periodsPerYear) {
        int bars = Math.min(signals.length, returns.length);
        double[] held = last(signals, bars);
        double[] moves = last(returns, bars);
        double fee = isMixed(held) ? REDUCED_FEE * feeFraction : feeFraction;
        return Evaluation.compounded(charged(held, moves, fee + halfSpread(spreadRatio)), periodsPerYear, entries(held));
    }

    /**
     * Scores signals with every fill charged: the fee in full and half the spread per unit of position, from flat before the
     * first bar to flat after the last.
     *
     * @throws IllegalArgumentException if the columns differ in length
     */
    public static Evaluation evaluateFromFlatToFlat(
            double[] signals, double[] returns, double feeFraction, double spreadRatio, double periodsPerYear) {
        if (signals.length != returns.length) {
            throw new IllegalArgumentException("returns must have " + signals.length + " bars: " + returns.length);
        }
        double cost = feeFraction + halfSpread(spreadRatio);
        double[] x = charged(signals, returns, cost);
        if (x.length > 0) {
            x[x.length - 1] -= Math.abs(signals[x.length - 1]) * cost;
        }
        return Evaluation.compounded(x, periodsPerYear, entries(signals));
    }

    /** Returns what crossing half the spread costs, a fraction of the price: {@code |1 - spread| / 2}. */
    static double halfSpread(double spreadRatio) {
        return Math.abs((1.0 - spreadRatio) / 2.0);
    }

    private static double[] charged(double[] signals, double[] returns, double cost) {
        double[] x = new double[signals.length];
        double before = 0.0;
        for (int i = 0; i < x.length; i++) {
            x[i] = signals[i] * returns[i] - Math.abs(signals[i] - before) * cost;
            before = signals[i];
        }
        return x;
    }

    private static int entries(double[] signals) {
        int entries = 0;
        double before = 0.0;
        for (double signal : signals) {
            entries += signal != 0 && Math.signum(signal) != Math.signum(before) ? 1 : 0;
            before = signal;
        }
        return entries;
    }

    private static double[] last(double[] column, int bars) {
        return column.length == bars ? column : Arrays.copyOfRange(column, column.length - bars, column.length);
    }

    private static boolean isMixed(double[] signals) {
        boolean above = false;
        boolean below = false;
        boolean flat = false;
        for (double signal : signals) {
            above |= signal > 0;
            below |= signal < 0;
            flat |= signal == 0;
        }
        return above & below & flat;
    }
}
