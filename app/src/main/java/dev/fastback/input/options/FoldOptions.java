package dev.fastback.input.options;

import org.jspecify.annotations.Nullable;

/**
 * How the folds lie. What is null was not given.
 *
 * @param validation forecasts per column of the built-in shape
 * @param train bars per fit
 * @param testBars unseen bars after each fold
 * @param step bars between the ends of neighbouring folds
 * @param anchored whether all fits begin together
 * @param purge newest bars of a fit that are left out
 */
public record FoldOptions(
        @Nullable Integer validation,
        @Nullable Integer train,
        @Nullable Integer testBars,
        @Nullable Integer step,
        boolean anchored,
        @Nullable Integer purge) {}
