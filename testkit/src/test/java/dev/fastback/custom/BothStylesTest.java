package dev.fastback.custom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.api.BarStrategy;
import dev.fastback.api.Bits;
import dev.fastback.api.Indicators;
import dev.fastback.api.Line;
import dev.fastback.api.SignalStrategy;
import dev.fastback.api.Signals;
import dev.fastback.api.Size;
import dev.fastback.api.Strategy;
import dev.fastback.api.Traders;
import dev.fastback.data.BarSeries;
import dev.fastback.simulate.Fill;
import dev.fastback.simulate.FillReason;
import dev.fastback.simulate.Ledger;
import dev.fastback.simulate.Prices;
import dev.fastback.simulate.Simulator;
import dev.fastback.simulate.terms.Costs;
import dev.fastback.simulate.terms.Venue;
import dev.fastback.testkit.RandomBars;
import dev.fastback.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same strategy written with signals and with events trades the same, fill by fill. */
class BothStylesTest {
    record CrossSignals(int fast, int slow) implements SignalStrategy {
        @Override
        public Signals signals(Indicators in) {
            return Signals.longWhile(in.sma(fast).above(in.sma(slow)));
        }
    }

    record CrossEvents(int fast, int slow) implements BarStrategy {
        @Override
        public OnBar start(Indicators in) {
            Line a = in.sma(fast);
            Line b = in.sma(slow);
            return bar -> {
                boolean up = bar.value(a) > bar.value(b);
                if (bar.flat() && up) {
                    bar.buy();
                } else if (bar.isLong() && !up) {
                    bar.exit();
                }
            };
        }
    }

    record ReversalSignals(int bars) implements SignalStrategy {
        @Override
        public Signals signals(Indicators in) {
            return Signals.longShort(in.close().above(in.ema(bars)), in.close().below(in.ema(bars))).stopLoss(0.04).size(Size.share(0.7));
        }
    }

    record ReversalEvents(int bars) implements BarStrategy {
        @Override
        public OnBar start(Indicators in) {
            Line average = in.ema(bars);
            return bar -> {
                if (bar.close() > bar.value(average)) {
                    bar.buy(Size.share(0.7)).stopLoss(0.04);
                } else if (bar.close() < bar.value(average)) {
                    bar.sell(Size.share(0.7)).stopLoss(0.04);
                } else {
                    bar.exit();
                }
            };
        }
    }

    /** The size is written on the ticket: where nothing is sold short, all that is held is left all the same. */
    record ReversalTickets(int bars) implements BarStrategy {
        @Override
        public OnBar start(Indicators in) {
            Line average = in.ema(bars);
            return bar -> {
                if (bar.close() > bar.value(average)) {
                    bar.buy().share(0.7).stopLoss(0.04);
                } else if (bar.close() < bar.value(average)) {
                    bar.sell().share(0.7).stopLoss(0.04);
                } else {
                    bar.exit();
                }
            };
        }
    }

    record BreakoutSignals(int channel, double atrs) implements SignalStrategy {
        @Override
        public Signals signals(Indicators in) {
            Line distance = in.atr(10).times(atrs);
            return Signals.enterLong(in.close().above(in.highest(in.high(), channel).lag(1))).trailingStop(distance).riskPerTrade(0.01, distance);
        }
    }

    record BreakoutEvents(int channel, double atrs) implements BarStrategy {
        @Override
        public OnBar start(Indicators in) {
            Line distance = in.atr(10).times(atrs);
            Bits out = in.close().above(in.highest(in.high(), channel).lag(1)).rises();
            return bar -> {
                if (!bar.flat()) {
                    bar.raiseStop(bar.bestSinceEntry() - bar.value(distance));
                } else if (bar.is(out)) {
                    bar.buy(Size.risk(0.01, distance)).stopLossBy(bar.value(distance));
                }
            };
        }
    }

    record ReversionSignals(int period, double stop, double target, int most) implements SignalStrategy {
        @Override
        public Signals signals(Indicators in) {
            Line rsi = in.rsi(period);
            return Signals.enterLong(rsi.below(30))
                    .exitLong(rsi.above(60))
                    .andEnterShort(rsi.above(70))
                    .exitShort(rsi.below(40))
                    .stopLoss(stop)
                    .takeProfit(in.atr(5).times(target))
                    .maxBars(most);
        }
    }

