package dev.fastback.testkit;

import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.builtin.HighLow;

class HighLowTest extends StrategyContract {
    @Override
    protected TunableStrategy strategy() {
        return new HighLow();
    }
}
