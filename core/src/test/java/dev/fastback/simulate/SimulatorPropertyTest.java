package dev.fastback.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.simulate.terms.Ambiguity;
import dev.fastback.simulate.terms.Contract;
import dev.fastback.simulate.terms.Costs;
import dev.fastback.simulate.terms.SignalFill;
import dev.fastback.simulate.terms.Venue;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every strategy: random ones, against a simulator written independently and against sums. */
class SimulatorPropertyTest {
    private static final Costs[] COSTS = {
        Costs.NONE,
        Costs.ofFee(0.001),
        Costs.ofFee(0.002).withMakerFee(0.0005).withSlippage(0.0007).withHalfSpread(0.0003),
        Costs.ofFee(0.0001).withAmounts(0.0002, 0.0008)
    };

    @ParameterizedTest
    @EnumSource(Ambiguity.class)
    void agreesWithASimulatorWrittenIndependently(Ambiguity ambiguity) {
        SplittableRandom random = random("agrees", 11);
        int trades = 0;
        int ambiguous = 0;
        for (int k = 0; k < 400; k++) {
            double[][] rows = Bars.walk(random, 200, k % 2 == 0);
            Plan plan = Plan.random(random, rows.length);
            Costs costs = COSTS[k % COSTS.length];
            Ledger ledger = new Simulator(Venue.of(costs).withAmbiguity(ambiguity)).run(Bars.of(rows), 1, rows.length, plan.trader());
            PlainSimulator plain = new PlainSimulator(costs, ambiguity == Ambiguity.OPTIMISTIC, rows, plan).run();
            for (int i = 0; i < ledger.bars(); i++) {
                assertThat(ledger.equity(i)).as("run %s bar %s", k, i + 1).isCloseTo(plain.equity[i + 1], within(1e-11));
            }
            assertThat(ledger.trades() - (ledger.lastTradeIsOpen() ? 1 : 0)).as("trades of run %s", k).isEqualTo(plain.trades);
            assertThat(ledger.ambiguousBars()).as("ambiguous bars of run %s", k).isEqualTo(plain.ambiguous);
            trades += plain.trades;
            ambiguous += plain.ambiguous;
        }
        assertThat(trades).isGreaterThan(8_000);
        assertThat(ambiguous).isGreaterThan(500);
    }

    /** Signals that are filled at the close that gives them. */
    @ParameterizedTest
    @EnumSource(Ambiguity.class)
    void agreesWithItWhereSignalsAreFilledAtTheClose(Ambiguity ambiguity) {
        SplittableRandom random = random("agrees at the close", 21);
        int trades = 0;
        int others = 0;
        for (int k = 0; k < 400; k++) {
            double[][] rows = Bars.walk(random, 200, k % 2 == 0);
            Plan plan = Plan.random(random, rows.length);
            Costs costs = COSTS[k % COSTS.length];
            Venue venue = Venue.of(costs).withAmbiguity(ambiguity);
            double[] atOpen = equity(new Simulator(venue).run(Bars.of(rows), 1, rows.length, plan.trader()));
            Ledger ledger = new Simulator(venue.withSignalFill(SignalFill.CLOSE)).run(Bars.of(rows), 1, rows.length, plan.trader());
            PlainSimulator plain = new PlainSimulator(costs, ambiguity == Ambiguity.OPTIMISTIC, true, rows, plan).run();
            for (int i = 0; i < ledger.bars(); i++) {
                assertThat(ledger.equity(i)).as("run %s bar %s", k, i + 1).isCloseTo(plain.equity[i + 1], within(1e-11));
            }
            assertThat(ledger.trades() - (ledger.lastTradeIsOpen() ? 1 : 0)).as("trades of run %s", k).isEqualTo(plain.trades);
            trades += plain.trades;
            others += Arrays.equals(atOpen, equity(ledger)) ? 0 : 1;
        }
        assertThat(trades).isGreaterThan(8_000);
        assertThat(others).isGreaterThan(350);
    }

    @Test
    void ofALastBarTheOrdersStayThatWouldBePlacedNext() {
        Simulator simulator = new Simulator(Venue.of(Costs.ofFee(0.01)).withSignalFill(SignalFill.CLOSE));
        double[][] rows = {Bars.flat(100), Bars.flat(100), Bars.flat(110)};
        Ledger ledger = simulator.run(Bars.of(rows), 1, rows.length, account -> {
            if (account.bar() == 1) {
                account.enter(1);
            } else if (account.bar() == 2) {
                account.exit();
            }
        });
        assertThat(ledger.equity(0)).as("bought at its close, for a fee").isCloseTo(1 / 1.01, within(1e-12));
        assertThat(ledger.equity(1)).isCloseTo(1.1 / 1.01, within(1e-12));
        assertThat(ledger.fill(0).bar()).isEqualTo(1);
        assertThat(ledger.fills()).isEqualTo(1);
        assertThat(simulator.account().orders()).isEqualTo(1);
    }

