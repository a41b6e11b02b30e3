package dev.fastback.testkit;

import dev.fastback.strategy.MaxDiffAlwaysOn;
import dev.fastback.strategy.Strategy;

class MaxDiffAlwaysOnTest extends StrategyContract {
    @Override
    protected Strategy strategy() {
        return new MaxDiffAlwaysOn();
    }
}
