package dev.fastback.testkit;

import dev.fastback.strategy.UnprofitShutdown;
import dev.fastback.strategy.Strategy;

class UnprofitShutdownTest extends StrategyContract {
    @Override
    protected Strategy strategy() {
        return new UnprofitShutdown();
    }
}
