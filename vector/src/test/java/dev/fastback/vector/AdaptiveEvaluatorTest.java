package dev.fastback.vector;

import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.testkit.EvaluatorContract;

/** An evaluator that goes over from scalar to vector kernels in the midst of these tests. */
class AdaptiveEvaluatorTest extends EvaluatorContract {
    private static final ProfitEvaluator SHARED = new VectorEvaluator(24, 20_000);

    @Override
    protected ProfitEvaluator evaluator() {
        return SHARED;
    }
}
