package dev.fastback.input;

import dev.fastback.data.AssetClass;
import org.jspecify.annotations.Nullable;

/**
 * How the instruments are traded. What is null was not given.
 *
 * @param asset the asset class of all of them
 * @param longOnly whether strategies hold no short positions
 * @param fee fee of one fill, a fraction
 * @param feeRule how the fits are charged
 * @param spread ask price divided by bid price
 * @param bounds where both multipliers are searched, {@code LO,HI}
 * @param periodsPerYear bars per year
 */
public record MarketOptions(
        @Nullable AssetClass asset,
        @Nullable Boolean longOnly,
        @Nullable Double fee,
        @Nullable String feeRule,
        @Nullable Double spread,
        @Nullable String bounds,
        @Nullable Double periodsPerYear) {}
