package dev.fastback.validation;

import org.jspecify.annotations.Nullable;

/**
 * What the screen chose for a symbol, and what the better searches make of it.
 *
 * @param symbol its name
 * @param strategy the one with the largest score of the screen; the earlier of equals
 * @param referenceStrategy the one that the reference would have chosen; null where it completed nothing of the symbol
 * @param screen what the screen found
 * @param larger what the larger search finds; null where it did not complete
 * @param reference what the reference finds; null where it did not complete
 */
record Winner(
        String symbol, String strategy, @Nullable String referenceStrategy, Standing screen, @Nullable Standing larger, @Nullable Standing reference) {}
