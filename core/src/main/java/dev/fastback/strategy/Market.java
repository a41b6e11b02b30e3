package dev.fastback.strategy;

import dev.fastback.data.AssetClass;
import dev.fastback.evaluation.SignalEvaluation;
import dev.fastback.profit.FeeRule;
import dev.fastback.simulate.terms.OrderTerms;
import dev.fastback.simulate.terms.Venue;
import java.util.Objects;

/**
 * The conditions under which one instrument is traded. Rates are fractions.
 *
 * @param assetClass the kind of market
 * @param isLongOnly whether short positions are not allowed
 * @param feeFraction fee of one fill, not negative
 * @param feeRule how the searched strategies are charged
 * @param spreadRatio ask price divided by bid price, positive and below 3; 1 is no spread
 * @param periodsPerYear bars per year, used to annualise; positive
 * @param terms how orders are executed and charged besides
 */
public record Market(
        AssetClass assetClass,
        boolean isLongOnly,
        double feeFraction,
        FeeRule feeRule,
        double spreadRatio,
        double periodsPerYear,
        OrderTerms terms) {
    private static final double WIDEST_SPREAD = 3.0;

    public Market {
        Objects.requireNonNull(assetClass, "assetClass");
        Objects.requireNonNull(feeRule, "feeRule");
        Objects.requireNonNull(terms, "terms");
        if (!(feeFraction >= 0) || !Double.isFinite(feeFraction)) {
            throw new IllegalArgumentException("feeFraction must be finite and not negative: " + feeFraction);
        }
        if (!(spreadRatio > 0) || !Double.isFinite(spreadRatio)) {
            throw new IllegalArgumentException("spreadRatio must be finite and positive: " + spreadRatio);
        }
        if (spreadRatio >= WIDEST_SPREAD) {
            throw new IllegalArgumentException("spreadRatio must be below 3, where half of the spread is the price: " + spreadRatio);
        }
        if (!(periodsPerYear > 0) || !Double.isFinite(periodsPerYear)) {
            throw new IllegalArgumentException("periodsPerYear must be finite and positive: " + periodsPerYear);
        }
        Objects.requireNonNull(terms.venue(feeFraction, SignalEvaluation.halfSpread(spreadRatio)), "a venue that can be");
    }

    /** Makes conditions with plain terms of orders. */
    public Market(
            AssetClass assetClass, boolean isLongOnly, double feeFraction, FeeRule feeRule, double spreadRatio, double periodsPerYear) {
        this(assetClass, isLongOnly, feeFraction, feeRule, spreadRatio, periodsPerYear, OrderTerms.PLAIN);
    }

    /** Returns what crossing half the spread costs, a fraction of the price. */
    public double halfSpread() {
        return SignalEvaluation.halfSpread(spreadRatio);
    }

    /** Returns where orders are executed: the fee on every fill, half of the spread on either side of the price, and the terms. */
    public Venue venue() {
        return terms.venue(feeFraction, halfSpread());
    }

    /** Returns the usual conditions of an asset class: its sides and fee, per fill, no spread, daily bars. */
    public static Market of(AssetClass assetClass) {
        return new Market(
                assetClass,
                assetClass.isLongOnlyByDefault(),
                assetClass.defaultFeeFraction(),
                FeeRule.PER_FILL,
                1.0,
                assetClass.tradingDaysPerYear());
    }

    /** Returns the same conditions under another fee rule. */
    public Market withFeeRule(FeeRule newFeeRule) {
        return new Market(assetClass, isLongOnly, feeFraction, newFeeRule, spreadRatio, periodsPerYear, terms);
    }

    /** Returns the same conditions with other terms of orders. */
    public Market withTerms(OrderTerms newTerms) {
        return new Market(assetClass, isLongOnly, feeFraction, feeRule, spreadRatio, periodsPerYear, newTerms);
    }
}
