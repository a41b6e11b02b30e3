package dev.fastback.profit;

import java.util.Optional;

/**
 * Offers an evaluator that may not work everywhere. Providers are found by {@link java.util.ServiceLoader}; see {@link
 * ProfitEvaluators}.
 */
public interface ProfitEvaluatorProvider {
    /** Returns the name of the evaluator, as on the command line and in results. */
    String name();

    /** Returns why the evaluator cannot work here, in one line; empty if it can. Never throws. */
    Optional<String> unavailable();

    /**
     * Returns an evaluator.
     *
     * @throws IllegalStateException if it cannot work here; the message says why
     */
    ProfitEvaluator create();
}
