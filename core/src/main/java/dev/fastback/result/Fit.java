package dev.fastback.result;

import dev.fastback.search.ExactComparison;
import dev.fastback.search.space.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * What a search found: the only record of it between the search and the result.
 *
 * @param parameters the best
 * @param value the objective there
 * @param baseline the objective at the strategy's neutral parameters; null where it has none
 * @param effort what it took
 * @param comparison how the value stands against the proven maximum; null where that is not known
 * @param sharing what it means that others have the same parameters; null when they are the simulation's own
 * @param front the best of several metrics; null of one
 * @param trials what was kept of what the search evaluated for this simulation alone; null for nothing
 */
public record Fit(
        Parameters parameters,
        double value,
        @Nullable Double baseline,
        Effort effort,
        @Nullable ExactComparison comparison,
        @Nullable Sharing sharing,
        @Nullable MetricFront front,
        @Nullable Trials trials) {
    /** Returns the same fit with the time that it took, where that is known better. */
    public Fit took(long nanos) {
        Effort timed = new Effort(effort.evaluations(), effort.overBudget(), nanos);
        return new Fit(parameters, value, baseline, timed, comparison, sharing, front, trials);
    }
}
