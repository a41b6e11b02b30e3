package dev.fastback.ta4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.api.BarStrategy;
import dev.fastback.api.Indicators;
import dev.fastback.api.SignalStrategy;
import dev.fastback.api.Signals;
import dev.fastback.api.Strategy;
import dev.fastback.custom.RecordStrategy;
import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.evaluation.Measure;
import dev.fastback.evaluation.Metric;
import dev.fastback.evaluation.Metrics;
import dev.fastback.forecast.ForecastPlan;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.profit.FeeRule;
import dev.fastback.search.space.Parameters;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.testkit.RandomBars;
import dev.fastback.testkit.Seeds;
import java.io.IOException;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.ta4j.core.AnalysisCriterion;
import org.ta4j.core.Trade.TradeType;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.analysis.cost.LinearTransactionCostModel;
import org.ta4j.core.analysis.cost.ZeroCostModel;
import org.ta4j.core.backtest.BarSeriesManager;
import org.ta4j.core.backtest.TradeOnNextOpenModel;

/** A criterion as a metric has the value that ta4j computes of its own manager's record. */
class Ta4jCriteriaTest {
    private static final double FEE = 0.001;

    @Test
    void everyCriterionHasTheValueThatTa4jGivesItsManagersRecord() {
        SplittableRandom random = Seeds.random("criteria", 138);
        int open = 0;
        int positions = 0;
        for (int k = 0; k < 20; k++) {
            BarSeries bars = RandomBars.walk(random, 300 + random.nextInt(400));
            int fast = 2 + random.nextInt(10);
            Crossing crossing = new Crossing(fast, fast + 1 + random.nextInt(30));
            int to = bars.size() - random.nextInt(80);
            int from = 60 + random.nextInt(40);
            org.ta4j.core.BarSeries theirBars = Ta4jIndicators.series(bars.slice(0, to));
            TradingRecord theirs = new BarSeriesManager(
                            theirBars, new LinearTransactionCostModel(FEE), new ZeroCostModel(), new TradeOnNextOpenModel())
                    .run(
                            crossing.strategy(Ta4jIndicators.of(bars.slice(0, to))),
                            TradeType.BUY,
                            theirBars.numFactory().one(),
                            // The account may first act at the open of the window's first bar, on what the bar before it says.
                            from - 1,
                            to - 1);
            TradingRecord within = startingAt(theirs, from, to - 1);
            Evaluation ours = evaluation(crossing, bars, from, to);
            open += theirs.getCurrentPosition().isOpened() ? 1 : 0;
            positions += theirs.getPositionCount();
            for (String name : Ta4jCriteria.names()) {
                double expected = Ta4jCriteria.of(name).calculate(theirBars, within).doubleValue();
                assertThat(Metrics.measure("ta4j:" + name).of(ours))
                        .as("run %s, %s", k, name)
                        .isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
            }
        }
        assertThat(open).isPositive();
        assertThat(positions).isGreaterThan(100);
    }

    /** Returns ta4j's record of one unit a trade, whose window begins at another bar. */
    private static TradingRecord startingAt(TradingRecord record, int from, int to) {
        TradingRecord made = new org.ta4j.core.BaseTradingRecord(
                record.getStartingType(), from, to, record.getTransactionCostModel(), record.getHoldingCostModel());
        record.getTrades().forEach(trade -> made.operate(trade.getIndex(), trade.getPricePerAsset(), trade.getAmount()));
        return made;
    }

    /** Long while the average rises, short while it falls. */
    private record BothSides(int bars) implements SignalStrategy {
        @Override
        public Signals signals(Indicators in) {
            return Signals.longShort(in.close().above(in.sma(bars)), in.close().below(in.sma(bars)));
        }
    }

    /** Leaves its position in two halves. */
    private record Halves() implements BarStrategy {
        @Override
        public OnBar start(Indicators in) {
            return bar -> {
                if (bar.flat()) {
                    bar.buy();
                } else if (bar.barsHeld() == 5) {
                    bar.exit().share(0.5);
                } else if (bar.barsHeld() == 9) {
                    bar.exit();
                }
            };
        }
    }

