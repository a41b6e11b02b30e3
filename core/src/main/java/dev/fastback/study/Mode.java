package dev.fastback.study;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A named budget for DIRECT. */
public enum Mode {
    /** 500 evaluations, always-on 240: what the original spends. */
    PRODUCTION(null),
    /** 100 evaluations. */
    DEVELOPMENT(100),
    /** 50 evaluations. */
    ULTRA(50),
    /** 1,000 evaluations. */
    THOROUGH(1000);

    /** What the original spends on a search of a strategy, where that is not its usual 500. */
    private static final Map<String, Integer> UNUSUAL = Map.of("maxdiff-always-on", 240);

    private static final int USUAL = 500;

    private final @Nullable Integer maxEvaluations;

    Mode(@Nullable Integer maxEvaluations) {
        this.maxEvaluations = maxEvaluations;
    }

    /** Returns the evaluations that the original spends on one search of a strategy. */
    public static int productionEvaluations(String strategy) {
        return UNUSUAL.getOrDefault(strategy, USUAL);
    }

    /** Returns the budget of one search; null for each strategy's production budget. */
    public @Nullable Integer maxEvaluations() {
        return maxEvaluations;
    }
}
