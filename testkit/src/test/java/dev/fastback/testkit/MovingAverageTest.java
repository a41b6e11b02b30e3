package dev.fastback.testkit;

import dev.fastback.strategy.TunableStrategy;

class MovingAverageTest extends StrategyContract {
    @Override
    protected TunableStrategy strategy() {
        return new MovingAverageStrategy();
    }
}
