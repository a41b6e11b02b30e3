package dev.fastback.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.simulate.terms.Ambiguity;
import dev.fastback.simulate.terms.Contract;
import dev.fastback.simulate.terms.Costs;
import dev.fastback.simulate.terms.LimitFill;
import dev.fastback.simulate.terms.OrderTerms;
import dev.fastback.simulate.terms.SignalFill;
import dev.fastback.simulate.terms.Venue;
import org.junit.jupiter.api.Test;

/** What trading costs and how much may be held, on examples worked out by hand. */
class CostsAndContractsTest {
    private static Ledger run(Venue venue, double cash, Trader trader, double[]... rows) {
        Simulator simulator = new Simulator(venue);
        simulator.start(Bars.of(rows), 1, rows.length, cash);
        return simulator.run(trader, rows.length);
    }

    private static Trader once(java.util.function.Consumer<Account> order) {
        return account -> {
            if (account.bar() == 0) {
                order.accept(account);
            }
        };
    }

    @Test
    void chargesFeeSpreadAndSlippageOnTheValueOfAFill() {
        Costs costs = Costs.ofFee(0.01).withMakerFee(0.001).withSlippage(0.02).withHalfSpread(0.005);
        Ledger taker = run(Venue.of(costs), 1_000, once(a -> a.enter(1).units(4)), Bars.flat(100), Bars.flat(100));
        assertThat(taker.fill(0).price()).isCloseTo(102.5, within(1e-12));
        assertThat(taker.fill(0).cost()).isCloseTo(4 * 102.5 * 0.01 + 4 * 100 * 0.025, within(1e-12));
        assertThat(taker.equity(0)).isCloseTo(1_000 - taker.fill(0).cost(), within(1e-9));
        Ledger maker = run(
                Venue.of(costs), 1_000, once(a -> a.enter(1).units(4).limit(99)), Bars.flat(100), new double[] {100, 100, 98, 99});
        assertThat(maker.fill(0).price()).isCloseTo(99 * 1.005, within(1e-12));
        assertThat(maker.costs(0)).isCloseTo(4 * 99 * 1.005 * 0.001 + 4 * 99 * 0.005, within(1e-12));
    }

    @Test
    void chargesFixedAndLeastFee() {
        Venue venue = Venue.of(Costs.ofFee(0.001).withAmounts(2, 5));
        Ledger small = run(venue, 1_000, once(a -> a.enter(1).units(1)), Bars.flat(100), Bars.flat(100));
        assertThat(small.costs(0)).isEqualTo(5);
        Ledger large = run(venue, 100_000, once(a -> a.enter(1).units(100)), Bars.flat(100), Bars.flat(100));
        assertThat(large.costs(0)).isCloseTo(12, within(1e-9));
        Ledger all = run(venue, 1_000, once(a -> a.enter(1)), Bars.flat(100), Bars.flat(100));
        assertThat(all.position(0) * 100).isCloseTo(995, within(1e-9));
    }

    @Test
    void allEquityLeavesNoCashAndBorrowsNone() {
        Simulator simulator = new Simulator(Venue.of(Costs.ofFee(0.01).withSlippage(0.01)));
        simulator.start(Bars.of(Bars.flat(100), Bars.flat(100)), 1, 2, 500);
        simulator.run(once(a -> a.enter(1)), 2);
        assertThat(simulator.account().cash()).isCloseTo(0, within(1e-9));
        assertThat(simulator.account().units()).isCloseTo(500 / (101 * 1.01), within(1e-9));
    }

    @Test
    void tellsWhatAnOrderTradesAsAShareOfTheEquity() {
        assertThat(share(1_000, a -> a.enter(1))).isEqualTo(1.0);
        assertThat(share(1_000, a -> a.enter(-1).share(0.25))).isEqualTo(0.25);
        assertThat(share(1_000, a -> a.enter(1).units(2))).isCloseTo(0.2, within(1e-12));
        assertThat(share(1_000, a -> a.enter(1).value(300))).isCloseTo(0.3, within(1e-12));
        assertThat(share(1_000, a -> a.enter(1).risk(0.01, 5))).isCloseTo(0.2, within(1e-12));
        assertThat(share(1_000, a -> a.exit(1).share(0.5))).isEqualTo(0.5);
    }

