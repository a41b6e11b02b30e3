package dev.fastback.search;

/** Finds the proven maximum of objectives whose structure leads to it, without a budget. Has no state. */
public final class ExactSearch implements Search {
    /** Its name. */
    public static final String NAME = "exact";

    /** Makes the search; it has no settings. */
    public ExactSearch() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean hasBudget() {
        return false;
    }

    @Override
    public Solution search(Objective objective, SearchContext context) {
        return maximum(objective).find(context.stop());
    }

    @Override
    public double[] point(Objective objective, SearchContext context) {
        return maximum(objective).point(context.stop());
    }

    private static ExactMaximum maximum(Objective objective) {
        return objective
                .exact()
                .orElseThrow(() -> new IllegalArgumentException(
                        "exact search needs an objective whose structure leads to its maximum; this one must be sampled, by direct for example"));
    }
}
