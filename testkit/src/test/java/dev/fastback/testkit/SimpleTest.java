package dev.fastback.testkit;

import dev.fastback.strategy.Simple;
import dev.fastback.strategy.TunableStrategy;

class SimpleTest extends StrategyContract {
    @Override
    protected TunableStrategy strategy() {
        return new Simple();
    }
}
