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
        double[] positions = problem.leg(leg);
        double sum = 0.0;
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] != 0.0) {
                sum += value(problem, positions[i], i, highMultiplier, lowMultiplier);
            }
        }
        return sum;
    }

    /** Returns the value of each bar of one leg. */
    public static double[] values(EntryExitProblem problem, int leg, double highMultiplier, double lowMultiplier) {
        double[] positions = problem.leg(leg);
        double[] values = new double[positions.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(problem, positions[i], i, highMultiplier, lowMultiplier);
        }
        return values;
    }

    /** Returns the high level of bar {@code i}, clamped to 0..10. */
    public static double highLevel(EntryExitProblem problem, int i, double highMultiplier) {
        return clamp(problem.highForecast()[i] + highMultiplier, 0.0, 10.0);
    }

    /** Returns the low level of bar {@code i}, clamped to -1..0. */
    public static double lowLevel(EntryExitProblem problem, int i, double lowMultiplier) {
        return clamp(problem.lowForecast()[i] + lowMultiplier, -1.0, 0.0);
    }

    private static double value(EntryExitProblem problem, double position, int i, double high, double low) {
        double c = problem.close()[i];
        double u = problem.high()[i];
        double d = problem.low()[i];
        double h = clamp(problem.highForecast()[i] + high, 0.0, 10.0);
        double l = clamp(problem.lowForecast()[i] + low, -1.0, 0.0);
        double longSide = clamp(position, 0.0, 10.0);
        double shortSide = clamp(position, -10.0, 0.0);
        boolean eod = problem.closeAtEndOfDay();
        boolean longFilled = l > d;
        boolean shortFilled = h < u;

        double gain = 0.0;
        if (longFilled) {
            gain = longSide * ((!eod && h <= u ? h : c) - l);
        }
        if (shortFilled) {
            gain += shortSide * ((!eod && l >= d ? l : c) - h);
        }
        return gain - fee(problem, position, longFilled, shortFilled);
    }

    private static double fee(EntryExitProblem problem, double position, boolean longFilled, boolean shortFilled) {
        double rate = problem.feeFraction();
        return switch (problem.feeRule()) {
            case ORIGINAL -> {
                boolean due = problem.closeAtEndOfDay() ? longFilled || shortFilled : longFilled && shortFilled;
                yield due ? Math.abs(position) * rate : 0.0;
            }
            case PER_FILL -> {
                boolean filled = position > 0 ? longFilled : shortFilled;
                yield filled ? 2.0 * rate * Math.min(Math.abs(position), 10.0) : 0.0;
            }
        };
    }

    // Math.clamp refuses min > max and orders zeros; the plain comparisons are what the fast paths use as well.
    private static double clamp(double x, double min, double max) {
        return x < min ? min : x > max ? max : x;
    }
}
