package dev.fastback.strategy;

import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.profit.ScalarEvaluator;
import java.util.Objects;

/**
 * How batches of candidates are computed, by the kind of strategy. None of it has a part in a result.
 *
 * @param entryExit pairs of entry and exit levels
 */
public record Evaluators(ProfitEvaluator entryExit) {
    /** The plain ones that every faster one is tested against. */
    public static final Evaluators SCALAR = new Evaluators(ScalarEvaluator.INSTANCE);

    public Evaluators {
        Objects.requireNonNull(entryExit, "entryExit");
    }
}
