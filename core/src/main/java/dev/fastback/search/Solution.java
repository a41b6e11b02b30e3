package dev.fastback.search;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a search.
 *
 * @param point the best parameters found, in the order of the space
 * @param value the objective at {@code point}
 * @param evaluations values that the search asked for or, for a structured search, looked at
 * @param iterations rounds of the method; 1 for a structured search
 * @param overBudget evaluations beyond the budget, 0 if none
 * @param reason why it ended
 * @param comparison how the point stands against the proven maximum; null where the search does not know it
 */
public record Solution(
        double[] point,
        double value,
        long evaluations,
        int iterations,
        long overBudget,
        StopReason reason,
        @Nullable ExactComparison comparison) {
    /** Makes a solution whose distance from the maximum is not known. */
    public Solution(double[] point, double value, long evaluations, int iterations, long overBudget, StopReason reason) {
        this(point, value, evaluations, iterations, overBudget, reason, null);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Solution s
                && Arrays.equals(point, s.point)
                && Double.compare(value, s.value) == 0
                && evaluations == s.evaluations
                && iterations == s.iterations
                && overBudget == s.overBudget
                && reason == s.reason
                && Objects.equals(comparison, s.comparison);
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
