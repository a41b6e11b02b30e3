package dev.fastback.search;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a search.
 *
 * @param point the best parameters found, in the order of the space; of several metrics those of the front's member with the largest first
 *     metric
 * @param value the objective's first metric at {@code point}
 * @param violation sum of the outcome constraints' violations at {@code point}; 0 where it meets them, or there are none
 * @param evaluations values that the search asked for or, for a structured search, looked at
 * @param iterations rounds of the method; 1 for a structured search
 * @param overBudget evaluations beyond the budget, 0 if none
 * @param reason why it ended
 * @param comparison how the point stands against the proven maximum; null where the search does not know it
 * @param front the best points of several metrics; null of one
 */
public record Solution(
        double[] point,
        double value,
        double violation,
        long evaluations,
        int iterations,
        long overBudget,
        StopReason reason,
        @Nullable ExactComparison comparison,
        @Nullable Front front) {
    /** Makes a solution of one metric without outcome constraints whose distance from the maximum is not known. */
    public Solution(double[] point, double value, long evaluations, int iterations, long overBudget, StopReason reason) {
        this(point, value, evaluations, iterations, overBudget, reason, null);
    }

    /** Makes a solution of one metric without outcome constraints. */
    public Solution(
            double[] point,
            double value,
            long evaluations,
            int iterations,
            long overBudget,
            StopReason reason,
            @Nullable ExactComparison comparison) {
        this(point, value, 0, evaluations, iterations, overBudget, reason, comparison, null);
    }

    /** Returns whether the point meets the outcome constraints. */
    public boolean isFeasible() {
        return violation == 0;
    }

    /** Returns this solution with another reason for its end. */
    public Solution withReason(StopReason newReason) {
        return new Solution(point, value, violation, evaluations, iterations, overBudget, newReason, comparison, front);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Solution s
                && Arrays.equals(point, s.point)
                && Double.compare(value, s.value) == 0
                && Double.compare(violation, s.violation) == 0
                && evaluations == s.evaluations
                && iterations == s.iterations
                && overBudget == s.overBudget
                && reason == s.reason
                && Objects.equals(comparison, s.comparison)
                && Objects.equals(front, s.front);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(point) * 31 + Double.hashCode(value);
    }

    @Override
    public String toString() {
        return value + " at " + Arrays.toString(point) + " after " + evaluations + " evaluations (" + reason + ")";
    }
}
