package dev.fastback.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.api.Bits;
import dev.fastback.api.Indicators;
import dev.fastback.api.SignalStrategy;
import dev.fastback.api.Signals;
import dev.fastback.api.Size;
import dev.fastback.api.Traders;
import dev.fastback.data.BarSeries;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.evaluation.Performance;
import dev.fastback.simulate.FillReason;
import dev.fastback.simulate.Ledger;
import dev.fastback.simulate.Prices;
import dev.fastback.simulate.Simulator;
import dev.fastback.simulate.TradeSignals;
import dev.fastback.simulate.TradeTables;
import dev.fastback.simulate.TradesKernel;
import dev.fastback.simulate.terms.Ambiguity;
import dev.fastback.simulate.terms.Contract;
import dev.fastback.simulate.terms.Costs;
import dev.fastback.simulate.terms.LimitFill;
import dev.fastback.simulate.terms.Venue;
import dev.fastback.stats.overfitting.BlockSums;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The kernel of trades against the plain simulator, on random signals under random conditions. */
class TradesKernelTest {
    private static final double BARS_PER_YEAR = 365;
    private static final double ROUNDING = 1e-12;

    private static final Costs[] COSTS = {
        Costs.NONE,
        Costs.ofFee(0.001),
        Costs.ofFee(0.002).withMakerFee(0.0005).withSlippage(0.0007).withHalfSpread(0.0003),
        Costs.ofFee(0.0001).withAmounts(0.0002, 0.0008),
        Costs.ofFee(0.0005).withHalfSpread(0.01) // entries beyond their own stops
    };

    private int compared;
    private int left;
    private long trades;

    @Test
    void equalsTheSimulatorOnRandomSignals() {
        long seed = Long.getLong("fastback.seed", 20_261_128);
        System.out.println("trades kernel: seed " + seed + " (repeat with -Dfastback.seed=" + seed + ")");
        SplittableRandom random = new SplittableRandom(seed);
        for (int k = 0; k < 4_000; k++) {
            compare(random, "seed " + seed + " run " + k);
        }
        assertThat(compared).as("candidates that the kernel takes").isGreaterThan(3_500);
        assertThat(left).as("candidates that it leaves to the simulator").isGreaterThan(20);
        assertThat(trades).isGreaterThan(15_000);
    }

    private void compare(SplittableRandom random, String run) {
        int n = random.nextInt(8) == 0 ? 2 + random.nextInt(30) : 40 + random.nextInt(300);
        BarSeries bars = walk(random, n, random.nextBoolean());
        Prices prices = Prices.of(bars);
        Indicators in = Indicators.of(bars);
        Venue venue = venue(random);
        boolean isLongOnly = random.nextInt(3) == 0;
        Signals signals = signals(random, in);
        int from = 1 + random.nextInt(n - 1);
        int to = from + random.nextInt(n - from + 1);
        SignalStrategy strategy = lines -> signals;
        Ledger ledger = new Simulator(venue).run(prices, from, to, Traders.of(strategy, bars, in, venue, isLongOnly, BARS_PER_YEAR));
        TradesKernel kernel = new TradesKernel(new TradeTables(prices, venue, from, to), true, true);
        if (!kernel.run(Traders.trades(signals, in, isLongOnly), Traders.rules(signals))) {
            left++;
            return;
        }
        compared++;
        trades += kernel.trades();
        requireEqual(kernel, ledger, run);
        TradesKernel withoutTrades = new TradesKernel(new TradeTables(prices, venue, from, to), true, false);
        assertThat(withoutTrades.run(Traders.trades(signals, in, isLongOnly), Traders.rules(signals))).as(run).isTrue();
        requireEqualFigures(withoutTrades, ledger, run);
    }

