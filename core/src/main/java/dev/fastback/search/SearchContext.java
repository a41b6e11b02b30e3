package dev.fastback.search;

import java.util.Objects;

/**
 * What a search is run with besides its objective.
 *
 * @param budget what it may spend; searches without a budget do not look at it
 * @param seed of whatever is random in it
 * @param stop asks it to give up
 * @param trials sees what it evaluates
 */
public record SearchContext(Budget budget, long seed, StopSignal stop, TrialSink trials) {
    public SearchContext {
        Objects.requireNonNull(budget, "budget");
        Objects.requireNonNull(stop, "stop");
        Objects.requireNonNull(trials, "trials");
    }

    /** Returns a context with seed 0 that nobody stops or watches. */
    public static SearchContext of(Budget budget) {
        return new SearchContext(budget, 0, new StopSignal(), TrialSink.NONE);
    }
}
