package dev.fastback.testkit;

import dev.fastback.strategy.BuyHold;
import dev.fastback.strategy.Strategy;

class BuyHoldTest extends StrategyContract {
    @Override
    protected Strategy strategy() {
        return new BuyHold();
    }
}
