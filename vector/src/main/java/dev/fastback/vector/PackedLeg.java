package dev.fastback.vector;

import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import java.util.Arrays;

/**
 * One leg of a problem as the kernels read it: the bars that can earn or cost anything, each as if its position were long.
 *
 * <p>A short position is a mirrored long one. With every move and multiplier negated, and high and low exchanged, the
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

    /** At least as long as the bars. */
    final double[] bars;
    /** Of each bar, the row of the block that its entry reads; as long as there are bars. */
    final int[] rows;

    /** The fee of a position of size 1. */
    final double fee;

    private PackedLeg(double[] bars, int[] rows, double fee) {
        this.bars = bars;
        this.rows = rows;
        this.fee = fee;
    }

    /** Returns whether the bars can be packed: all moves inside the outer clamps. */
    static boolean canPack(EntryExitProblem problem) {
        double[] low = problem.low();
        double[] high = problem.high();
        for (int i = 0; i < low.length; i++) {
            if (low[i] <= -1.0 || high[i] >= 10.0) {
                return false;
            }
        }
        return true;
    }

    /** Packs a leg of a problem that {@linkplain #canPack can be packed}. */
    static PackedLeg of(EntryExitProblem problem, int leg) {
        double[] positions = problem.leg(leg);
        double[] close = problem.close();
        boolean perFill = problem.feeRule() == FeeRule.PER_FILL;
        double rate = problem.feeFraction();
        long otherSideCosts = !perFill && problem.closeAtEndOfDay() ? -1L : 0L;
        double[] high = problem.high();
        double[] low = problem.low();
        double[] highForecast = problem.highForecast();
        double[] lowForecast = problem.lowForecast();
        double[] bars = new double[STRIDE * positions.length];
        int[] rows = new int[positions.length];
        int count = 0;
        // Which side a bar is on, and whether it counts, cannot be foreseen, so neither is branched on: the columns are chosen and
        // negated by their bits, and a bar that does not count is overwritten by the next.
        for (int i = 0; i < positions.length; i++) {
            long isShort = Double.doubleToRawLongBits(positions[i]) >> 63;
            double below = choose(low[i], high[i], isShort);
            double above = choose(high[i], low[i], isShort);
            double size = Math.abs(positions[i]);
            long entered = allBitsIfNegative(below);
            long left = ~allBitsIfNegative(above);
            long crossed = allBitsIfNegative(-above);
            int at = STRIDE * count;
            bars[at + CLOSE] = choose(close[i], close[i], isShort);
            bars[at + ENTRY_FORECAST] = choose(lowForecast[i], highForecast[i], isShort);
            bars[at + EXIT_FORECAST] = choose(highForecast[i], lowForecast[i], isShort);
            bars[at + ENTRY_BOUND] = orNan(below, entered);
            bars[at + EXIT_BOUND] = orNan(above, left);
            bars[at + OTHER_BOUND] = orNan(above, crossed);
            double weight = size > 10.0 ? 10.0 : size;
            bars[at + WEIGHT] = weight;
            bars[at + FEE] = perFill ? 2.0 * rate * weight : size * rate;
            rows[count] = (int) isShort & Lanes.HIGH_NEGATED;
            count -= (int) (allBitsIfNegative(-size) & (entered | crossed & otherSideCosts));
        }
        return new PackedLeg(bars, Arrays.copyOf(rows, count), perFill ? 2.0 * rate : rate);
    }

    // The number of a long bar, or that of a short one with its sign changed.
    private static double choose(double ofLong, double ofShort, long isShort) {
        long bits = Double.doubleToRawLongBits(ofLong) & ~isShort | Double.doubleToRawLongBits(ofShort) & isShort;
        return Double.longBitsToDouble(bits ^ isShort << 63);
    }

    private static long allBitsIfNegative(double x) {
        return Double.doubleToRawLongBits(x + 0.0) >> 63; // a zero becomes a positive one
    }

    private static double orNan(double x, long allBits) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(x) | ~allBits);
    }
}