    /**
     * Long or flat with all of the equity, whose trades are taken from tables: rows of stops, wider and wider, on signals some of which enter again inside
     * a holding, with and without a target and a limit of time, and now and then other signals in between.
     */
    @Test
    void equalsTheSimulatorOnLongRows() {
        long seed = Long.getLong("fastback.seed", 20_261_130);
        System.out.println("long rows: seed " + seed + " (repeat with -Dfastback.seed=" + seed + ")");
        SplittableRandom random = new SplittableRandom(seed);
        int rows = 0;
        int same = 0;
        int stopped = 0;
        for (int k = 0; k < 600; k++) {
            int n = random.nextInt(10) == 0 ? 3 + random.nextInt(20) : 40 + random.nextInt(400);
            BarSeries bars = walk(random, n, random.nextBoolean());
            Prices prices = Prices.of(bars);
            Indicators in = Indicators.of(bars);
            Costs costs = COSTS[List.of(0, 1, 2, 4).get(random.nextInt(4))];
            Contract contract = Contract.PLAIN.withSteps(random.nextInt(4) == 0 ? 0.25 : 0, 0);
            Venue venue = new Venue(costs, contract, Ambiguity.values()[random.nextInt(2)], LimitFill.values()[random.nextInt(2)], 1);
            int from = 1 + random.nextInt(n - 1);
            int to = from + random.nextInt(n - from + 1);
            TradesKernel kernel = new TradesKernel(new TradeTables(prices, venue, from, to), true, false);
            Signals[] kinds = {longSignals(random, in), longSignals(random, in)};
            TradeSignals[] trades = {Traders.trades(kinds[0], in, false), Traders.trades(kinds[1], in, false)};
            double stop = 0.001;
            double before = Double.NaN;
            for (int s = 0; s < 12; s++) {
                int kind = random.nextInt(8) == 0 ? 1 : 0;
                stop = random.nextInt(10) == 0 ? 0.001 : Math.min(0.95, stop * (1 + random.nextDouble()));
                Signals signals = random.nextInt(15) == 0 ? kinds[kind] : kinds[kind].stopLoss(stop);
                Ledger ledger = new Simulator(venue).run(
                        prices, from, to, Traders.of((SignalStrategy) lines -> signals, bars, in, venue, false, BARS_PER_YEAR));
                if (kernel.run(trades[kind], Traders.rules(signals))) {
                    rows++;
                    requireEqualFigures(kernel, ledger, "seed " + seed + " long row " + k + " candidate " + s + " stop " + stop);
                    if (kernel.isSame()) {
                        same++;
                        assertThat(kernel.totalReturn()).isEqualTo(before);
                    }
                    before = kernel.totalReturn();
                    for (int f = 0; f < ledger.fills(); f++) {
                        stopped += ledger.fill(f).reason() == FillReason.STOP ? 1 : 0;
                    }
                }
            }
        }
        assertThat(rows).isGreaterThan(6_500);
        assertThat(same).as("candidates that are the one before").isBetween(200, 4_000);
        assertThat(stopped).as("stops that were met").isGreaterThan(20_000);
    }

    private static Signals longSignals(SplittableRandom random, Indicators in) {
        Bits a = bits(random, in);
        Signals signals =
                switch (random.nextInt(3)) {
                    case 0 -> Signals.longWhile(a);
                    case 1 -> Signals.enterLong(a).exitLong(a.not());
                    default -> Signals.enterLong(a).exitLong(bits(random, in));
                };
        if (random.nextInt(4) == 0) {
            signals = signals.takeProfit(0.002 + 0.1 * random.nextDouble());
        }
        return random.nextInt(4) == 0 ? signals.maxBars(1 + random.nextInt(20)) : signals;
    }

    /** One kernel goes through a row of stops as a grid does, wider and wider and then narrower, and through other signals in between. */
    @Test
    void equalsTheSimulatorOnRowsOfStops() {
        long seed = Long.getLong("fastback.seed", 20_261_129);
        System.out.println("rows of stops: seed " + seed + " (repeat with -Dfastback.seed=" + seed + ")");
        SplittableRandom random = new SplittableRandom(seed);
        int same = 0;
        for (int k = 0; k < 250; k++) {
            int n = 40 + random.nextInt(200);
            BarSeries bars = walk(random, n, random.nextBoolean());
            Prices prices = Prices.of(bars);
            Indicators in = Indicators.of(bars);
            Venue venue = venue(random);
            TradesKernel kernel = new TradesKernel(new TradeTables(prices, venue, 1, n), true, true);
            Signals first = signals(random, in);
            Signals second = signals(random, in);
            TradeSignals ofFirst = Traders.trades(first, in, false);
            TradeSignals ofSecond = Traders.trades(second, in, false);
            double[] stops = {0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.9, 0.3, 0.05, 0.9};
            double before = Double.NaN;
            for (int s = 0; s < stops.length; s++) {
                boolean other = s == 6;
                Signals signals = (other ? second : first).stopLoss(stops[s]);
                Ledger ledger = new Simulator(venue).run(
                        prices, 1, n, Traders.of((SignalStrategy) lines -> signals, bars, in, venue, false, BARS_PER_YEAR));
                if (kernel.run(other ? ofSecond : ofFirst, Traders.rules(signals))) {
                    requireEqual(kernel, ledger, "seed " + seed + " row " + k + " stop " + stops[s]);
                    same += s == 5 && kernel.totalReturn() == before ? 1 : 0;
                    before = kernel.totalReturn();
                }
            }
        }
        assertThat(same).as("rows whose wide stops are not met").isBetween(60, 240);
    }

