package dev.fastback.search;

import java.util.Optional;

/** What an {@link Objective} offers whose structure leads to its maximum without sampling. */
public interface ExactMaximum {
    /**
     * Finds the maximum over the whole space, with proof; the solution tells how its point stands ({@link Solution#comparison}).
     *
     * @throws StoppedException if told to stop meanwhile
     */
    Solution find(StopSignal stop);

    /**
     * Finds where the maximum is, and nothing else of it: the point of {@link #find}.
     *
     * @throws StoppedException if told to stop meanwhile
     */
    default double[] point(StopSignal stop) {
        return find(stop).point();
    }

    /**
     * Returns how any point stands against the maximum of its kind, parameters that are chosen from a few values held at the point's; empty
     * where that is not known.
     *
     * @throws StoppedException if told to stop meanwhile
     */
    default Optional<ExactComparison> compare(double[] point, StopSignal stop) {
        return Optional.empty();
    }

    /**
     * Returns where along a parameter the objective may change its form, ascending and each once: between two neighbouring levels of every real parameter
     * it is linear. Empty where that is not known, as for parameters chosen from a few values.
     *
     * @param position of the parameter
     * @param point chosen values are those of this point
     */
    default double[] levels(int position, double[] point) {
        return new double[0];
    }
}
