package dev.fastback.input.options;

import org.jspecify.annotations.Nullable;

/**
 * Rules of searches besides their budgets. What is null was not given.
 *
 * @param patience evaluations without a better point after which one ends
 * @param target value at which one ends
 * @param batch points asked for together
 * @param trials what is kept of what is evaluated: none, values or blocks
 * @param gridTime seconds that the grid of a user's strategy may take where no search was named
 */
public record SearchOptions(@Nullable Integer patience, @Nullable Double target, @Nullable Integer batch, @Nullable String trials, @Nullable Double gridTime) {}
