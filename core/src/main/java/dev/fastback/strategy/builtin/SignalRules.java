package dev.fastback.strategy.builtin;

/**
 * The signals of the reference system (docs/definitions.md, Signal strategies):
 * pure functions of forecasts, one entry per bar, +1 long, -1 short, 0 flat.
 * Comparisons with NaN are false. Where only long positions are allowed, -1 becomes 0.
 */
public final class SignalRules {
    private SignalRules() {}

    /** Returns +1 where the close forecast is positive, else -1; 0 and NaN give -1 as well. */
    public static double[] simple(double[] closeForecast, boolean longOnly) {
        double[] signals = new double[closeForecast.length];
        for (int i = 0; i < signals.length; i++) {
            signals[i] = closeForecast[i] > 0 ? 1 : longOnly ? 0 : -1;
        }
        return signals;
    }

    /**
     * Returns +1 where all three forecasts are positive, -1 where all are negative, else 0.
     *
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double[] allSignals(
            double[] closeForecast, double[] highForecast, double[] lowForecast, boolean longOnly) {
        sameLength("highForecast", highForecast, closeForecast);
        sameLength("lowForecast", lowForecast, closeForecast);
        double[] signals = new double[closeForecast.length];
        for (int i = 0; i < signals.length; i++) {
            boolean up = closeForecast[i] > 0 && highForecast[i] > 0 && lowForecast[i] > 0;
            boolean down = closeForecast[i] < 0 && highForecast[i] < 0 && lowForecast[i] < 0;
            signals[i] = up ? 1 : down && !longOnly ? -1 : 0;
        }
        return signals;
    }

    /** Returns 1 where the close forecast is positive, else 0. */
    public static double[] buyWhenUp(double[] closeForecast) {
        return simple(closeForecast, true);
    }

    /**
     * Returns signals that pause for a bar after a wrong one. The first is +1. A later one is 0 if the signal before was not
     * 0 and its bar's forecast had the wrong sign (a zero on either side is wrong), else the sign of the forecast.
     * Where only long positions are allowed, -1 becomes 0 at the end: the recursion still sees it.
     *
     * @param closeMove what happened; the last bar's entry is not read and may be missing
     * @throws IllegalArgumentException if {@code closeMove} is shorter than the forecasts without the last
     */
    public static double[] unprofitShutdown(double[] closeForecast, double[] closeMove, boolean longOnly) {
        if (closeMove.length < closeForecast.length - 1) {
            throw new IllegalArgumentException(
                    "closeMove must have " + (closeForecast.length - 1) + " bars or more: " + closeMove.length);
        }
        double[] signals = new double[closeForecast.length];
        for (int i = 0; i < signals.length; i++) {
            boolean pause = i > 0 && signals[i - 1] != 0 && !isRight(closeForecast[i - 1], closeMove[i - 1]);
            signals[i] = i == 0 ? 1 : pause ? 0 : sign(closeForecast[i]);
        }
        for (int i = 0; longOnly && i < signals.length; i++) {
            signals[i] = Math.max(signals[i], 0);
        }
        return signals;
    }

    /**
     * Returns +1 where the close forecast is above its guard, -1 where it is below minus the guard, else 0. The guard is
     * {@code max(|band|, 1e-8) * multiplier}.
     *
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double[] confidenceGuard(
            double[] closeForecast, double[] closeBand, double multiplier, boolean longOnly) {
        sameLength("closeBand", closeBand, closeForecast);
        double[] signals = new double[closeForecast.length];
        for (int i = 0; i < signals.length; i++) {
            double guard = Math.max(Math.abs(closeBand[i]), 1e-8) * multiplier;
            signals[i] = closeForecast[i] > guard ? 1 : closeForecast[i] < -guard && !longOnly ? -1 : 0;
        }
        return signals;
    }

    static boolean isRight(double forecast, double move) {
        return (move > 0 && forecast > 0) || (move < 0 && forecast < 0);
    }

    static double sign(double x) {
        return x > 0 ? 1 : x < 0 ? -1 : 0;
    }

    private static void sameLength(String name, double[] column, double[] like) {
        if (column.length != like.length) {
            throw new IllegalArgumentException(name + " must have " + like.length + " bars: " + column.length);
        }
    }
}
