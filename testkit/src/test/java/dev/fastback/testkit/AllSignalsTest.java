package dev.fastback.testkit;

import dev.fastback.strategy.AllSignals;
import dev.fastback.strategy.Strategy;

class AllSignalsTest extends StrategyContract {
    @Override
    protected Strategy strategy() {
        return new AllSignals();
    }
}