    @Test
    void anExitLeavesWhatItSays() {
        assertThat(left(a -> a.exit())).isZero();
        assertThat(left(a -> a.exit().share(0.25))).isEqualTo(3);
        assertThat(left(a -> a.exit().units(1))).isEqualTo(3);
        assertThat(left(a -> a.exit().units(9))).isZero();
        assertThat(left(a -> a.exit().value(330))).isEqualTo(1);
        assertThat(left(a -> a.exit().value(1e9))).isZero();
        assertThat(left(a -> a.exit().units(0))).isEqualTo(4);
        assertThat(left(a -> a.exit().units(Double.NaN))).isEqualTo(4);
        assertThat(left(a -> a.exitAll().units(1))).isZero();
        assertThat(left(a -> a.exitAll().share(0.5))).isZero();
        assertThat(left(a -> a.exitAll().risk(0.01, 5))).isZero();
        assertThat(share(1_000, a -> a.exitAll().share(0.5))).isEqualTo(1.0);
    }

    /** Three times 0.3 of 0.9 units leave 1e-16 by rounding, which would keep the position open. */
    @Test
    void exitsOfAllPartsLeaveNothing() {
        Trader trader = account -> {
            if (account.bar() == 0) {
                account.enter(1).units(0.9);
            } else if (account.bar() <= 3) {
                account.exit().units(0.3);
            }
        };
        double[] flat = Bars.flat(100);
        assertThat(run(Venue.of(Costs.NONE), 10_000, trader, flat, flat, flat, flat, flat, flat).position(4)).isZero();
    }

    /** Returns what is left of four units that cost 110 when they are left. */
    private static double left(java.util.function.Consumer<Account> exit) {
        Trader trader = account -> {
            switch (account.bar()) {
                case 0 -> account.enter(1).units(4);
                case 1 -> exit.accept(account);
                default -> {}
            }
        };
        return run(Venue.of(Costs.NONE), 10_000, trader, Bars.flat(100), Bars.flat(100), Bars.flat(110)).position(1);
    }

