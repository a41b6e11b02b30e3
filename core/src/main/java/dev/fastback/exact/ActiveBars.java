package dev.fastback.exact;

import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import dev.fastback.profit.SearchBox;
import java.util.Arrays;

/**
 * The bars of a problem on which some leg has a position, with the legs added up: a bar's value is linear in what its legs
 * hold long, hold short and owe, so many legs need no more work than one. Reused from solve to solve.
 */
final class ActiveBars {
    double[] close = {};
    double[] high = {};
    double[] low = {};
    double[] highForecast = {};
    double[] lowForecast = {};
    /** Sum of the legs' long positions, each clamped to 0..10. */
    double[] longs = {};
    /** Sum of the sizes of the legs' short positions, each clamped to 0..10. */
    double[] shorts = {};
    /** What the original rule charges when a fee is due on the bar; 0 under the per-fill rule. */
    double[] due = {};

    int count;
    /** What a filled unit pays; 0 under the original rule. */
    double perFill;

    boolean inDay;
    /** What all bars pay at most under the per-fill rule; it may not be finite. */
    double fees;
    /** Rounding that sums over these bars may carry, a small multiple of one unit in the last place of their sizes. */
    double rounding;

    void load(EntryExitProblem problem) {
        reserve(problem.bars());
        boolean original = problem.feeRule() == FeeRule.ORIGINAL;
        double fee = problem.feeFraction();
        perFill = original ? 0.0 : 2.0 * fee;
        inDay = !problem.closeAtEndOfDay();
        addLegs(problem, original ? fee : 0.0);
        SearchBox box = problem.box();
        double mostHigh = Math.max(Math.abs(box.highMin()), Math.abs(box.highMax()));
        double mostLow = Math.max(Math.abs(box.lowMin()), Math.abs(box.lowMax()));
        double size = 0.0;
        fees = 0.0;
        count = 0;
        for (int i = 0; i < problem.bars(); i++) {
            if (longs[i] != 0.0 || shorts[i] != 0.0) {
                int at = count++;
                close[at] = problem.close()[i];
                high[at] = problem.high()[i];
                low[at] = problem.low()[i];
                highForecast[at] = problem.highForecast()[i];
                lowForecast[at] = problem.lowForecast()[i];
                longs[at] = longs[i];
                shorts[at] = shorts[i];
                due[at] = due[i];
                fees += perFill * (longs[at] + shorts[at]);
                // Levels are at most 10 and 1, but are added up as forecast and multiplier.
                size += (longs[at] + shorts[at])
                                * (Math.abs(close[at])
                                        + Math.min(Math.abs(highForecast[at]), 10.0 + mostHigh)
                                        + Math.min(Math.abs(lowForecast[at]), 1.0 + mostLow))
                        + due[at];
            }
        }
        rounding = 16 * Math.ulp(1.0) * size;
    }

    private void addLegs(EntryExitProblem problem, double fee) {
        Arrays.fill(longs, 0, problem.bars(), 0.0);
        Arrays.fill(shorts, 0, problem.bars(), 0.0);
        Arrays.fill(due, 0, problem.bars(), 0.0);
        for (int leg = 0; leg < problem.legCount(); leg++) {
            double[] positions = problem.leg(leg);
            for (int i = 0; i < positions.length; i++) {
                double p = positions[i];
                longs[i] += Math.min(Math.max(p, 0.0), 10.0);
                shorts[i] += Math.min(Math.max(-p, 0.0), 10.0);
                due[i] += fee * Math.abs(p);
            }
        }
    }

    private void reserve(int bars) {
        if (close.length < bars) {
            int length = Math.max(16, bars + bars / 4);
            close = new double[length];
            high = new double[length];
            low = new double[length];
            highForecast = new double[length];
            lowForecast = new double[length];
            longs = new double[length];
            shorts = new double[length];
            due = new double[length];
        }
    }
}
