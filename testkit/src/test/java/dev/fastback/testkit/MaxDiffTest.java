package dev.fastback.testkit;

import dev.fastback.profit.SearchBox;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.builtin.EndOfDayPolicy;
import dev.fastback.strategy.builtin.EntryExitSettings;
import dev.fastback.strategy.builtin.MaxDiff;
import org.junit.jupiter.api.Nested;

class MaxDiffTest extends StrategyContract {
    @Override
    protected TunableStrategy strategy() {
        return new MaxDiff();
    }

    @Nested
    class ClosingAtEndOfDay extends StrategyContract {
        @Override
        protected TunableStrategy strategy() {
            return new MaxDiff(new EntryExitSettings(SearchBox.DEFAULT, EndOfDayPolicy.CLOSE));
        }
    }

    @Nested
    class NeverClosingInANarrowBox extends StrategyContract {
        @Override
        protected TunableStrategy strategy() {
            return new MaxDiff(new EntryExitSettings(new SearchBox(-0.01, 0.02, -0.015, 0.005), EndOfDayPolicy.KEEP));
        }
    }
}