    record ReversionEvents(int period, double stop, double target, int most) implements BarStrategy {
        @Override
        public OnBar start(Indicators in) {
            Line rsi = in.rsi(period);
            Line range = in.atr(5).times(target);
            return bar -> {
                double now = bar.value(rsi);
                double before = bar.value(rsi, 1);
                boolean buys = now < 30 && !(before < 30);
                boolean sells = now > 70 && !(before > 70);
                double distance = bar.value(range);
                if (buys && !bar.isLong()) {
                    bar.buy().stopLoss(stop).takeProfitBy(distance).maxBars(most);
                } else if (sells && !bar.isShort()) {
                    bar.sell().stopLoss(stop).takeProfitBy(distance).maxBars(most);
                } else if (bar.isLong() && now > 60 || bar.isShort() && now < 40) {
                    bar.exit();
                }
            };
        }
    }

    /** How much is entered, in each way that there is. */
    private static Size size(int kind, Indicators in) {
        return switch (kind) {
            case 0 -> Size.all();
            case 1 -> Size.share(0.4);
            case 2 -> Size.value(0.3);
            case 3 -> Size.units(0.002);
            case 4 -> Size.risk(0.02, in.atr(5));
            default -> Size.volatilityTarget(0.2, in.close().returns(1).deviation(10));
        };
    }

    record SizedSignals(int kind) implements SignalStrategy {
        @Override
        public Signals signals(Indicators in) {
            Line rsi = in.rsi(4);
            return Signals.enterLong(rsi.below(35)).exitLong(rsi.above(70)).trailingStop(0.06).maxBars(8).size(size(kind, in));
        }
    }

    record SizedEvents(int kind) implements BarStrategy {
        @Override
        public OnBar start(Indicators in) {
            Line rsi = in.rsi(4);
            Bits buys = rsi.below(35).rises();
            Size size = size(kind, in);
            return bar -> {
                if (bar.isLong() && bar.value(rsi) > 70) {
                    bar.exit();
                } else if (bar.flat() && bar.is(buys)) {
                    bar.buy(size).trail(0.06).maxBars(8);
                }
            };
        }
    }

    record Pair(Strategy signals, Strategy events) {}

    static Stream<Pair> pairs() {
        Stream<Pair> sized = IntStream.range(0, 6).mapToObj(kind -> new Pair(new SizedSignals(kind), new SizedEvents(kind)));
        return Stream.concat(sized, Stream.of(
                new Pair(new CrossSignals(3, 9), new CrossEvents(3, 9)),
                new Pair(new ReversalSignals(7), new ReversalEvents(7)),
                new Pair(new ReversalSignals(7), new ReversalTickets(7)),
                new Pair(new BreakoutSignals(8, 1.5), new BreakoutEvents(8, 1.5)),
                new Pair(new ReversionSignals(3, 0.03, 1.2, 6), new ReversionEvents(3, 0.03, 1.2, 6)),
                new Pair(new ReversionSignals(5, 0.2, 9, 100), new ReversionEvents(5, 0.2, 9, 100))));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void tradeTheSame(Pair pair) {
        SplittableRandom random = Seeds.random("BothStylesTest", 11);
        int trades = 0;
        for (int round = 0; round < 20; round++) {
            BarSeries bars = RandomBars.walk(random, 300);
            for (boolean isLongOnly : new boolean[] {false, true}) {
                List<Fill> expected = fills(bars, pair.signals, isLongOnly);
                List<Fill> actual = fills(bars, pair.events, isLongOnly);
                for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
                    assertThat(actual.get(i)).as("fill %s in round %s, long only %s", i, round, isLongOnly).isEqualTo(expected.get(i));
                }
                assertThat(actual).hasSameSizeAs(expected);
                trades += expected.size();
                if (isLongOnly) {
                    double held = 0;
                    for (Fill fill : expected) {
                        held += fill.units();
                        assertThat(held).isGreaterThan(-1e-9);
                    }
                }
            }
        }
        assertThat(trades).isGreaterThan(200);
    }

    private static List<Fill> fills(BarSeries bars, Strategy strategy, boolean isLongOnly) {
        Venue venue = Venue.of(Costs.ofFee(0.001).withHalfSpread(0.0002).withSlippage(0.0001));
        Ledger ledger = new Simulator(venue).run(Prices.of(bars), 20, bars.size(), Traders.of(strategy, bars, Indicators.of(bars), venue, isLongOnly, 365));
        List<Fill> fills = new ArrayList<>();
        for (int i = 0; i < ledger.fills(); i++) {
            Fill fill = ledger.fill(i);
            // A stop that was raised by hand is none that trails by itself: the name of the reason may differ.
            FillReason reason = fill.reason() == FillReason.TRAILING_STOP ? FillReason.STOP : fill.reason();
            fills.add(new Fill(fill.bar(), fill.units(), fill.price(), fill.reference(), fill.cost(), reason));
        }
        return fills;
    }
}
