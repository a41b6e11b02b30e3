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
        double[] x = ProfitKernel.values(problem, 0, high, low);
        // Bars without a position are worth 0 or -0, which changes no sum: this is the kernel's own profit of the leg.
        double total = ReturnStatistics.sum(x);
        for (int leg = 1; leg < problem.legCount(); leg++) {
            double[] values = ProfitKernel.values(problem, leg, high, low);
            total += ReturnStatistics.sum(values);
            for (int i = 0; i < x.length; i++) {
                x[i] += values[i];
            }
        }
        int trades = 0;
        int ambiguous = 0;
        boolean keeps = !problem.closeAtEndOfDay();
        double[][] legs = new double[problem.legCount()][];
        for (int leg = 0; leg < legs.length; leg++) {
            legs[leg] = problem.leg(leg);
        }
        double[] actualHigh = problem.high();
        double[] actualLow = problem.low();
        for (int i = 0; i < x.length; i++) {
            boolean longFilled = ProfitKernel.lowLevel(problem, i, low) > actualLow[i];
            boolean shortFilled = ProfitKernel.highLevel(problem, i, high) < actualHigh[i];
            boolean longLeft = longFilled & keeps && ProfitKernel.highLevel(problem, i, high) <= actualHigh[i];
            boolean shortLeft = shortFilled & keeps && ProfitKernel.lowLevel(problem, i, low) >= actualLow[i];
            boolean unknown = false;
            for (int leg = 0; leg < legs.length; leg++) {
                double position = legs[leg][i];
                trades += ((position > 0) & longFilled) | ((position < 0) & shortFilled) ? 1 : 0;
                unknown |= ((position > 0) & longLeft) | ((position < 0) & shortLeft);
            }
            ambiguous += unknown ? 1 : 0;
        }
        return Evaluation.summed(x, total, periodsPerYear, trades, ambiguous);
    }
}
