package dev.fastback.search;

/**
 * What a search may spend, and when it has found enough.
 *
 * @param evaluations evaluated points, positive
 * @param patience evaluations in a row without a better point after which it ends, positive; {@link Integer#MAX_VALUE} for no such end
 * @param target value, reached by a permitted point, at which it ends; positive infinity for no such end
 */
public record Budget(int evaluations, int patience, double target) {
    /** No limit but the search's own. */
    public static final Budget UNLIMITED = new Budget(Integer.MAX_VALUE);

    public Budget {
        if (evaluations < 1) {
            throw new IllegalArgumentException("evaluations must be positive: " + evaluations);
        }
        if (patience < 1) {
            throw new IllegalArgumentException("patience must be positive: " + patience);
        }
        if (Double.isNaN(target)) {
            throw new IllegalArgumentException("target must be a number");
        }
    }

    /** Makes a budget of evaluations alone. */
    public Budget(int evaluations) {
        this(evaluations, Integer.MAX_VALUE, Double.POSITIVE_INFINITY);
    }

    /** Returns whether there is a limit of evaluations. */
    public boolean isLimited() {
        return evaluations < Integer.MAX_VALUE;
    }

    /** Returns whether a search may end because it has found enough. */
    public boolean endsEarly() {
        return patience < Integer.MAX_VALUE || target < Double.POSITIVE_INFINITY;
    }

    /** Returns this budget with another number of evaluations. */
    public Budget withEvaluations(int newEvaluations) {
        return new Budget(newEvaluations, patience, target);
    }
}
