package dev.fastback.ta4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.compile.SourceCompiler;
import dev.fastback.custom.RecordStrategy;
import dev.fastback.custom.SourceProvider;
import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.forecast.ForecastPlan;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.profit.FeeRule;
import dev.fastback.search.space.Parameters;
import dev.fastback.simulate.Ledger;
import dev.fastback.simulate.Prices;
import dev.fastback.simulate.Simulator;
import dev.fastback.simulate.Trade;
import dev.fastback.simulate.terms.Costs;
import dev.fastback.simulate.terms.Venue;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.builtin.Strategies;
import dev.fastback.testkit.RandomBars;
import dev.fastback.testkit.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.Position;
import org.ta4j.core.Rule;
import org.ta4j.core.Strategy;
import org.ta4j.core.Trade.TradeType;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.analysis.cost.LinearTransactionCostModel;
import org.ta4j.core.analysis.cost.ZeroCostModel;
import org.ta4j.core.backtest.BarSeriesManager;
import org.ta4j.core.backtest.TradeOnNextOpenModel;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.rules.CrossedDownIndicatorRule;
import org.ta4j.core.rules.CrossedUpIndicatorRule;
import org.ta4j.core.rules.StopGainRule;
import org.ta4j.core.rules.StopLossRule;
import org.ta4j.core.rules.TrailingStopLossRule;
import org.ta4j.core.rules.WaitForRule;

/** Strategies of ta4j trade here as under ta4j's own manager. */
class Ta4jStrategyTest {
    private static final double FEE = 0.001;

    /** Rules that look at the position: stops on the close, and a time to wait. */
    private record Guarded(int fast, int slow, double stop, double gain, int patience, boolean isShort) implements Ta4jStrategy {
        @Override
        public Strategy strategy(Ta4jIndicators in) {
            Rule up = new CrossedUpIndicatorRule(in.ema(fast), in.ema(slow));
            Rule down = new CrossedDownIndicatorRule(in.ema(fast), in.ema(slow));
            Rule exit = (isShort ? up : down)
                    .or(new StopLossRule(in.close(), stop))
                    .or(new StopGainRule(in.close(), gain))
                    .or(new TrailingStopLossRule(in.close(), in.series().numFactory().numOf(2 * stop)))
                    .or(new WaitForRule(isShort ? TradeType.SELL : TradeType.BUY, patience));
            return new BaseStrategy("guarded", isShort ? down : up, exit, slow) {
                @Override
                public TradeType getStartingType() {
                    return isShort ? TradeType.SELL : TradeType.BUY;
                }
            };
        }
    }

    @Test
    void tradesAndReturnsAreThoseOfTa4jsManager() {
        SplittableRandom random = Seeds.random("ta4j", 22);
        int positions = 0;
        for (int k = 0; k < 60; k++) {
            BarSeries bars = RandomBars.walk(random, 200 + random.nextInt(600));
            Ta4jStrategy strategy =
                    switch (k % 3) {
                        case 0 -> {
                            int fast = 2 + random.nextInt(30);
                            yield new Crossing(fast, fast + 1 + random.nextInt(50));
                        }
                        case 1 -> new Rsi2(
                                20 + random.nextInt(80), 3 + random.nextInt(18), 2 + random.nextInt(5), 5 * (1 + random.nextInt(6)), 70 + random.nextInt(26));
                        default -> new Guarded(
                                2 + random.nextInt(10),
                                13 + random.nextInt(20),
                                1 + random.nextInt(6),
                                1 + random.nextInt(8),
                                2 + random.nextInt(30),
                                random.nextBoolean());
                    };
            positions += compare(strategy, bars, "run " + k + " " + strategy);
        }
        assertThat(positions).isGreaterThan(400);
    }

