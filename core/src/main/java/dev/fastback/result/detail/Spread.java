package dev.fastback.result.detail;

import dev.fastback.stats.Histogram;

/**
 * A distribution that a figure of the evidence is held against.
 *
 * @param histogram how it lies
 * @param observed the own figure; NaN where the distribution is of the figure itself
 */
public record Spread(Histogram histogram, double observed) {
    /** What is distributed. */
    public enum Kind {
        /** In-sample return of the search on random walks; observed is that of the newest fit. */
        WALK_RETURN("walkReturn"),
        /** Relative rank, outside of its half, of the trial that is best in a half of the blocks. */
        RANK("rank"),
        /** Largest studentized mean of all trials in resamples without skill (Hansen's consistent test); observed is that of the data. */
        SPA("spa");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        /** Returns its key in JSON. */
        public String key() {
            return key;
        }
    }
}
