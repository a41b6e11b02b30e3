package dev.fastback.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search found for one strategy in one simulation, and how good that is.
 *
 * @param parameterNames names of the parameters
 * @param point their values, in that order; not a copy
 * @param closeAtEndOfDay the mode that won; null for strategies without one
 * @param baseline the objective at the neutral point, in that mode
 * @param profit the objective at {@code point}
 * @param evaluations what the searches of all modes spent; each candidate of shared parameters counts in every simulation that shares them
 * @param overBudget by how much the worst of them went over its budget
 * @param searchNanos time that they took
 * @param verdict how it stands against the exact answer; null for objectives without one
 * @param sharing what it means that others have the same parameters; null when they are its own
 */
public record SearchOutcome(
        List<String> parameterNames,
        double[] point,
        @Nullable Boolean closeAtEndOfDay,
        double baseline,
        double profit,
        long evaluations,
        long overBudget,
        long searchNanos,
        @Nullable Verdict verdict,
        @Nullable Sharing sharing) {
    /** Smallest attainable gain for which a quality is stated. */
    private static final double MIN_GAIN = 1e-12;

    public SearchOutcome {
        parameterNames = List.copyOf(parameterNames);
    }

    /**
     * How a point stands against the exact answer of its problem.
     *
     * @param exactProfit the largest value there is
     * @param tradeableProfit the largest that does not need a level to equal a bar's high or low exactly
     * @param knifeEdge whether the point's value exists only where a level equals a bar's high or low exactly
     * @param cellWidth how far the high multiplier may move before a bar changes state
     * @param cellHeight how far the low multiplier may move before a bar changes state
     */
    public record Verdict(
            double exactProfit, double tradeableProfit, boolean knifeEdge, double cellWidth, double cellHeight) {}

    /**
     * How parameters that several simulations share compare with a simulation's own.
     *
     * @param simulations how many share them
     * @param meanProfit mean of their profits, which the search made as large as possible
     * @param aloneProfit what the same search finds for this simulation alone
     */
    public record Sharing(int simulations, double meanProfit, double aloneProfit) {}

    /** Returns what sharing costs this simulation, the profit alone less the profit; null when nothing is shared. */
    public @Nullable Double sharingCost() {
        return sharing == null ? null : Double.valueOf(sharing.aloneProfit() - profit);
    }

    /** Returns {@code (profit - baseline) / (exact profit - baseline)}; null when there is no gain to share or no verdict. */
    public @Nullable Double quality() {
        if (verdict == null || !(attainableGain() > MIN_GAIN)) {
            return null;
        }
        return (profit - baseline) / attainableGain();
    }

    /** Returns the exact profit less the baseline; 0 without a verdict. */
    public double attainableGain() {
        return verdict == null ? 0.0 : verdict.exactProfit() - baseline;
    }
}
