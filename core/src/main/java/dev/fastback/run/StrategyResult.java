package dev.fastback.run;

import org.jspecify.annotations.Nullable;

/**
 * What one strategy did in one simulation.
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
        @Nullable Double adjustedReturn) {}
