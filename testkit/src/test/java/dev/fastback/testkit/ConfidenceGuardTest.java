package dev.fastback.testkit;

import dev.fastback.strategy.ConfidenceGuard;
import dev.fastback.strategy.TunableStrategy;

class ConfidenceGuardTest extends StrategyContract {
    @Override
    protected TunableStrategy strategy() {
        return new ConfidenceGuard();
    }
}
