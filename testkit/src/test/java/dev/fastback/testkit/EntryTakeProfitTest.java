package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.data.AssetClass;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.Side;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.Window;
import dev.fastback.strategy.builtin.EntryTakeProfit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EntryTakeProfitTest extends StrategyContract {
    @Override
    protected TunableStrategy strategy() {
        return new EntryTakeProfit();
    }

    @Override
    protected boolean respectsLongOnly() {
        return false;
    }

    @Test
    void goesShortOnCryptoAsTheReferenceDoes() {
        Window falling = RandomWindows.withForecasts(RandomWindows.walk(new SplittableRandom(1), 5), f -> -Math.abs(f) - 0.001);
        assertThat(strategy()).isInstanceOfSatisfying(EntryTakeProfit.class, s -> assertThat(
                        s.side(falling, Market.of(AssetClass.CRYPTO)))
                .isEqualTo(Side.SELL));
    }
}
