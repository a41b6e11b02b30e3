package dev.fastback.input.options;

import dev.fastback.data.AssetClass;
import dev.fastback.terminal.UsageException;
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
 * @param orders how orders are executed and charged besides
 */
public record MarketOptions(
        @Nullable AssetClass asset,
        @Nullable Boolean longOnly,
        @Nullable Double fee,
        @Nullable String feeRule,
        @Nullable Double spread,
        @Nullable String bounds,
        @Nullable Double periodsPerYear,
        OrderOptions orders) {
    public MarketOptions {
        require(fee == null || (fee >= 0 && Double.isFinite(fee)), "--fee must be finite and not negative: ", fee);
        require(spread == null || (spread > 0 && Double.isFinite(spread)), "--spread must be finite and positive: ", spread);
        require(spread == null || spread < 3, "--spread is the ask divided by the bid and must be below 3, where half of it is the price: ", spread);
        require(
                spread == null || spread >= 1,
                "--spread is the ask divided by the bid, 1 and more (1.001 for a spread of 0.1%): ",
                spread);
        require(
                periodsPerYear == null || (periodsPerYear > 0 && Double.isFinite(periodsPerYear)),
                "--periods-per-year must be finite and positive: ",
                periodsPerYear);
    }

    private static void require(boolean condition, String message, @Nullable Double value) {
        if (!condition) {
            throw new UsageException(message + value);
        }
    }
}