    private static void requireEqual(TradesKernel kernel, Ledger ledger, String run) {
        requireEqualFigures(kernel, ledger, run);
        Performance account = Accounts.evaluation(ledger, BARS_PER_YEAR).performance();
        assertThat(account).isNotNull();
        assertThat(kernel.wins()).as("wins of %s", run).isEqualTo(account.wins());
        assertThat(kernel.won()).as("won of %s", run).isEqualTo(account.wonMoney());
        assertThat(kernel.lost()).as("lost of %s", run).isEqualTo(account.lostMoney());
        assertThat(kernel.sumOfReturns()).as("returns of %s", run).isEqualTo(account.sumOfReturns());
        assertThat(kernel.sumOfProfits()).as("profits of %s", run).isEqualTo(account.sumOfProfits());
        assertThat(kernel.sumOfSquares()).as("squares of %s", run).isEqualTo(account.sumOfSquares());
    }

    private static void requireEqualFigures(TradesKernel kernel, Ledger ledger, String run) {
        Evaluation plain = Accounts.evaluation(ledger, BARS_PER_YEAR);
        assertThat(kernel.totalReturn()).as("return of %s", run).isEqualTo(plain.totalReturn());
        assertThat(kernel.trades()).as("trades of %s", run).isEqualTo(plain.trades());
        assertThat(kernel.maxDrawdown()).as("drawdown of %s", run).isCloseTo(plain.maxDrawdown(), within(ROUNDING));
        double sharpe = kernel.sharpe(BARS_PER_YEAR);
        if (!Double.isNaN(sharpe)) {
            assertThat(sharpe).as("Sharpe of %s", run)
                    .isCloseTo(plain.sharpe(), within(ROUNDING * Math.max(Math.sqrt(BARS_PER_YEAR), Math.abs(plain.sharpe()))));
        }
        Performance account = plain.performance();
        assertThat(account).isNotNull();
        assertThat(kernel.closedTrades()).as("closed trades of %s", run).isEqualTo(account.closedTrades());
        assertThat(kernel.exposedBars()).as("exposed bars of %s", run).isEqualTo(account.barsInMarket());
        if (ledger.bars() >= 2 * TradeTables.BLOCKS) {
            BlockSums sums = new BlockSums(ledger.bars(), TradeTables.BLOCKS, 1);
            sums.put(0, plain.barReturns());
            for (int b = 0; b < TradeTables.BLOCKS; b++) {
                assertThat(kernel.sum(b)).as("sum of block %s of %s", b, run).isCloseTo(sums.sum(0, b), within(ROUNDING));
            }
            double square = Arrays.stream(plain.barReturns()).map(r -> r * r).sum();
            double ours = 0;
            for (int b = 0; b < TradeTables.BLOCKS; b++) {
                ours += kernel.square(b);
            }
            assertThat(ours).as("squares of %s", run).isCloseTo(square, within(ROUNDING));
        }
    }

    private static Venue venue(SplittableRandom random) {
        Contract contract = new Contract(
                random.nextInt(4) == 0 ? 0.25 : 0, random.nextInt(4) == 0 ? 0.0001 : 0, random.nextInt(5) == 0 ? 10 : 1, 1, random.nextInt(3) * 0.1);
        return new Venue(
                COSTS[random.nextInt(COSTS.length)],
                contract,
                Ambiguity.values()[random.nextInt(2)],
                LimitFill.values()[random.nextInt(2)],
                1);
    }

