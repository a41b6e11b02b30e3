package dev.fastback.testkit;

import dev.fastback.strategy.MaxDiff;
import dev.fastback.strategy.Strategy;

class MaxDiffTest extends StrategyContract {
    @Override
    protected Strategy strategy() {
        return new MaxDiff();
    }
}
