package dev.fastback.command;

import dev.fastback.data.AssetClass;
import dev.fastback.input.Fractions;
import dev.fastback.input.MarketOptions;
import dev.fastback.terminal.UsageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The conditions of trading. What is not given follows from each symbol. */
final class MarketArguments {
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

    /** Returns what was given. */
    MarketOptions options() {
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
                periodsPerYear);
    }
}
