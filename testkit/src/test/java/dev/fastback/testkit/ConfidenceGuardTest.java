package dev.fastback.testkit;

import dev.fastback.strategy.ConfidenceGuard;
import dev.fastback.strategy.Strategy;

class ConfidenceGuardTest extends StrategyContract {
    @Override
    protected Strategy strategy() {
        return new ConfidenceGuard();
    }
}
