package dev.fastback.study;

import dev.fastback.component.Labelled;
import org.jspecify.annotations.Nullable;

/** A named budget for DIRECT. */
public enum Mode implements Labelled {
    /** 500 evaluations, always-on 240: what the original spends. */
    PRODUCTION(null),
    /** 100 evaluations. */
    DEVELOPMENT(100),
    /** 50 evaluations. */
    ULTRA(50),
    /** 1,000 evaluations. */
    THOROUGH(1000);

    private final @Nullable Integer maxEvaluations;

    Mode(@Nullable Integer maxEvaluations) {
        this.maxEvaluations = maxEvaluations;
    }

    /** Returns the budget of one search; null for each strategy's usual one. */
    public @Nullable Integer maxEvaluations() {
        return maxEvaluations;
    }
}
