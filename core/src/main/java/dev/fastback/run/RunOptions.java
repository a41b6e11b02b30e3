package dev.fastback.run;

import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.profit.ScalarEvaluator;
import java.util.Objects;

/**
 * How a study is run; no option changes a result.
 *
 * @param engine where simulations run
 * @param evaluator how candidates are computed
 * @param listener hears how it goes on
 * @param stop asks the run to stop
 */
public record RunOptions(Engine engine, ProfitEvaluator evaluator, RunListener listener, StopSignal stop) {
    public RunOptions {
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(evaluator, "evaluator");
        Objects.requireNonNull(listener, "listener");
        Objects.requireNonNull(stop, "stop");
    }

    /** Returns options for the given engine, the scalar evaluator, and nobody listening. */
    public static RunOptions of(Engine engine) {
        return new RunOptions(engine, ScalarEvaluator.INSTANCE, RunListener.NONE, new StopSignal());
    }
}
