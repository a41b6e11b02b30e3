package dev.fastback.strategy;

/**
 * A trading strategy: a pure function of a {@link Window} and a {@link Market}, without state and safe for use by many
 * threads. A {@link RuleStrategy} has no parameters; a {@link SearchedStrategy} has some that are fitted.
 */
public sealed interface Strategy permits RuleStrategy, SearchedStrategy {
    /** Returns the name used on the command line and in results, for example {@code maxdiff}. */
    String name();
}
