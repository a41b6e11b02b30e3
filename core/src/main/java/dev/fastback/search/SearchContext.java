package dev.fastback.search;

import java.util.Objects;

/**
 * What a search is run with besides its objective.
 *
 * @param budget what it may spend; searches without a budget do not look at its evaluations
 * @param seed of whatever is random in it
 * @param stop asks it to give up
 * @param trials sees what it evaluates
 * @param batch points that are asked for together, positive, for searches that have no number of their own; part of the study, because
 *     it decides which points come
 */
public record SearchContext(Budget budget, long seed, StopSignal stop, TrialSink trials, int batch) {
    /** Points that are asked for together where no number is given. */
    public static final int USUAL_BATCH = 16;

    public SearchContext {
        Objects.requireNonNull(budget, "budget");
        Objects.requireNonNull(stop, "stop");
        Objects.requireNonNull(trials, "trials");
        if (batch < 1) {
            throw new IllegalArgumentException("batch must be positive: " + batch);
        }
    }

    /** Makes a context with batches of the usual size. */
    public SearchContext(Budget budget, long seed, StopSignal stop, TrialSink trials) {
        this(budget, seed, stop, trials, USUAL_BATCH);
    }

    /** Returns the same context with another that sees what is evaluated. */
    public SearchContext withTrials(TrialSink sink) {
        return new SearchContext(budget, seed, stop, sink, batch);
    }

    /** Returns a context with seed 0 that nobody stops or watches. */
    public static SearchContext of(Budget budget) {
        return new SearchContext(budget, 0, new StopSignal(), TrialSink.NONE);
    }
}