    private static Signals signals(SplittableRandom random, Indicators in) {
        Bits a = bits(random, in);
        Bits b = bits(random, in);
        Bits c = bits(random, in);
        Bits d = bits(random, in);
        Signals signals =
                switch (random.nextInt(6)) {
                    case 0 -> Signals.longWhile(a);
                    case 1 -> Signals.shortWhile(a);
                    case 2 -> Signals.longShort(a);
                    case 3 -> Signals.longShort(a, b);
                    case 4 -> Signals.enterLong(a).exitLong(b);
                    default -> Signals.enterLong(a).exitLong(b).andEnterShort(c).exitShort(d);
                };
        if (random.nextInt(2) == 0) {
            signals = random.nextInt(3) == 0
                    ? signals.stopLoss(in.atr(3).times(1 + random.nextDouble()))
                    : signals.stopLoss(0.002 + 0.06 * random.nextDouble());
        }
        if (random.nextInt(2) == 0) {
            signals = random.nextInt(3) == 0
                    ? signals.takeProfit(in.atr(3).times(1 + random.nextDouble()))
                    : signals.takeProfit(0.002 + 0.06 * random.nextDouble());
        }
        if (random.nextInt(3) == 0) {
            signals = signals.maxBars(1 + random.nextInt(12));
        }
        return random.nextInt(4) == 0 ? signals.size(Size.share(0.2 + random.nextDouble())) : signals;
    }

    /** Returns random bits that stay for some bars. */
    private static Bits bits(SplittableRandom random, Indicators in) {
        long seed = random.nextLong();
        int stays = 1 + random.nextInt(12);
        double share = 0.2 + 0.6 * random.nextDouble();
        SplittableRandom drawn = new SplittableRandom(seed);
        double[] state = {drawn.nextDouble()};
        return in.custom(seed, past -> state[0] = drawn.nextInt(stays) == 0 ? drawn.nextDouble() : state[0]).below(share);
    }

    /** Returns a walk with gaps; prices are multiples of 1/4 where it is coarse, so that levels are often touched exactly. */
    private static BarSeries walk(SplittableRandom random, int n, boolean coarse) {
        double[][] columns = new double[4][n];
        long[] times = new long[n];
        double before = 100;
        double wild = random.nextInt(4) == 0 ? 4 : 1; // so wild that short positions are liquidated now and then
        for (int i = 0; i < n; i++) {
            double open = round(before * (1 + 0.02 * random.nextGaussian()), coarse);
            double close = round(open * (1 + 0.03 * wild * random.nextDouble(-1.7, 1.7)), coarse);
            times[i] = i * 86_400_000L;
            columns[0][i] = open;
            columns[1][i] = Math.max(Math.max(open, close), round(Math.max(open, close) * (1 + 0.02 * random.nextDouble()), coarse));
            columns[2][i] = Math.min(Math.min(open, close), round(Math.min(open, close) * (1 - 0.02 * random.nextDouble()), coarse));
            columns[3][i] = close;
            before = close < 5 ? 100 : close;
        }
        return BarSeries.of("TEST", times, columns[0], columns[1], columns[2], columns[3], new double[n]);
    }

    private static double round(double price, boolean coarse) {
        return coarse ? Math.rint(price * 4) / 4 : price;
    }

    @Test
    void refusesWhatIsPaidWhileSomethingIsHeld() {
        BarSeries bars = walk(new SplittableRandom(3), 50, false);
        Prices prices = Prices.of(bars);
        Venue plain = Venue.of(Costs.ofFee(0.001));
        assertThat(TradeTables.refusal(plain)).isNull();
        assertThat(TradeTables.refusal(Venue.of(Costs.NONE.withBorrowRate(0.01)))).isEqualTo("the cost of borrowing");
        assertThat(TradeTables.refusal(plain.withContract(Contract.PLAIN.withLeverage(2, 0.1)))).isEqualTo("leverage");
        assertThatThrownBy(() -> new TradeTables(prices.withFunding(new double[50]), plain, 1, 50)).hasMessageContaining("funding");
    }
}
