package dev.fastback.testkit;

import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.builtin.Simple;

class SimpleTest extends StrategyContract {
    @Override
    protected TunableStrategy strategy() {
        return new Simple();
    }
}