    private static int compare(Ta4jStrategy strategy, BarSeries bars, String run) {
        BarSeriesManager manager = new BarSeriesManager(
                Ta4jIndicators.series(bars), new LinearTransactionCostModel(FEE), new ZeroCostModel(), new TradeOnNextOpenModel());
        Strategy theirs = strategy.strategy(Ta4jIndicators.of(bars));
        TradingRecord record = manager.run(theirs, theirs.getStartingType(), 0, bars.size() - 1);
        Ledger ledger = ledger(strategy, bars);
        List<Trade> ours = closed(ledger);
        List<Position> positions = record.getPositions();
        assertThat(ours.stream().map(trade -> trade.entryBar() + "-" + trade.exitBar()).toList())
                .as(run)
                .isEqualTo(positions.stream().map(p -> p.getEntry().getIndex() + "-" + p.getExit().getIndex()).toList());
        double equity = 1;
        for (int i = 0; i < positions.size(); i++) {
            double entry = positions.get(i).getEntry().getPricePerAsset().doubleValue();
            double exit = positions.get(i).getExit().getPricePerAsset().doubleValue();
            // One unit in and out, with ta4j's profit of it, on what all of the equity buys after its fee.
            double units = equity / (entry * (1 + FEE));
            equity = ours.get(i).isLong() ? units * exit * (1 - FEE) : equity + units * (entry * (1 - FEE) - exit * (1 + FEE));
            double money = positions.get(i).getProfit().doubleValue() * units;
            assertThat(ours.get(i).profit()).as("profit of trade %s of %s", i, run).isCloseTo(money, within(1e-12));
        }
        if (!ours.isEmpty()) {
            double held = ours.stream().mapToDouble(Trade::profit).sum() + 1;
            assertThat(held).as(run).isCloseTo(equity, within(1e-11));
        }
        return positions.size();
    }

    private static Ledger ledger(Ta4jStrategy strategy, BarSeries bars) {
        Venue venue = Venue.of(Costs.ofFee(FEE));
        return new Simulator(venue)
                .run(Prices.of(bars), 1, bars.size(), strategy.trader(bars, venue, false));
    }

    private static List<Trade> closed(Ledger ledger) {
        List<Trade> trades = new ArrayList<>();
        for (int i = 0; i < ledger.trades(); i++) {
            if (!ledger.trade(i).isOpen()) {
                trades.add(ledger.trade(i));
            }
        }
        return trades;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ta4j-sma-cross", "ta4j-rsi2"})
    void isFoundByNameAndSearchedAsAnyOther(String name) {
        RecordStrategy strategy = (RecordStrategy) Strategies.of(name);
        assertThat(strategy.needs().warmUpBars()).isGreaterThanOrEqualTo(199);
        BarSeries bars = RandomBars.walk(Seeds.random("ta4j " + name, 23), 1200);
        Market market = new Market(AssetClass.CRYPTO, true, FEE, FeeRule.PER_FILL, 1.0, 365);
        MarketSlice slice = new MarketSlice(
                bars, ForecastPlan.of(bars, List.of(), false).run(Forecasters.of("mean5")), market, 0, 320, bars.size());
        RecordStrategy usual = strategy.with(name.equals("ta4j-rsi2") ? Map.of("trend", "50", "oversold", "30") : Map.of()).fixed();
        usual.verify(slice, Parameters.NONE); // the same on series that end earlier
        assertThat(usual.evaluate(slice, Parameters.NONE).trades()).isPositive();
    }

    @Test
    void indicatorsAreSharedByKeyAndBounded() {
        BarSeries bars = RandomBars.walk(Seeds.random("shared", 24), 300);
        Ta4jIndicators in = Ta4jIndicators.of(bars);
        assertThat(Ta4jIndicators.of(bars)).isSameAs(in);
        assertThat(in.sma(5)).isSameAs(in.sma(5)).isNotSameAs(in.sma(6));
        assertThat(in.series().getBarCount()).isEqualTo(300);
        var first = in.sma(7);
        for (int k = 0; k < Ta4jIndicators.MOST_VALUES / 300 + 10; k++) {
            in.get(ClosePriceIndicator.class, "key " + k, () -> new ClosePriceIndicator(in.series()));
        }
        assertThat(in.sma(7)).isNotSameAs(first);
    }

    @Test
    void theExampleIsTunedAsItIs() throws Exception {
        Path file = Path.of(System.getProperty("user.dir"), "..", "examples", "ta4j", "BuyTheDip.java").normalize();
        String source = Files.readString(file);
        assertThat(source.lines().filter(line -> !line.isBlank() && !line.startsWith("//")).count()).isLessThan(20);
        assertThat(Files.readString(file.resolveSibling("../../docs/strategies.md").normalize())).contains(source.substring(source.indexOf('\n') + 1));
        RecordStrategy strategy =
                SourceProvider.strategy(SourceCompiler.compile("BuyTheDip.java", source), SourceCompiler.hash(source), Map.of());
        BarSeries bars = RandomBars.walk(Seeds.random("example", 26), 900);
        MarketSlice slice = new MarketSlice(
                bars,
                ForecastPlan.of(bars, List.of(), false).run(Forecasters.of("mean5")),
                new Market(AssetClass.CRYPTO, true, FEE, FeeRule.PER_FILL, 1.0, 365),
                0,
                strategy.needs().firstBar(),
                bars.size());
        assertThat(strategy.fixed().evaluate(slice, Parameters.NONE).trades()).isPositive();
        strategy.fixed().verify(slice, Parameters.NONE);
    }
}
