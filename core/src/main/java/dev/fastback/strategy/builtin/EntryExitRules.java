package dev.fastback.strategy.builtin;

import dev.fastback.evaluation.Evaluation;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.ProfitKernel;
import dev.fastback.stats.ReturnStatistics;
import dev.fastback.strategy.Window;

/**
 * The arithmetic of the two searched strategies (docs/definitions.md, Levels): columns relative to the previous close,
 * MaxDiff's positions, and what a pair of multipliers earned. Pure functions.
 */
public final class EntryExitRules {
    private EntryExitRules() {}

    /** Returns {@code move + gap}: moves relative to the previous high as moves relative to the previous close. */
    public static double[] raised(double[] moves, double[] highGap) {
        double[] raised = new double[moves.length];
        for (int i = 0; i < raised.length; i++) {
            raised[i] = moves[i] + highGap[i];
        }
        return raised;
    }

    /** Returns {@code move - gap}: moves relative to the previous low as moves relative to the previous close. */
    public static double[] lowered(double[] moves, double[] lowGap) {
        double[] lowered = new double[moves.length];
        for (int i = 0; i < lowered.length; i++) {
            lowered[i] = moves[i] - lowGap[i];
        }
        return lowered;
    }

    /**
     * Returns MaxDiff's positions: +1 where the predicted high is farther from 0 than the predicted low, else -1; -1 becomes
     * 0 where only long positions are allowed.
     *
     * @param highForecast predicted highs relative to the previous close, likewise {@code lowForecast}
     * @param skipInvalid whether a bar whose predicted low is not below its predicted high has no position
     */
    public static double[] positions(
            double[] highForecast, double[] lowForecast, boolean longOnly, boolean skipInvalid) {
        // Looked up instead of branched to: forecasts are hard to predict for a processor. Entries: no position, short, long.
        double[] sides = {0, longOnly ? 0 : -1, 1};
        double[] positions = new double[highForecast.length];
        for (int i = 0; i < positions.length; i++) {
            int valid = !skipInvalid | lowForecast[i] < highForecast[i] ? 1 : 0;
            int up = Math.abs(highForecast[i]) > Math.abs(lowForecast[i]) ? 1 : 0;
            positions[i] = sides[valid + (valid & up)];
        }
        return positions;
    }

    /**
     * The columns of a window as moves relative to the previous close, which all problems of the window share.
     *
     * @param high actual high of each bar; likewise the others
     * @param low actual low
     * @param highForecast predicted high
     * @param lowForecast predicted low
     */
    record Columns(double[] high, double[] low, double[] highForecast, double[] lowForecast) {
        static Columns of(Window window) {
            return new Columns(
                    raised(window.highMove(), window.highGap()),
                    lowered(window.lowMove(), window.lowGap()),
                    raised(window.highForecast(), window.highGap()),
                    lowered(window.lowForecast(), window.lowGap()));
        }
    }

    /**
     * Returns what a pair of multipliers earned. Bar returns are added over the legs; the total is
     * {@link ProfitKernel#profit} bit for bit; the Sharpe ratio is the population one. A trade is an entry whose level was
     * crossed; a bar is ambiguous when a leg's entry was filled and its exit booked at the other level, by the kernel's own tests: the order inside
     * the bar is unknown. Where positions are left at the close, nothing is.
     *
     * @param high high multiplier
     * @param low low multiplier
     */
    public static Evaluation score(EntryExitProblem problem, double periodsPerYear, double high, double low) {
        double[] highLevels = ProfitKernel.highLevels(problem, high);
        double[] lowLevels = ProfitKernel.lowLevels(problem, low);
        double[] x = ProfitKernel.values(problem, 0, highLevels, lowLevels);
        // Bars without a position are worth 0 or -0, which changes no sum: this is the kernel's own profit of the leg.
        double total = ReturnStatistics.sum(x);
        double[][] legs = new double[problem.legCount()][];
        legs[0] = problem.leg(0);
        for (int leg = 1; leg < legs.length; leg++) {
            legs[leg] = problem.leg(leg);
            double[] values = ProfitKernel.values(problem, leg, highLevels, lowLevels);
            total += ReturnStatistics.sum(values);
            for (int i = 0; i < x.length; i++) {
                x[i] += values[i];
            }
        }
        int trades = 0;
        int ambiguous = 0;
        int keeps = problem.closeAtEndOfDay() ? 0 : 1;
        double[] actualHigh = problem.high();
        double[] actualLow = problem.low();
        // Claims as 0 and 1, without branches: which levels are crossed is hard to predict for a processor.
        for (int i = 0; i < x.length; i++) {
            int longFilled = lowLevels[i] > actualLow[i] ? 1 : 0;
            int shortFilled = highLevels[i] < actualHigh[i] ? 1 : 0;
            int longLeft = longFilled & keeps & (highLevels[i] <= actualHigh[i] ? 1 : 0);
            int shortLeft = shortFilled & keeps & (lowLevels[i] >= actualLow[i] ? 1 : 0);
            int unknown = 0;
            for (double[] leg : legs) {
                int isLong = leg[i] > 0 ? 1 : 0;
                int isShort = leg[i] < 0 ? 1 : 0;
                trades += isLong & longFilled | isShort & shortFilled;
                unknown |= isLong & longLeft | isShort & shortLeft;
            }
            ambiguous += unknown;
        }
        return Evaluation.summed(x, total, periodsPerYear, trades, ambiguous);
    }
}
