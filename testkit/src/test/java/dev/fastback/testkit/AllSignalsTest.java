package dev.fastback.testkit;

import dev.fastback.strategy.AllSignals;
import dev.fastback.strategy.TunableStrategy;

class AllSignalsTest extends StrategyContract {
    @Override
    protected TunableStrategy strategy() {
        return new AllSignals();
    }
}
