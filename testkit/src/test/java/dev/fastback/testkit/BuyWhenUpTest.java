package dev.fastback.testkit;

import dev.fastback.strategy.BuyWhenUp;
import dev.fastback.strategy.TunableStrategy;

class BuyWhenUpTest extends StrategyContract {
    @Override
    protected TunableStrategy strategy() {
        return new BuyWhenUp();
    }
}