    @Test
    void positionsOfBothSidesAreOneRecordAndSumUp() {
        BarSeries bars = RandomBars.walk(Seeds.random("both", 139), 500);
        Evaluation ours = evaluation(new BothSides(10), bars, 30, 480);
        double profit = 0;
        int shorts = 0;
        for (int i = 0; i < ours.positions().trades().size(); i++) {
            var trade = ours.positions().trades().get(i);
            double move = trade.exitPrice() - trade.entryPrice();
            if (!trade.isOpen()) {
                profit += Math.max(0, (trade.isLong() ? move : -move) - FEE * (trade.entryPrice() + trade.exitPrice()));
                shorts += trade.isLong() ? 0 : 1;
            }
        }
        assertThat(shorts).isGreaterThan(5);
        assertThat(Metrics.measure("ta4j:net-profit").of(ours)).isCloseTo(profit, within(1e-9 * profit));
    }

    @Test
    void positionsInPartsAreRefused() {
        BarSeries bars = RandomBars.walk(Seeds.random("parts", 140), 100);
        Evaluation ours = evaluation(new Halves(), bars, 5, 100);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metrics.measure("ta4j:net-profit").of(ours))
                .withMessageContaining("entered or left in parts");
    }

    @Test
    void namesAreThoseOfClassesInAnySpelling() {
        Measure profit = Metrics.measure("ta4j:net-profit");
        assertThat(Metrics.measure("ta4j:NetProfitCriterion")).isSameAs(profit);
        assertThat(Metrics.measure("ta4j:netprofit")).isSameAs(profit);
        Metric metric = Metrics.of("ta4j:MaximumDrawdown where ta4j:NumberOfPositionsCriterion>=30");
        assertThat(metric.name()).isEqualTo("ta4j:maximum-drawdown where ta4j:number-of-positions>=30");
        assertThat(Metrics.of(metric.name())).isEqualTo(metric);
        assertThat(metric.measures().getFirst().isBetterSmall()).isTrue();
        assertThat(profit.isBetterSmall()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Metrics.of("ta4j:net-profti")).withMessageContaining("did you mean net-profit?");
        assertThatIllegalArgumentException().isThrownBy(() -> Metrics.of("talib:sharpe")).withMessageContaining("unknown metric talib");
    }

    /** Every criterion of the jar that needs no arguments is there, but for old forms of others and those that are made to be extended. */
    @Test
    void noCriterionOfTheJarIsForgotten() throws Exception {
        TreeSet<String> missing = new TreeSet<>();
        try (JarFile jar = new JarFile(AnalysisCriterion.class.getProtectionDomain().getCodeSource().getLocation().getPath())) {
            for (String file : jar.stream().map(entry -> entry.getName()).filter(name -> name.endsWith("Criterion.class")).toList()) {
                Class<?> type = Class.forName(file.substring(0, file.length() - ".class".length()).replace('/', '.'));
                boolean isPlain = !java.lang.reflect.Modifier.isAbstract(type.getModifiers())
                        && java.util.Arrays.stream(type.getConstructors()).anyMatch(made -> made.getParameterCount() == 0);
                if (isPlain) {
                    try {
                        Ta4jCriteria.of(type.getSimpleName());
                    } catch (IllegalArgumentException e) {
                        missing.add(type.getSimpleName());
                    }
                }
            }
        } catch (IOException e) {
            throw new AssertionError("ta4j's jar cannot be read", e);
        }
        assertThat(missing).isEmpty();
    }

    private static Evaluation evaluation(Strategy record, BarSeries bars, int from, int to) {
        TunableStrategy strategy = new Fixed(record).strategy();
        MarketSlice slice = new MarketSlice(
                bars,
                ForecastPlan.of(bars, java.util.List.of(), false).run(Forecasters.of("mean5")),
                new Market(AssetClass.STOCK, false, FEE, FeeRule.PER_FILL, 1.0, 252),
                0,
                from,
                to);
        return strategy.evaluate(slice, Parameters.NONE);
    }

    /** A record as a strategy without searched components. */
    private record Fixed(Strategy record) {
        TunableStrategy strategy() {
            Map<String, String> values = new java.util.TreeMap<>();
            for (var component : record.getClass().getRecordComponents()) {
                try {
                    component.getAccessor().setAccessible(true);
                    values.put(component.getName(), String.valueOf(component.getAccessor().invoke(record)));
                } catch (ReflectiveOperationException e) {
                    throw new AssertionError(e);
                }
            }
            return RecordStrategy.of(record.getClass(), new StrategySpec("test", "fixed", values, null), TunableStrategy.NO_CODE);
        }
    }
}
