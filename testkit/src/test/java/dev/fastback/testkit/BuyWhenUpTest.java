package dev.fastback.testkit;

import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.builtin.BuyWhenUp;

class BuyWhenUpTest extends StrategyContract {
    @Override
    protected TunableStrategy strategy() {
        return new BuyWhenUp();
    }
}
