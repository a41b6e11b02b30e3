package dev.fastback.search;

/** A way to find good parameters: settings without state, safe for use by many threads. */
public interface Search {
    /** Returns the name used on the command line and in results, for example {@code exact}. */
    String name();

    /**
     * Searches the objective.
     *
     * @throws IllegalArgumentException if this search cannot handle the objective; the message says why
     */
    Solution search(Objective objective);
}
