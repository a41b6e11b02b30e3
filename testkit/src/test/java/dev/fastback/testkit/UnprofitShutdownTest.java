package dev.fastback.testkit;

import dev.fastback.strategy.Strategy;
import dev.fastback.strategy.UnprofitShutdown;

class UnprofitShutdownTest extends StrategyContract {
    @Override
    protected Strategy strategy() {
        return new UnprofitShutdown();
    }
}
