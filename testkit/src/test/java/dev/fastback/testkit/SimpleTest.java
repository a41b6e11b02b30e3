package dev.fastback.testkit;

import dev.fastback.strategy.Simple;
import dev.fastback.strategy.Strategy;

class SimpleTest extends StrategyContract {
    @Override
    protected Strategy strategy() {
        return new Simple();
    }
}
