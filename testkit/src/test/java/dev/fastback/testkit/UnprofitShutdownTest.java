package dev.fastback.testkit;

import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.builtin.UnprofitShutdown;

class UnprofitShutdownTest extends StrategyContract {
    @Override
    protected TunableStrategy strategy() {
        return new UnprofitShutdown();
    }
}
