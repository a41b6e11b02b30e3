package dev.fastback.profit;

/**
 * The plain scalar definition of what a pair of multipliers earns; every faster evaluator is tested equal to it.
 *
 * <p>For a bar with close move {@code c}, high {@code u}, low {@code d}, predicted high {@code hp} and low {@code lp}, and
 * position {@code p}, the levels are {@code H = clamp(hp + high, 0, 10)} and {@code L = clamp(lp + low, -1, 0)}. A long
 * entry is filled when {@code L > d}, a short one when {@code H < u}. A filled long leaves at {@code H} if {@code H <= u},
 * a filled short at {@code L} if {@code L >= d}; otherwise, and always when closing at the end of day, at {@code c}.
 * Positions count with {@code clamp(p, 0, 10)} on the long and {@code clamp(p, -10, 0)} on the short side.
 * {@link FeeRule} says what is charged.
 */
public final class ProfitKernel {
    private ProfitKernel() {}

    /** Returns the profit of the pair, a fraction: the bars' values summed in order, leg by leg. */
    public static double profit(EntryExitProblem problem, double highMultiplier, double lowMultiplier) {
        double total = legProfit(problem, 0, highMultiplier, lowMultiplier);
        for (int leg = 1; leg < problem.legCount(); leg++) {
            total += legProfit(problem, leg, highMultiplier, lowMultiplier);
        }
        return total;
    }

    /** Returns the profit of one leg, summed in bar order. */
    public static double legProfit(EntryExitProblem problem, int leg, double highMultiplier, double lowMultiplier) {
        // Columns and settings are read once: this loop is where a search by evaluations spends its time.
        double[] close = problem.close();
        double[] high = problem.high();
        double[] low = problem.low();
        double[] highForecast = problem.highForecast();
        double[] lowForecast = problem.lowForecast();
        double[] positions = problem.leg(leg);
        boolean eod = problem.closeAtEndOfDay();
        boolean perFill = problem.feeRule() == FeeRule.PER_FILL;
        double rate = problem.feeFraction();
        double sum = 0.0;
        for (int i = 0; i < positions.length; i++) {
            double position = positions[i];
            if (position != 0.0) {
                double h = clamp(highForecast[i] + highMultiplier, 0.0, 10.0);
                double l = clamp(lowForecast[i] + lowMultiplier, -1.0, 0.0);
                sum += value(position, close[i], high[i], low[i], h, l, eod, perFill, rate);
            }
        }
        return sum;
    }

    /** Returns the value of each bar of one leg. */
    public static double[] values(EntryExitProblem problem, int leg, double highMultiplier, double lowMultiplier) {
        return values(problem, leg, highLevels(problem, highMultiplier), lowLevels(problem, lowMultiplier));
    }

    /**
     * Returns the value of each bar of one leg.
     *
     * @param highLevels as {@link #highLevels} gives them, which all legs share
     * @param lowLevels as {@link #lowLevels} gives them
     */
    public static double[] values(EntryExitProblem problem, int leg, double[] highLevels, double[] lowLevels) {
        double[] close = problem.close();
        double[] high = problem.high();
        double[] low = problem.low();
        double[] positions = problem.leg(leg);
        boolean eod = problem.closeAtEndOfDay();
        boolean perFill = problem.feeRule() == FeeRule.PER_FILL;
        double rate = problem.feeFraction();
        double[] values = new double[positions.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(positions[i], close[i], high[i], low[i], highLevels[i], lowLevels[i], eod, perFill, rate);
        }
        return values;
    }

    /** Returns the high level of each bar. */
    public static double[] highLevels(EntryExitProblem problem, double highMultiplier) {
        double[] forecasts = problem.highForecast();
        double[] levels = new double[forecasts.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = highLevel(forecasts[i], highMultiplier);
        }
        return levels;
    }

    /** Returns the low level of each bar. */
    public static double[] lowLevels(EntryExitProblem problem, double lowMultiplier) {
        double[] forecasts = problem.lowForecast();
        double[] levels = new double[forecasts.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = lowLevel(forecasts[i], lowMultiplier);
        }
        return levels;
    }

    /** Returns the high level of a bar with a predicted high, clamped to 0..10. */
    public static double highLevel(double highForecast, double highMultiplier) {
        return clamp(highForecast + highMultiplier, 0.0, 10.0);
    }

    /** Returns the low level of a bar with a predicted low, clamped to -1..0. */
    public static double lowLevel(double lowForecast, double lowMultiplier) {
        return clamp(lowForecast + lowMultiplier, -1.0, 0.0);
    }

    private static double value(
            double position,
            double c,
            double u,
            double d,
            double h,
            double l,
            boolean eod,
            boolean perFill,
            double rate) {
        boolean longFilled = l > d;
        boolean shortFilled = h < u;
        double gain = 0.0;
        // A position counts on its own side alone, so only that side's levels are looked at: they are hard to predict for a processor.
        if (position > 0) {
            if (longFilled) {
                gain = clamp(position, 0.0, 10.0) * ((!eod && h <= u ? h : c) - l);
            }
        } else if (shortFilled) {
            gain = clamp(position, -10.0, 0.0) * ((!eod && l >= d ? l : c) - h);
        }
        return gain - fee(position, longFilled, shortFilled, eod, perFill, rate);
    }

    private static double fee(
            double position, boolean longFilled, boolean shortFilled, boolean eod, boolean perFill, double rate) {
        if (perFill) {
            boolean filled = position > 0 ? longFilled : shortFilled;
            return filled ? 2.0 * rate * Math.min(Math.abs(position), 10.0) : 0.0;
        }
        boolean due = eod ? longFilled || shortFilled : longFilled && shortFilled;
        return due ? Math.abs(position) * rate : 0.0;
    }

    // Math.clamp refuses min > max and orders zeros; the plain comparisons are what the fast paths use as well.
    private static double clamp(double x, double min, double max) {
        return x < min ? min : x > max ? max : x;
    }
}
