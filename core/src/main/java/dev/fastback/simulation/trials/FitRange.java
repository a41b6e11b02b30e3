package dev.fastback.simulation.trials;

import org.jspecify.annotations.Nullable;

/**
 * A range of the places of a search that was split, with what its evaluation needs to know of the ranges before it.
 *
 * @param from its first place
 * @param to the place after its last
 * @param first number of its first trial in the whole search
 * @param bound what its trials must surpass to be kept; null if all may be
 */
public record FitRange(long from, long to, long first, TrialKeeper.@Nullable Bound bound) {
    public FitRange {
        if (from < 0 || to <= from || first < 0 || first > from) {
            throw new IllegalArgumentException("range must have places, and trials no more than places before: " + from + " to " + to + ", " + first);
        }
    }
}
