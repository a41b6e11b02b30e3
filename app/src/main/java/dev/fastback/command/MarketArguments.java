package dev.fastback.command;

import dev.fastback.data.AssetClass;
import dev.fastback.input.MarketOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The conditions of trading. What is not given follows from each symbol. */
final class MarketArguments {
    @Option(names = "--asset", paramLabel = "CLASS", description = "crypto or stock (default: by symbol; printed).")
    @Nullable AssetClass asset;

    @Option(names = "--fee", paramLabel = "FRACTION", description = "Fee of one fill (default: 0.0015 crypto, 0.0005 stock).")
    @Nullable Double fee;

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
        return new MarketOptions(asset, fee, feeRule, spread, bounds, periodsPerYear);
    }
}
