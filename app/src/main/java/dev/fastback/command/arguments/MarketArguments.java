package dev.fastback.command.arguments;

import dev.fastback.data.AssetClass;
import dev.fastback.input.options.Fractions;
import dev.fastback.input.options.MarketOptions;
import dev.fastback.input.options.OrderOptions;
import dev.fastback.terminal.UsageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The conditions of trading. What is not given follows from each symbol. */
public final class MarketArguments {
    @Option(names = "--asset", paramLabel = "CLASS", description = "crypto, stock, fx or future (default: by the days with bars, then by symbol; printed).")
    @Nullable AssetClass asset;

    @Option(names = "--long-only", description = "No short positions (default: on crypto; printed).")
    boolean longOnly;

    @Option(names = "--allow-short", description = "Short positions as well (default: on all but crypto; printed).")
    boolean allowShort;

    @Option(names = "--fee", paramLabel = "FRACTION", description = "Fee of one fill, as 0.0015, 0.15%% or 15bp (default: 0.0015 crypto, 0.0005 stock, 0.0001 fx, 0.0002 future).")
    @Nullable String fee;

    @Option(names = "--fee-rule", paramLabel = "RULE", description = "per-fill: every fill pays; original: the reference system's rule (default: per-fill).")
    @Nullable String feeRule;

    @Option(names = "--spread", paramLabel = "RATIO", description = "Ask price divided by bid price (default: 1.0).")
    @Nullable Double spread;

    @Option(names = "--bounds", paramLabel = "LO,HI", description = "Where both multipliers are searched; default:%n-0.03,0.03.")
    @Nullable String bounds;

    @Option(names = "--periods-per-year", paramLabel = "N", description = "Bars per year, for annualised figures (default: from the bars' step and the asset).")
    @Nullable Double periodsPerYear;

    @Option(names = "--slippage", paramLabel = "S", description = "How far beyond their price market and stop orders are filled, as 0.0002, 0.02%%, 2bp or 1tick (default: 0). This and the following are about orders: unseen bars, run, and all of --strategy.")
    @Nullable String slippage;

    @Option(names = "--maker-fee", paramLabel = "FRACTION", description = "Fee of limit orders and targets (default: --fee).")
    @Nullable String makerFee;

    @Option(names = "--fixed-fee", paramLabel = "MONEY", description = "Fee of each fill besides (default: 0).")
    @Nullable Double fixedFee;

    @Option(names = "--minimum-fee", paramLabel = "MONEY", description = "Least fee of a fill (default: 0).")
    @Nullable Double minimumFee;

    @Option(names = "--borrow", paramLabel = "RATE", description = "A year's cost of what is borrowed, shares or money, as 0.03 or 3%% (default: 0).")
    @Nullable String borrow;

    @Option(names = "--funding", paramLabel = "RATE", description = "What long positions pay to short ones a year, as 0.1 or 10%%; may be negative (default: 0).")
    @Nullable String funding;

    @Option(names = "--tick", paramLabel = "STEP", description = "Step of the prices of limits and stops (default: none).")
    @Nullable Double tick;

    @Option(names = "--lot", paramLabel = "STEP", description = "Step of quantities, rounded down (default: none).")
    @Nullable Double lot;

    @Option(names = "--multiplier", paramLabel = "N", description = "Money per unit and point of price, of a future (default: 1).")
    @Nullable Double multiplier;

    @Option(names = "--leverage", paramLabel = "N", description = "Largest exposure as a multiple of the equity; how much of it is used is the strategy's size (default: 1).")
    @Nullable Double leverage;

    @Option(names = "--maintenance", paramLabel = "FRACTION", description = "A position is liquidated where the equity falls to this fraction of it (default: 0).")
    @Nullable String maintenance;

    @Option(names = "--cash", paramLabel = "MONEY", description = "What an account begins with (default: 1).")
    @Nullable Double cash;

    @Option(names = "--limit-fills", paramLabel = "WHEN", description = "through: limits are filled where the price goes beyond them; touch: where it reaches them (default: through).")
    @Nullable String limitFills;

    @Option(names = "--signal-fill", paramLabel = "WHEN", description = "open: market orders of strategies of your own are filled at the next open; close: at the close that gave them, which is optimistic (default: open).")
    @Nullable String signalFill;

    @Option(names = "--ambiguous", paramLabel = "ORDER", description = "worse or optimistic: what is assumed of bars that do not tell which price came first (default: worse).")
    @Nullable String ambiguous;

    /** Returns what was given. */
    public MarketOptions options() {
        if (longOnly && allowShort) {
            throw new UsageException("--long-only and --allow-short contradict each other");
        }
        return new MarketOptions(
                asset,
                longOnly ? Boolean.TRUE : allowShort ? Boolean.FALSE : null,
                fee == null ? null : (Double) Fractions.fee("--fee", fee),
                feeRule,
                spread,
                bounds,
                periodsPerYear,
                new OrderOptions(
                        slippage, makerFee, fixedFee, minimumFee, borrow, funding, tick, lot, multiplier, leverage, maintenance, cash, limitFills, ambiguous,
                        signalFill));
    }
}
