package dev.fastback.testkit;

import dev.fastback.strategy.HighLow;
import dev.fastback.strategy.TunableStrategy;

class HighLowTest extends StrategyContract {
    @Override
    protected TunableStrategy strategy() {
        return new HighLow();
    }
}
