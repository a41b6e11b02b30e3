package dev.fastback.testkit;

import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.builtin.ConfidenceGuard;

class ConfidenceGuardTest extends StrategyContract {
    @Override
    protected TunableStrategy strategy() {
        return new ConfidenceGuard();
    }
}
