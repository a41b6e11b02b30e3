package dev.fastback.testkit;

import dev.fastback.profit.SearchBox;
import dev.fastback.strategy.EndOfDayPolicy;
import dev.fastback.strategy.EntryExitSettings;
import dev.fastback.strategy.MaxDiffAlwaysOn;
import dev.fastback.strategy.TunableStrategy;
import org.junit.jupiter.api.Nested;

class MaxDiffAlwaysOnTest extends StrategyContract {
    @Override
    protected TunableStrategy strategy() {
        return new MaxDiffAlwaysOn();
    }

    @Nested
    class ClosingAtEndOfDay extends StrategyContract {
        @Override
        protected TunableStrategy strategy() {
            return new MaxDiffAlwaysOn(new EntryExitSettings(SearchBox.DEFAULT, EndOfDayPolicy.CLOSE));
        }
    }

    @Nested
    class NeverClosingInANarrowBox extends StrategyContract {
        @Override
        protected TunableStrategy strategy() {
            return new MaxDiffAlwaysOn(new EntryExitSettings(new SearchBox(-0.01, 0.02, -0.015, 0.005), EndOfDayPolicy.KEEP));
        }
    }
}
