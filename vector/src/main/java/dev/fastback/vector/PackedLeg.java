package dev.fastback.vector;

import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import java.util.Arrays;

/**
 * One leg of a problem as the kernels read it: the bars that can earn or cost anything, each as if its position were long.
 *
 * <p>A short position seen in the mirror is a long one. With every move and multiplier negated, and high and low exchanged, the
 * entry above the market becomes one below it, and each rounded operation gives the same bits but for the sign, which the
 * product with the negated position gives back. So one loop without branches serves both sides.
 *
 * <p>Further, of a bar whose moves lie inside (-1, 10) the outer clamps of the levels (-1 and 10) cannot change a comparison, and
 * a level that is compared true is not clamped there: the kernels leave them out, and {@link #of} refuses other bars. The
 * inner clamps (0) only matter for the price of a level; its comparisons are the same without them once a bound that a
 * clamped level can never meet is replaced by NaN, which compares false.
 */
final class PackedLeg {
    // Layout: the doubles of bar i are at STRIDE * i, one cache line, so that all come with one miss.
    static final int STRIDE = 8;
    static final int CLOSE = 0;
    static final int ENTRY_FORECAST = 1;
    static final int EXIT_FORECAST = 2;
    /** The entry is filled when its level is above. */
    static final int ENTRY_BOUND = 3;
    /** The exit is reached when its level is not above. */
    static final int EXIT_BOUND = 4;
    /** The other side's entry, whose fee the original's rule looks at, is filled when its level is below. */
    static final int OTHER_BOUND = 5;
    static final int WEIGHT = 6;
    static final int FEE = 7;

    final double[] bars;
    /** Of each bar, the row of the block that its entry reads. */
    final int[] rows;

    private PackedLeg(double[] bars, int[] rows) {
        this.bars = bars;
        this.rows = rows;
    }

    /** Returns whether the bars can be packed: all moves inside the outer clamps. */
    static boolean canPack(EntryExitProblem problem) {
        double lowest = 0.0;
        double highest = 0.0;
        for (int i = 0; i < problem.bars(); i++) {
            lowest = Math.min(lowest, problem.low()[i]);
            highest = Math.max(highest, problem.high()[i]);
        }
        return lowest > -1.0 && highest < 10.0;
    }

    /** Packs a leg of a problem that {@linkplain #canPack can be packed}. */
    static PackedLeg of(EntryExitProblem problem, int leg) {
        double[] positions = problem.leg(leg);
        boolean perFill = problem.feeRule() == FeeRule.PER_FILL;
        boolean otherSideCosts = !perFill && problem.closeAtEndOfDay();
        double[] bars = new double[STRIDE * positions.length];
        int[] rows = new int[positions.length];
        int count = 0;
        for (int i = 0; i < positions.length; i++) {
            double size = Math.abs(positions[i]);
            boolean isLong = positions[i] > 0.0;
            double below = isLong ? problem.low()[i] : -problem.high()[i];
            double above = isLong ? problem.high()[i] : -problem.low()[i];
            if (size == 0.0 || !(below < 0.0 || (otherSideCosts && above > 0.0))) {
                continue;
            }
            int at = STRIDE * count;
            bars[at + CLOSE] = isLong ? problem.close()[i] : -problem.close()[i];
            bars[at + ENTRY_FORECAST] = isLong ? problem.lowForecast()[i] : -problem.highForecast()[i];
            bars[at + EXIT_FORECAST] = isLong ? problem.highForecast()[i] : -problem.lowForecast()[i];
            bars[at + ENTRY_BOUND] = below < 0.0 ? below : Double.NaN;
            bars[at + EXIT_BOUND] = above >= 0.0 ? above : Double.NaN;
            bars[at + OTHER_BOUND] = above > 0.0 ? above : Double.NaN;
            bars[at + WEIGHT] = Math.min(size, 10.0);
            bars[at + FEE] = perFill
                    ? 2.0 * problem.feeFraction() * Math.min(size, 10.0)
                    : size * problem.feeFraction();
            rows[count++] = isLong ? Lanes.LOW : Lanes.HIGH_NEGATED;
        }
        return new PackedLeg(Arrays.copyOf(bars, STRIDE * count), Arrays.copyOf(rows, count));
    }
}
