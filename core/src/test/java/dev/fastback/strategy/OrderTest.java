package dev.fastback.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.profit.FeeRule;
import dev.fastback.simulate.Account;
import dev.fastback.simulate.Prices;
import dev.fastback.simulate.Simulator;
import dev.fastback.simulate.Trader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an order of a path says of itself. */
class OrderTest {
    private static final double[] PRICE = {100, 100, 100, 200};

    /** Returns the orders that are placed at the last close. */
    private static List<Order> orders(Trader trader) {
        Simulator simulator = new Simulator(new Market(AssetClass.STOCK, false, 0, FeeRule.PER_FILL, 1.0, 252).venue());
        BarSeries bars = BarSeries.of("x", new long[] {0, 1, 2, 3}, PRICE, PRICE, PRICE, PRICE, new double[4]);
        simulator.run(Prices.of(bars), 1, PRICE.length, trader);
        Account account = simulator.account();
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < account.orders(); i++) {
            orders.add(Order.of("x", account.order(i), account));
        }
        return orders;
    }

    @Test
    void anOrderThatTurnsAPositionCountsWhatIsHeldAsTheShareThatItIs() {
        List<Order> orders = orders(account -> {
            if (account.bar() == 0) {
                account.enter(1).share(0.4);
            } else if (account.bar() == PRICE.length - 1) {
                account.enter(-1).share(0.3);
            }
        });
        // 0.4 of the equity has doubled: 0.8 of 1.4; the new position takes 0.3.
        assertThat(orders).hasSize(1);
        assertThat(orders.getFirst().quantity()).isCloseTo(0.8 / 1.4 + 0.3, within(1e-12));
        assertThat(orders.getFirst().condition()).isNull();
    }

    @Test
    void alternativesAndWhatLeavesAPositionThatIsNotThereYetSaySo() {
        List<Order> orders = orders(account -> {
            if (account.bar() == PRICE.length - 1) {
                account.enter(1).limit(150).oneOf(1);
                account.enter(1).atClose().oneOf(1);
                account.exit(1).atClose();
            }
        });
        assertThat(orders).extracting(Order::condition).containsExactly(null, Order.IF_UNFILLED, Order.IF_FILLED);
        assertThat(orders).extracting(Order::type).containsExactly("limit", "at-close", "at-close");
    }

    @Test
    void whatLeavesAPositionThatIsHeldHasNoCondition() {
        List<Order> orders = orders(account -> {
            if (account.bar() == 0) {
                account.enter(1);
            } else if (account.bar() == PRICE.length - 1) {
                account.exit().atClose();
            }
        });
        assertThat(orders).extracting(Order::condition).containsExactly((String) null);
        assertThat(orders).extracting(Order::quantity).containsExactly(1.0);
    }
}
