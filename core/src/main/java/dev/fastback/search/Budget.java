package dev.fastback.search;

/**
 * What a search may spend.
 *
 * @param evaluations evaluated points, positive
 */
public record Budget(int evaluations) {
    /** No limit but the search's own. */
    public static final Budget UNLIMITED = new Budget(Integer.MAX_VALUE);

    public Budget {
        if (evaluations < 1) {
            throw new IllegalArgumentException("evaluations must be positive: " + evaluations);
        }
    }

    /** Returns whether there is a limit. */
    public boolean isLimited() {
        return evaluations < Integer.MAX_VALUE;
    }
}
