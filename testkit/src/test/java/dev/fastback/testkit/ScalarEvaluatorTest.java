package dev.fastback.testkit;

import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.profit.ScalarEvaluator;

class ScalarEvaluatorTest extends EvaluatorContract {
    @Override
    protected ProfitEvaluator evaluator() {
        return ScalarEvaluator.INSTANCE;
    }
}
