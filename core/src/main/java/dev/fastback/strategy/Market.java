package dev.fastback.strategy;

import dev.fastback.data.AssetClass;
import dev.fastback.profit.FeeRule;
import dev.fastback.profit.SearchBox;
import java.util.Objects;

/**
 * The conditions under which one instrument is traded. Rates are fractions.
 *
 * @param assetClass decides whether short positions are allowed
 * @param feeFraction fee of one fill, not negative
 * @param feeRule how the searched strategies are charged
 * @param spreadRatio ask price divided by bid price, at least 1; 1 is no spread
 * @param box where the two multipliers are searched
 * @param periodsPerYear bars of a year, used to annualise; positive
 */
public record Market(
        AssetClass assetClass,
        double feeFraction,
        FeeRule feeRule,
        double spreadRatio,
        SearchBox box,
        double periodsPerYear) {
    public Market {
        Objects.requireNonNull(assetClass, "assetClass");
        Objects.requireNonNull(feeRule, "feeRule");
        Objects.requireNonNull(box, "box");
        if (!(feeFraction >= 0) || !Double.isFinite(feeFraction)) {
            throw new IllegalArgumentException("feeFraction must be finite and not negative: " + feeFraction);
        }
        if (!(spreadRatio > 0) || !Double.isFinite(spreadRatio)) {
            throw new IllegalArgumentException("spreadRatio must be finite and positive: " + spreadRatio);
        }
        if (!(periodsPerYear > 0) || !Double.isFinite(periodsPerYear)) {
            throw new IllegalArgumentException("periodsPerYear must be finite and positive: " + periodsPerYear);
        }
    }

    /** Returns the usual conditions of an asset class: its fee, per fill, no spread, the default box, daily bars. */
    public static Market of(AssetClass assetClass) {
        return new Market(
                assetClass,
                assetClass.defaultFeeFraction(),
                FeeRule.PER_FILL,
                1.0,
                SearchBox.DEFAULT,
                assetClass.tradingDaysPerYear());
    }

    /** Returns whether short positions are not allowed. */
    public boolean isLongOnly() {
        return assetClass == AssetClass.CRYPTO;
    }

    /** Returns the same conditions under another fee rule. */
    public Market withFeeRule(FeeRule newFeeRule) {
        return new Market(assetClass, feeFraction, newFeeRule, spreadRatio, box, periodsPerYear);
    }
}