    @Test
    void cashAndPositionAreTheEquityAndCostsAddUp() {
        SplittableRandom random = random("adds up", 12);
        for (int k = 0; k < 200; k++) {
            double[][] rows = Bars.walk(random, 150, false);
            Costs costs = COSTS[k % COSTS.length].withBorrowRate(k % 3 == 0 ? 0.05 : 0)
                    .withSlippageTicks(k % 4)
                    .withFundingRate(k % 7 == 0 ? 0.04 : k % 7 == 1 ? -0.04 : 0);
            Contract contract = new Contract(0.25, k % 2 == 0 ? 0.001 : 0, k % 5 == 0 ? 10 : 1, 1 + k % 3, 0.05);
            double[] funding = random.doubles(rows.length, -0.0005, 0.0005).toArray();
            Plan plan = Plan.random(random, rows.length);
            Simulator simulator = new Simulator(Venue.of(costs).withContract(contract));
            simulator.start(Bars.of(rows).withFunding(funding), 1, rows.length, 1_000);
            Ledger ledger = simulator.run(plan.trader(), rows.length);
            if (!simulator.account().isRuined()) {
                check(rows, contract.multiplier(), ledger, simulator.account());
            }
        }
    }

    private static void check(double[][] rows, double multiplier, Ledger ledger, Account account) {
        double units = 0;
        double gross = 0;
        double costs = 0;
        int fill = 0;
        for (int i = 0; i < ledger.bars(); i++) {
            int bar = i + 1;
            double previous = rows[bar - 1][3];
            gross += units * multiplier * (rows[bar][3] - previous);
            double fees = 0;
            for (; fill < ledger.fills() && ledger.fill(fill).bar() == bar; fill++) {
                Fill f = ledger.fill(fill);
                units += f.units();
                gross += f.units() * multiplier * (rows[bar][3] - f.reference());
                fees += f.cost();
            }
            units = Math.abs(units) < 1e-12 ? 0 : units;
            costs += ledger.costs(i);
            assertThat(ledger.costs(i) - fees).as("borrowing and funding of bar %s", bar).isLessThan(0.003 * 1_000 * 4);
            assertThat(ledger.position(i)).isCloseTo(units, within(1e-9));
            assertThat(ledger.equity(i)).as("bar %s", bar).isCloseTo(1_000 + gross - costs, within(1e-7));
        }
        assertThat(account.cash() + account.units() * multiplier * rows[rows.length - 1][3])
                .isCloseTo(account.equity(), within(1e-9));
        double profits = 0;
        for (int t = 0; t < ledger.trades(); t++) {
            profits += ledger.tradeProfit(t);
        }
        assertThat(profits).isCloseTo(account.equity() - 1_000, within(1e-7));
    }

    @Test
    void equityNeverDependsOnTheFuture() {
        SplittableRandom random = random("future", 13);
        for (int k = 0; k < 200; k++) {
            double[][] rows = Bars.walk(random, 120, k % 2 == 0);
            int cut = 2 + random.nextInt(rows.length - 3);
            double[][] other = Bars.walk(random, rows.length, false);
            System.arraycopy(rows, 0, other, 0, cut);
            Plan plan = Plan.random(random, rows.length);
            Simulator simulator = new Simulator(Venue.of(COSTS[k % COSTS.length]));
            double[] whole = equity(simulator.run(Bars.of(rows), 1, rows.length, plan.trader()));
            double[] shorter = equity(simulator.run(Bars.of(Arrays.copyOf(rows, cut)), 1, cut, plan.trader()));
            double[] different = equity(simulator.run(Bars.of(other), 1, rows.length, plan.trader()));
            assertThat(Arrays.copyOf(whole, cut - 1)).isEqualTo(shorter);
            assertThat(Arrays.copyOf(different, cut - 1)).isEqualTo(shorter);
        }
    }

    @Test
    void sleepingAndGoingOnInPartsChangesNothing() {
        SplittableRandom random = random("sleep", 14);
        double[][] rows = Bars.walk(random, 400, false);
        Trader awake = account -> {
            if (account.bar() % 23 == 5) {
                account.enter(1).stopLoss(0.04).maxBars(9);
            }
        };
        Trader asleep = account -> {
            awake.onClose(account);
            int bar = account.bar();
            account.sleepUntil(bar + 1 + Math.floorMod(5 - (bar + 1), 23));
        };
        double[] expected = equity(new Simulator(Venue.of(COSTS[2])).run(Bars.of(rows), 1, rows.length, awake));
        assertThat(equity(new Simulator(Venue.of(COSTS[2])).run(Bars.of(rows), 1, rows.length, asleep))).isEqualTo(expected);
        Simulator inParts = new Simulator(Venue.of(COSTS[2]));
        inParts.start(Bars.of(rows), 1, rows.length, 1.0);
        for (int to = 1; to <= rows.length; to += 7) {
            inParts.run(asleep, to);
        }
        assertThat(equity(inParts.run(asleep, rows.length))).isEqualTo(expected);
        assertThat(inParts.ledger().trades()).isGreaterThan(10);
    }

    private static double[] equity(Ledger ledger) {
        double[] equity = new double[ledger.bars()];
        for (int i = 0; i < equity.length; i++) {
            equity[i] = ledger.equity(i);
        }
        return equity;
    }

    private static SplittableRandom random(String test, long seed) {
        long used = Long.getLong("fastback.seed", seed);
        System.out.println(test + ": seed " + used + " (repeat with -Dfastback.seed=" + used + ")");
        return new SplittableRandom(used);
    }
}
