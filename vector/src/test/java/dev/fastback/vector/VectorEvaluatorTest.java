package dev.fastback.vector;

import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.testkit.EvaluatorContract;

class VectorEvaluatorTest extends EvaluatorContract {
    @Override
    protected ProfitEvaluator evaluator() {
        return VectorEvaluator.eager();
    }
}
