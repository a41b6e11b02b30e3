package dev.fastback.testkit;

import dev.fastback.strategy.EntryTakeProfit;
import dev.fastback.strategy.Strategy;

class EntryTakeProfitTest extends StrategyContract {
    @Override
    protected Strategy strategy() {
        return new EntryTakeProfit();
    }
}
