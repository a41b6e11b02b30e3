package dev.fastback.testkit;

import dev.fastback.strategy.HighLow;
import dev.fastback.strategy.Strategy;

class HighLowTest extends StrategyContract {
    @Override
    protected Strategy strategy() {
        return new HighLow();
    }
}
