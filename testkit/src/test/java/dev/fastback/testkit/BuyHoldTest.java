package dev.fastback.testkit;

import dev.fastback.strategy.BuyHold;
import dev.fastback.strategy.TunableStrategy;

class BuyHoldTest extends StrategyContract {
    @Override
    protected TunableStrategy strategy() {
        return new BuyHold();
    }
}
