package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.data.AssetClass;
import dev.fastback.search.space.Parameters;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.builtin.BuyHold;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BuyHoldTest extends StrategyContract {
    @Override
    protected TunableStrategy strategy() {
        return new BuyHold();
    }

    /** It is long whatever is forecast, so that a falling forecast does not leave it flat. */
    @Override
    protected boolean respectsLongOnly() {
        return false;
    }

    @Test
    void buysOnceAndHolds() {
        SplittableRandom random = Seeds.random("BuyHoldTest", 24);
        for (AssetClass asset : AssetClass.values()) {
            MarketSlice slice = RandomWindows.slice(random, 20, Market.of(asset));
            PathRuns path = PathRuns.of(strategy(), slice, Parameters.NONE);
            assertThat(path.trades()).singleElement().satisfies(trade -> {
                assertThat(trade.isLong()).isTrue();
                assertThat(trade.entryBar()).isEqualTo(slice.from());
                assertThat(trade.isOpen()).isTrue();
            });
            assertThat(path.orders()).isEmpty();
        }
    }
}
