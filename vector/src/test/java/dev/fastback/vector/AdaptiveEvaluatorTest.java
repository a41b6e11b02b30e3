package dev.fastback.vector;

import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.testkit.EvaluatorContract;

class AdaptiveEvaluatorTest extends EvaluatorContract {
    private static final ProfitEvaluator SHARED = VectorEvaluator.adaptive();

    @Override
    protected ProfitEvaluator evaluator() {
        return SHARED;
    }
}