    @Test
    void refusesSizesThatSayNothing() {
        assertThatThrownBy(() -> share(1_000, a -> a.enter(1).units(-3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a size must not be negative: -3.0; the side says whether it is bought or sold");
        assertThatThrownBy(() -> share(1_000, a -> a.exit(1).share(-0.5))).hasMessageContaining("-0.5");
        assertThatThrownBy(() -> share(1_000, a -> a.exit(1).risk(0.01, 5)))
                .hasMessage("risk is a size of what is entered: an exit takes share, units or value of what is held");
        assertThatThrownBy(() -> share(1_000, a -> a.exit(1).volatilityTarget(0.1, 0.2))).hasMessageContaining("volatilityTarget");
        assertThatThrownBy(() -> share(1_000, a -> a.enter(1).stopLoss(-0.1)))
                .hasMessage("a distance as a fraction of the price must not be negative: -0.1");
        assertThatThrownBy(() -> share(1_000, a -> a.enter(1).takeProfit(-0.1))).hasMessageContaining("-0.1");
        assertThatThrownBy(() -> share(1_000, a -> a.enter(1).trail(-0.1))).hasMessageContaining("-0.1");
    }

    private static double share(double cash, java.util.function.Consumer<Account> order) {
        Simulator simulator = new Simulator(Venue.of(Costs.NONE));
        simulator.start(Bars.of(Bars.flat(100), Bars.flat(100)), 1, 2, cash);
        simulator.run(once(order), 1);
        return simulator.account().order(0).shareOfEquity(simulator.account());
    }

    @Test
    void sizesAsAsked() {
        Venue venue = Venue.of(Costs.NONE).withContract(Contract.PLAIN.withSteps(0, 0.5).withMultiplier(2).withLeverage(3, 0));
        assertThat(units(venue, a -> a.enter(1).share(0.5))).isEqualTo(2.5);
        assertThat(units(venue, a -> a.enter(-1).share(9))).isEqualTo(-15);
        assertThat(units(venue, a -> a.enter(1).value(730))).isEqualTo(3.5);
        assertThat(units(venue, a -> a.enter(1).units(3.9))).isEqualTo(3.5);
        assertThat(units(venue, a -> a.enter(1).units(0.4))).isZero();
        assertThat(units(venue, a -> a.enter(1).risk(0.02, 5))).isEqualTo(2);
        assertThat(units(venue, a -> a.enter(1).risk(0.9, 0.001))).isEqualTo(15);
        assertThat(units(venue, a -> a.enter(1).risk(0.02, Double.NaN))).isZero();
        assertThat(units(venue, a -> a.enter(1).volatilityTarget(0.1, 0.2))).isEqualTo(2.5);
        assertThat(units(venue, a -> a.enter(1).volatilityTarget(0.1, 0))).isEqualTo(15);
    }

    private static double units(Venue venue, java.util.function.Consumer<Account> order) {
        return run(venue, 1_000, once(order), Bars.flat(100), Bars.flat(100)).position(0);
    }

    @Test
    void addsAndTakesAway() {
        Trader trader = account -> {
            switch (account.bar()) {
                case 0 -> account.enter(1).units(2);
                case 1 -> account.add(1).units(2);
                case 2 -> account.exit().share(0.25);
                case 3 -> account.add(-1).units(1);
                case 4 -> account.enter(1).units(50);
                case 5 -> account.add(-1).units(9);
                default -> {}
            }
        };
        Ledger ledger = run(
                Venue.of(Costs.NONE),
                10_000,
                trader,
                Bars.flat(100),
                Bars.flat(100),
                Bars.flat(110),
                Bars.flat(120),
                Bars.flat(120),
                Bars.flat(120),
                Bars.flat(130),
                Bars.flat(130));
        double[] held = {2, 4, 3, 2, 2, 0, 0};
        for (int i = 0; i < held.length; i++) {
            assertThat(ledger.position(i)).as("bar %s", i + 1).isEqualTo(held[i]);
        }
        assertThat(ledger.trades()).isEqualTo(1);
        Trade trade = ledger.trade(0);
        assertThat(trade).isEqualTo(new Trade(1, 6, 4, 105, 130, 2 * 15 + 2 * 25, false, FillReason.ORDER));
    }

    @Test
    void paysForBorrowingAndFunding() {
        Venue venue = Venue.of(Costs.NONE.withBorrowRate(0.365));
        Ledger shorted = run(venue, 1_000, once(a -> a.enter(-1).units(5)), Bars.flat(100), Bars.flat(100), Bars.flat(100));
        assertThat(shorted.costs(1)).isCloseTo(0.5, within(1e-9));
        Ledger own = run(venue, 1_000, once(a -> a.enter(1)), Bars.flat(100), Bars.flat(100), Bars.flat(100));
        assertThat(own.costs(1)).isZero();
        Ledger leveraged = run(
                venue.withContract(Contract.PLAIN.withLeverage(2, 0)),
                1_000,
                once(a -> a.enter(1).share(2)),
                Bars.flat(100),
                Bars.flat(100));
        assertThat(leveraged.costs(0)).isCloseTo(1, within(1e-9));
        Simulator simulator = new Simulator(Venue.of(Costs.NONE));
        simulator.start(Bars.of(Bars.flat(100), Bars.flat(100), Bars.flat(100)).withFunding(new double[] {0, 0.001, -0.002}), 1, 3, 1_000);
        Ledger funded = simulator.run(once(a -> a.enter(-1).units(5)), 3);
        assertThat(funded.costs(0)).isCloseTo(-0.5, within(1e-12));
        assertThat(funded.costs(1)).isCloseTo(1, within(1e-12));
    }

    @Test
    void slipsByTicksOfTheContract() {
        Venue venue = Venue.of(Costs.ofFee(0.01).withSlippageTicks(3)).withContract(Contract.PLAIN.withSteps(0.5, 0)).withCash(1_000);
        Ledger bought = run(venue, 1_000, once(a -> a.enter(1).units(2)), Bars.flat(100), Bars.flat(100));
        assertThat(bought.fill(0).price()).isEqualTo(101.5);
        assertThat(bought.fill(0).cost()).isCloseTo(2 * 101.5 * 0.01 + 2 * 1.5, within(1e-12));
        Ledger sold = run(venue, 1_000, once(a -> a.enter(-1).units(2)), Bars.flat(100), Bars.flat(100));
        assertThat(sold.fill(0).price()).isEqualTo(98.5);
        Ledger limit = run(venue, 1_000, once(a -> a.enter(1).units(2).limit(99)), Bars.flat(100), new double[] {100, 100, 98, 99});
        assertThat(limit.fill(0).price()).isEqualTo(99);
        Ledger worthless = run(venue, 1_000, once(a -> a.enter(-1).units(2)), Bars.flat(1), Bars.flat(1));
        assertThat(worthless.fill(0).price()).isZero();
        assertThat(worthless.equity(0)).isCloseTo(1_000 - worthless.fill(0).cost(), within(1e-12));
    }

    @Test
    void longPositionsPayFundingByTheTimeThatPassed() {
        Venue venue = Venue.of(Costs.NONE.withFundingRate(0.365));
        double[][] rows = {Bars.flat(100), Bars.flat(100), Bars.flat(100)};
        Ledger held = run(venue, 1_000, once(a -> a.enter(1).units(5)), rows);
        assertThat(held.costs(1)).isCloseTo(0.5, within(1e-9));
        Ledger shorted = run(venue, 1_000, once(a -> a.enter(-1).units(5)), rows);
        assertThat(shorted.costs(1)).isCloseTo(-0.5, within(1e-9));
        Ledger received = run(Venue.of(Costs.NONE.withFundingRate(-0.365)), 1_000, once(a -> a.enter(1).units(5)), rows);
        assertThat(received.equity(1)).isCloseTo(1_001, within(1e-9));
    }

    @Test
    void termsMakeTheVenueOfAFeeAndASpread() {
        Contract future = Contract.PLAIN.withSteps(0.25, 1).withMultiplier(50).withLeverage(4, 0.05);
        OrderTerms terms = new OrderTerms(0.0002, 1, 2, 0.0003, 4, 0.05, -0.1, future, LimitFill.TOUCH, Ambiguity.OPTIMISTIC, 10_000);
        assertThat(terms.venue(0.001, 0.0005))
                .isEqualTo(new Venue(
                        new Costs(0.001, 0.0002, 1, 2, 0.0003, 4, 0.0005, 0.05, -0.1), future, Ambiguity.OPTIMISTIC, LimitFill.TOUCH, 10_000));
        assertThat(OrderTerms.PLAIN.venue(0.001, 0.0005)).isEqualTo(Venue.of(Costs.ofFee(0.001).withHalfSpread(0.0005)));
        assertThat(terms.isPlain()).isFalse();
        assertThat(OrderTerms.PLAIN.withAmbiguity(Ambiguity.OPTIMISTIC).isPlain()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OrderTerms(null, 0, 0, 0, 1, 0, 0, Contract.PLAIN, LimitFill.TOUCH, Ambiguity.WORSE, 1))
                .withMessageContaining("slippageTicks");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OrderTerms(null, 0, 0, 0, 0, 0, 0, Contract.PLAIN, LimitFill.TOUCH, Ambiguity.WORSE, 0))
                .withMessageContaining("cash");
    }

    @Test
    void liquidatesAtTheWorstPriceUnlessTheStopIsNearer() {
        Venue venue = Venue.of(Costs.NONE).withContract(Contract.PLAIN.withLeverage(5, 0.1));
        double[] fall = {100, 101, 85, 99};
        Ledger lost = run(venue, 1_000, once(a -> a.enter(1).share(5)), Bars.flat(100), Bars.flat(100), fall, Bars.flat(99));
        assertThat(lost.liquidations()).isEqualTo(1);
        assertThat(lost.fill(1).reason()).isEqualTo(FillReason.LIQUIDATION);
        assertThat(lost.fill(1).reference()).isEqualTo(85);
        assertThat(lost.equity(1)).isCloseTo(250, within(1e-9));
        Ledger saved = run(venue, 1_000, once(a -> a.enter(1).share(5).stopLossAt(95)), Bars.flat(100), Bars.flat(100), fall);
        assertThat(saved.liquidations()).isZero();
        assertThat(saved.equity(1)).isCloseTo(750, within(1e-9));
        Ledger late = run(venue, 1_000, once(a -> a.enter(1).share(5).stopLossAt(86)), Bars.flat(100), Bars.flat(100), fall);
        assertThat(late.fill(1).reference()).isEqualTo(85);
    }

    @Test
    void nothingLeftIsFinal() {
        Trader trader = account -> {
            if (account.isFlat()) {
                account.enter(-1);
            }
        };
        Ledger ledger = run(
                Venue.of(Costs.NONE), 1_000, trader, Bars.flat(100), Bars.flat(100), new double[] {100, 250, 100, 120}, Bars.flat(120), Bars.flat(60));
        assertThat(ledger.equity(1)).isZero();
        assertThat(ledger.equity(3)).isZero();
        assertThat(ledger.barReturn(3)).isZero();
        assertThat(ledger.fills()).isEqualTo(2);
    }

    @Test
    void roundsPricesToTicksSoThatNobodyIsFavoured() {
        Venue venue = Venue.of(Costs.NONE).withContract(Contract.PLAIN.withSteps(0.5, 0));
        double[] bar = {100, 110, 90, 100};
        assertThat(run(venue, 1, once(a -> a.enter(1).limit(95.3)), Bars.flat(100), bar).fill(0).price()).isEqualTo(95);
        assertThat(run(venue, 1, once(a -> a.enter(-1).limit(104.6)), Bars.flat(100), bar).fill(0).price()).isEqualTo(105);
        assertThat(run(venue, 1, once(a -> a.enter(1).stop(104.6)), Bars.flat(100), bar).fill(0).price()).isEqualTo(105);
        assertThat(run(venue, 1, once(a -> a.enter(-1).stop(95.3)), Bars.flat(100), bar).fill(0).price()).isEqualTo(95);
        assertThat(run(venue, 1, once(a -> a.enter(1).limit(95.5)), Bars.flat(100), bar).fill(0).price()).isEqualTo(95.5);
    }

    @Test
    void trailsByWhatWasKnownBeforeTheBar() {
        double[] distances = {5, 4, 3, 100, 100};
        Ledger ledger = run(
                Venue.of(Costs.NONE),
                1_000,
                once(a -> a.enter(1).trailBy(distances)),
                Bars.flat(100),
                new double[] {100, 108, 96, 107}, // stop 95 by the distance of bar 0
                new double[] {107, 112, 105, 111}, // 108 - 4 = 104
                new double[] {111, 120, 109, 119}, // 112 - 3 = 109, touched, though 120 was seen
                Bars.flat(119));
        assertThat(ledger.fill(1)).isEqualTo(new Fill(3, -10, 109, 109, 0, FillReason.TRAILING_STOP));
    }

    @Test
    void ordersLapse() {
        Trader trader = once(a -> a.enter(1).limit(95).forBars(2));
        double[] low = {100, 100, 90, 100};
        assertThat(run(Venue.of(Costs.NONE), 1, trader, Bars.flat(100), Bars.flat(100), low).fills()).isEqualTo(1);
        assertThat(run(Venue.of(Costs.NONE), 1, trader, Bars.flat(100), Bars.flat(100), Bars.flat(100), low).fills()).isZero();
        Trader good = once(a -> a.enter(1).limit(95));
        assertThat(run(Venue.of(Costs.NONE), 1, good, Bars.flat(100), Bars.flat(100), Bars.flat(100), low).fills()).isEqualTo(1);
    }

    @Test
    void closingOutIsChargedAndSkippedBarsAreFlat() {
        Simulator simulator = new Simulator(Venue.of(Costs.ofFee(0.01)));
        simulator.start(Bars.of(Bars.flat(100), Bars.flat(100), Bars.flat(50), Bars.flat(100), Bars.flat(200)), 1, 5, 1);
        Trader trader = account -> {
            if (account.isFlat()) {
                account.enter(1);
            }
        };
        simulator.run(trader, 2);
        simulator.closeOut();
        simulator.skip(4);
        Ledger ledger = simulator.run(trader, 5);
        simulator.closeOut();
        assertThat(ledger.equity(0)).isCloseTo(0.99 / 1.01, within(1e-12));
        assertThat(ledger.equity(2)).isEqualTo(ledger.equity(0));
        assertThat(ledger.equity(3)).isCloseTo(0.99 / 1.01 * 0.99 / 1.01, within(1e-12));
        assertThat(ledger.exposedBars()).isEqualTo(2);
        assertThat(ledger.trade(1).reason()).isEqualTo(FillReason.END);
    }

    /** Bought at the close of a bar that was skipped: that bar is none of the account's and stays flat. */
    @Test
    void theFirstBarAfterSkippedOnesPaysForWhatWasBoughtAtTheCloseBeforeIt() {
        Simulator simulator = new Simulator(Venue.of(Costs.ofFee(0.01)).withSignalFill(SignalFill.CLOSE));
        simulator.start(Bars.of(Bars.flat(100), Bars.flat(100), Bars.flat(50), Bars.flat(100), Bars.flat(200)), 1, 5, 1);
        simulator.skip(4);
        Ledger ledger = simulator.run(account -> {
            if (account.isFlat()) {
                account.enter(1);
            }
        }, 5);
        assertThat(ledger.barReturn(1)).isZero();
        assertThat(ledger.barReturn(2)).as("skipped").isZero();
        assertThat(ledger.position(2)).isZero();
        assertThat(ledger.costs(2)).isZero();
        assertThat(ledger.barReturn(3)).isCloseTo(2 / 1.01 - 1, within(1e-12));
        assertThat(ledger.costs(3)).isCloseTo(0.01 / 1.01, within(1e-12));
    }
}
