package dev.fastback.result;

import org.jspecify.annotations.Nullable;

/**
 * What one strategy did in one simulation. Every figure is finite: prices that overflow make a failed simulation, not a result.
 *
 * @param name the strategy
 * @param search what was found; null for a strategy without parameters
 * @param inSample what it earned on the bars it was fitted on
 * @param outOfSample what the same parameters earned on the bars after the fold, every fill charged; null without test bars
 * @param adjustedReturn the original's blend, baseline + 0.3 x optimised; null unless asked for, and for rules
 */
public record StrategyResult(
        String name,
        @Nullable SearchOutcome search,
        Performance inSample,
        @Nullable Performance outOfSample,
        @Nullable Double adjustedReturn) {
    public StrategyResult {
        if (search != null) {
            requireFinite(name, "profit", search.profit());
            requireFinite(name, "baseline", search.baseline());
            requireFinite(name, "quality", search.quality());
            if (search.sharing() != null) {
                requireFinite(name, "mean profit", search.sharing().meanProfit());
                requireFinite(name, "profit alone", search.sharing().aloneProfit());
                requireFinite(name, "cost of sharing", search.sharingCost());
            }
            if (search.verdict() != null) {
                requireFinite(name, "tradeable profit", search.verdict().tradeableProfit());
            }
        }
        requireFinite(name, inSample);
        if (outOfSample != null) {
            requireFinite(name, outOfSample);
        }
        requireFinite(name, "adjusted return", adjustedReturn);
    }

    private static void requireFinite(String name, Performance performance) {
        requireFinite(name, "return", performance.totalReturn());
        requireFinite(name, "Sharpe ratio", performance.sharpe());
        requireFinite(name, "drawdown", performance.maxDrawdown());
    }

    private static void requireFinite(String name, String what, @Nullable Double value) {
        if (value != null && !Double.isFinite(value)) {
            throw new IllegalArgumentException(what + " of " + name + " must be finite: " + value);
        }
    }
}
