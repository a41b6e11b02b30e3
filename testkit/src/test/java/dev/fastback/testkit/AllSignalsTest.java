package dev.fastback.testkit;

import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.builtin.AllSignals;

class AllSignalsTest extends StrategyContract {
    @Override
    protected TunableStrategy strategy() {
        return new AllSignals();
    }
}
