package dev.fastback.study;

import dev.fastback.search.SearchContext;
import org.jspecify.annotations.Nullable;

/**
 * Rules of a search besides its budget. All of them are part of the study.
 *
 * @param batch points that are asked for together, positive, for searches that have no number of their own
 * @param patience evaluations in a row without a better point after which a search ends, positive; null for no such end
 * @param target value at which a search ends, finite; null for no such end
 * @param trials what is kept of what is evaluated; null for what the search does by itself
 */
public record SearchRules(int batch, @Nullable Integer patience, @Nullable Double target, @Nullable KeptTrials trials) {
    /** Batches of the usual size, and no early end. */
    public static final SearchRules DEFAULT = new SearchRules(SearchContext.USUAL_BATCH, null, null, null);

    public SearchRules {
        if (batch < 1) {
            throw new IllegalArgumentException("batch must be positive: " + batch);
        }
        if (patience != null && patience < 1) {
            throw new IllegalArgumentException("patience must be positive: " + patience);
        }
        if (target != null && !Double.isFinite(target)) {
            throw new IllegalArgumentException("target must be finite: " + target);
        }
    }
}
