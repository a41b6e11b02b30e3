package dev.fastback.validation;

import org.jspecify.annotations.Nullable;

/**
 * What the screen chose for a symbol, and what the better searches make of it.
 *
 * @param symbol its name
 * @param strategy the one with the largest in-sample profit per bar of the screen; the earlier of equals
 * @param exactStrategy the one that exact search would have chosen
 * @param screen what the screen found
 * @param production what DIRECT with the original's budgets finds; null where it did not complete
 * @param exact what exact search finds; null where it did not complete
 */
record Winner(
        String symbol, String strategy, String exactStrategy, Standing screen, @Nullable Standing production, @Nullable Standing exact) {}
