package dev.fastback.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.api.BarStrategy;
import dev.fastback.api.Default;
import dev.fastback.api.Indicators;
import dev.fastback.api.Line;
import dev.fastback.api.Peeking;
import dev.fastback.api.Range;
import dev.fastback.api.SignalStrategy;
import dev.fastback.api.Signals;
import dev.fastback.api.Strategy;
import dev.fastback.classics.Classics;
import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.evaluation.Metric;
import dev.fastback.evaluation.Metrics;
import dev.fastback.forecast.ForecastPlan;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.profit.FeeRule;
import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.search.ValueBatch;
import dev.fastback.search.methods.Grid;
import dev.fastback.search.space.ChoiceParameter;
import dev.fastback.search.space.IntegerParameter;
import dev.fastback.search.space.Parameters;
import dev.fastback.search.space.RealParameter;
import dev.fastback.simulate.Prices;
import dev.fastback.simulate.Simulator;
import dev.fastback.simulate.terms.Costs;
import dev.fastback.simulate.terms.Venue;
import dev.fastback.strategy.Evaluators;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.PathTrader;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.builtin.Strategies;
import dev.fastback.testkit.RandomBars;
import dev.fastback.testkit.Seeds;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordStrategyTest {
    private static final Market MARKET = new Market(AssetClass.CRYPTO, false, 0.001, FeeRule.PER_FILL, 1.0, 365);

    enum Side3 {
        LONG,
        SHORT,
        BOTH
    }

    record Everything(
            @Range(min = 2, max = 10, step = 2) int whole,
            @Range(min = 0.1, max = 0.5, step = 0.1) double stepped,
            @Range(min = 1, max = 1000, log = true) double scaled,
            @Range boolean flag,
            @Range Side3 side,
            int setting,
            @Default("0.5") double usual)
            implements SignalStrategy {
        @Override
        public boolean valid() {
            return whole < 10 || !flag;
        }

        @Override
        public Signals signals(Indicators in) {
            return Signals.longWhile(in.close().above(in.sma(whole)));
        }
    }

    record Text(String name) implements SignalStrategy {
        @Override
        public Signals signals(Indicators in) {
            return Signals.longWhile(in.close().above(0));
        }
    }

    /** Counts how often it was asked. */
    record Stateful(@Range(min = 2, max = 9) int bars) implements BarStrategy {
        private static int runs;

        @Override
        public OnBar start(Indicators in) {
            int run = runs++;
            return bar -> {
                if (bar.flat() && bar.timeMillis() / 86_400_000L % (bars + run % 2) == 0) {
                    bar.buy();
                } else {
                    bar.exit();
                }
            };
        }
    }

    private static RecordStrategy of(Class<? extends Strategy> type, Map<String, String> settings) {
        return RecordStrategy.of(type, new StrategySpec("test", type.getSimpleName(), settings, null), TunableStrategy.NO_CODE);
    }

    private static MarketSlice slice(BarSeries bars, int from, int to) {
        return new MarketSlice(bars, ForecastPlan.of(bars, List.of(), false).run(Forecasters.of("mean5")), MARKET, 0, from, to);
    }

    @Test
    void componentsAreParametersAndSettings() {
        RecordStrategy strategy = of(Everything.class, Map.of());
        assertThat(strategy.space().parameters()).containsExactly(
                new IntegerParameter("whole", 2, 10, 2),
                new RealParameter("stepped", 0.1, 0.5, 0.1, false),
                new RealParameter("scaled", 1, 1000, 0, true),
                ChoiceParameter.flag("flag"),
                new ChoiceParameter("side", List.of("LONG", "SHORT", "BOTH")));
        RealParameter stepped = (RealParameter) strategy.space().parameters().get(1);
        assertThat(Stream.iterate(0L, i -> i + 1).limit(stepped.count()).map(stepped::at)).containsExactly(0.1, 0.2, 0.3, 0.4, 0.5);
        assertThat(strategy.components()).containsExactly(
                new Component("whole", "int", "2..10:2", "6"),
                new Component("stepped", "double", "0.1..0.5:0.1", "0.3"),
                new Component("scaled", "double", "1.0..1000.0:log", "500.5"),
                new Component("flag", "boolean", "false|true", "false"),
                new Component("side", "Side3", "LONG|SHORT|BOTH", "LONG"),
                new Component("setting", "int", null, "0"),
                new Component("usual", "double", null, "0.5"));
        assertThat(strategy.space().permits(10, 0.1, 5, 1, 0)).isFalse();
        assertThat(strategy.space().permits(8, 0.1, 5, 1, 0)).isTrue();
        assertThat(strategy.space().constraints().getFirst().description()).isEqualTo("Everything.valid()");
    }

    @Test
    void settingsFixAndRangesSearch() {
        RecordStrategy strategy = of(Everything.class, Map.of("whole", "4", "setting", "1..3", "stepped", "0.2..0.3", "usual", "0..1:0.25", "side", "LONG|BOTH"));
        assertThat(strategy.space().parameters()).containsExactly(
                new RealParameter("stepped", 0.2, 0.3, 0.1, false),
                new RealParameter("scaled", 1, 1000, 0, true),
                ChoiceParameter.flag("flag"),
                new ChoiceParameter("side", List.of("LONG", "BOTH")),
                new IntegerParameter("setting", 1, 3),
                new RealParameter("usual", 0, 1, 0.25, false));
        assertThat(strategy.fixed().space().isEmpty()).isTrue();
        assertThat(strategy.with(Map.of("whole", "6..8:2")).space().parameters().getFirst()).isEqualTo(new IntegerParameter("whole", 6, 8, 2));
    }

    @Test
    void whatIsNotPermittedIsNamed() {
        assertThatThrownBy(() -> of(Everything.class, Map.of("speed", "1"))).hasMessage(
                "Everything has no parameter speed; there are: whole, stepped, scaled, flag, side, setting, usual");
        assertThatThrownBy(() -> of(Everything.class, Map.of("whole", "fast"))).hasMessage("whole must be a whole number: fast");
        assertThatThrownBy(() -> of(Everything.class, Map.of("whole", "1..x"))).hasMessage("the range of whole is from..to, from..to:step or from..to:log: 1..x");
        assertThatThrownBy(() -> of(Everything.class, Map.of("whole", "1.5..3"))).hasMessage("range of whole must be of whole numbers, it is an int: 1.5");
        assertThatThrownBy(() -> of(Everything.class, Map.of("whole", "9..3"))).hasMessageContaining("whole").hasMessageContaining("9,3");
        assertThatThrownBy(() -> of(Everything.class, Map.of("side", "UP"))).hasMessage("side must be one of LONG, SHORT, BOTH: UP");
        assertThatThrownBy(() -> of(Everything.class, Map.of("flag", "yes"))).hasMessage("flag must be true or false: yes");
        assertThatThrownBy(() -> of(Everything.class, Map.of("usual", "NaN"))).hasMessage("usual must be a number: NaN");
        assertThatThrownBy(() -> of(Text.class, Map.of())).hasMessage(
                "component name of Text is a String; a component is an int, a double, a boolean or an enum");
    }

    @Test
    void warmUpIsThatOfTheWholeSpace() {
        // The average of 200 bars is defined at bar 199; a signal that is new there is not taken for one.
        assertThat(Classics.of("sma-cross", Map.of()).needs().warmUpBars()).isEqualTo(201);
        assertThat(Classics.of("sma-cross", Map.of("slow", "3..5", "fast", "2")).needs().warmUpBars()).isEqualTo(6);
        assertThat(Classics.of("sma-cross", Map.of("slow", "5000", "fast", "2")).needs().warmUpBars()).isEqualTo(5001);
        assertThat(Classics.of("adx-trend", Map.of("period", "14")).needs().warmUpBars()).isEqualTo(29);
    }

    static Stream<String> classics() {
        return Classics.names().stream();
    }

    @ParameterizedTest
    @MethodSource("classics")
    void everyClassicTradesDoesNotLookAheadAndIsMadeAgainFromItsDescription(String name) {
        SplittableRandom random = Seeds.random("classics " + name, 3);
        TunableStrategy strategy = Strategies.of(name);
        assertThat(Strategies.of(strategy.spec())).isEqualTo(strategy);
        assertThat(Classics.source(name)).contains("public record").doesNotContain("import dev.fastback.api").doesNotContain("package");
        RecordStrategy single = Classics.of(name, Map.of()).fixed();
        assertThat(single.space().isEmpty()).isTrue();
        BarSeries bars = RandomBars.walk(random, 1500);
        int from = strategy.needs().firstBar();
        Evaluation usual = single.evaluate(slice(bars, from, bars.size()), Parameters.NONE);
        assertThat(usual.trades()).isPositive();
        for (int round = 0; round < 3; round++) {
            Parameters parameters = drawn(strategy, random);
            MarketSlice slice = slice(bars, from, bars.size());
            Evaluation evaluation = strategy.evaluate(slice, parameters);
            assertThat(evaluation.barReturns()).hasSize(slice.size());
            strategy.verify(slice, parameters);
            BarSeries other = RandomBars.withOther(bars, 900, bars.size(), random);
            assertThat(strategy.evaluate(slice(other, from, 900), parameters).barReturns())
                    .isEqualTo(strategy.evaluate(slice(bars, from, 900), parameters).barReturns());
            for (Metric metric : List.of(Metrics.of("sharpe"), Metrics.of("drawdown where trades>=5"), Metrics.of("profit-factor"))) {
                // Trade by trade it is the same to within rounding, and what is reported is the plain value.
                Objective objective = strategy.objective(slice, metric, Evaluators.SCALAR);
                double value = metric.of(evaluation, 365);
                assertThat(objective.plain().orElse(objective).valueAt(parameters.coordinates())).isEqualTo(value);
                assertThat(objective.valueAt(parameters.coordinates())).isCloseTo(value, within(1e-12 * Math.max(Math.sqrt(365), Math.abs(value))));
            }
        }
    }

    /** Neighbours of a grid share what is made of them: none may have figures that it would not have alone. */
    @Test
    void candidatesOfARowHaveTheFiguresThatEachHasAlone() {
        SplittableRandom random = Seeds.random("rows", 3);
        MarketSlice slice = slice(RandomBars.walk(random, 500), 60, 500);
        RecordStrategy strategy = Classics.of("rsi-reversion", Map.of("period", "5..8", "buyBelow", "30..45:5", "sellAbove", "60..65:5", "stop", "0.05..0.95:0.05", "target", "0.3"));
        Objective objective = strategy.objective(slice, Metrics.of("sharpe,return where trades>=3,drawdown<=0.2"), Evaluators.SCALAR);
        PointBatch points = new PointBatch(strategy.space().dimension());
        Grid grid = new Grid(strategy.space());
        PointBatch asked = grid.ask();
        for (int i = 0; i < asked.count(); i++) {
            points.add(asked.point(i));
        }
        assertThat(points.count()).isEqualTo(4 * 4 * 2 * 19);
        ValueBatch together = new ValueBatch(objective.metrics(), objective.constraints());
        together.reserve(points.count());
        objective.evaluate(points, 0, points.count(), together);
        ValueBatch alone = new ValueBatch(objective.metrics(), objective.constraints());
        alone.reserve(points.count());
        int same = 0;
        for (int i = 0; i < points.count(); i++) {
            objective.evaluate(points, i, i + 1, alone);
            same += i > 0 && alone.metric(1)[i] == alone.metric(1)[i - 1] ? 1 : 0;
        }
        for (int m = 0; m < objective.metrics(); m++) {
            assertThat(together.metric(m)).isEqualTo(alone.metric(m));
        }
        for (int c = 0; c < objective.constraints(); c++) {
            assertThat(together.violation(c)).isEqualTo(alone.violation(c));
        }
        assertThat(same).as("candidates that are the one before").isBetween(50, 600);
    }

    private static Parameters drawn(TunableStrategy strategy, SplittableRandom random) {
        double[] point = new double[strategy.space().dimension()];
        do {
            for (int d = 0; d < point.length; d++) {
                var parameter = strategy.space().parameters().get(d);
                point[d] = parameter.nearest(parameter.min() + random.nextDouble() * (parameter.max() - parameter.min()));
            }
        } while (!strategy.space().permits(point));
        return Parameters.of(strategy.space(), point);
    }

    @Test
    void lookingAheadIsFound() {
        BarSeries bars = RandomBars.walk(new SplittableRandom(1), 400);
        RecordStrategy strategy = of(Peeking.class, Map.of());
        Parameters parameters = Parameters.of(strategy.space(), 1);
        assertThat(strategy.evaluate(slice(bars, 10, 400), parameters).totalReturn()).isPositive();
        assertThatThrownBy(() -> strategy.verify(slice(bars, 10, 400), parameters))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("Peeking looks ahead: on bars that end with \\S+ its account or its orders at \\S+ are others");
    }

    @Test
    void stateBetweenRunsIsFound() {
        BarSeries bars = RandomBars.walk(new SplittableRandom(1), 400);
        RecordStrategy strategy = of(Stateful.class, Map.of());
        assertThatThrownBy(() -> strategy.verify(slice(bars, 10, 400), Parameters.of(strategy.space(), 2)))
                .hasMessageMatching("Stateful gives other trades when it is run twice, first seen at \\S+: it must keep nothing between runs and use no random numbers or clocks");
    }

    record Once() implements BarStrategy {
        @Override
        public OnBar start(Indicators in) {
            boolean[] done = {false};
            return bar -> {
                if (!done[0]) {
                    bar.buy();
                    done[0] = true;
                }
            };
        }
    }

    @Test
    void aPositionThatIsOpenAtTheEndIsMarkedInSampleAndPaidForOnUnseenBars() {
        BarSeries bars = RandomBars.walk(new SplittableRandom(4), 60);
        RecordStrategy strategy = of(Once.class, Map.of());
        MarketSlice slice = slice(bars, 10, 60);
        double growth = bars.close(59) / bars.open(10);
        Evaluation fit = strategy.evaluate(slice, Parameters.NONE);
        assertThat(fit.totalReturn()).isEqualTo(growth / 1.001 - 1, within(1e-12));
        assertThat(fit.trades()).isEqualTo(1);
        assertThat(Metrics.measure("closed-trades").of(fit)).isZero();
        assertThat(Metrics.measure("exposure").of(fit)).isEqualTo(1);
        Evaluation unseen = strategy.evaluateUnseen(slice, Parameters.NONE);
        assertThat(unseen.totalReturn()).isEqualTo(growth / 1.001 * 0.999 - 1, within(1e-12));
        assertThat(Metrics.measure("closed-trades").of(unseen)).isEqualTo(1);
        assertThat(Metrics.measure("expectancy").of(unseen)).isEqualTo(growth / 1.001 * 0.999 - 1, within(2e-3));
    }

    @ParameterizedTest
    @MethodSource("classics")
    void aPathOfOneSetOfParametersIsTheirEvaluationOnUnseenBars(String name) {
        RecordStrategy strategy = Classics.of(name, Map.of()).fixed();
        BarSeries bars = RandomBars.walk(new SplittableRandom(9), 900);
        MarketSlice slice = slice(bars, strategy.needs().firstBar(), 900);
        PathTrader path = strategy.pathTrading().orElseThrow().start(slice).getFirst();
        Simulator simulator = new Simulator(Venue.of(Costs.ofFee(0.001)));
        simulator.run(Prices.of(bars), slice.from(), 900, account -> path.order(account, Parameters.NONE));
        simulator.closeOut();
        assertThat(simulator.ledger().barReturns(0, slice.size())).isEqualTo(strategy.evaluateUnseen(slice, Parameters.NONE).barReturns());
    }

    @Test
    void aPositionIsCarriedToTheFoldOfOtherParameters() {
        BarSeries bars = RandomBars.walk(new SplittableRandom(4), 400);
        RecordStrategy strategy = Classics.of("sma-cross", Map.of("fast", "2..5", "slow", "20..40"));
        MarketSlice slice = slice(bars, 50, 400);
        PathTrader path = strategy.pathTrading().orElseThrow().start(slice).getFirst();
        Parameters first = Parameters.of(strategy.space(), 2, 20);
        Parameters then = Parameters.of(strategy.space(), 5, 40);
        Simulator simulator = new Simulator(Venue.of(Costs.ofFee(0)));
        simulator.run(Prices.of(bars), 50, 400, account -> path.order(account, account.bar() < 200 ? first : then));
        for (int bar = 50; bar < 400; bar++) {
            Parameters decides = bar <= 200 ? first : then;
            int fast = (int) decides.coordinate(0);
            int slow = (int) decides.coordinate(1);
            // Held on a bar where the averages of the closes before it say so, whoever bought it.
            double difference = mean(bars, bar, fast) - mean(bars, bar, slow);
            if (Math.abs(difference) > 1e-9) {
                assertThat(simulator.ledger().position(bar - 50) > 0).as("bar %s", bar).isEqualTo(difference > 0);
            }
        }
    }

    private static double mean(BarSeries bars, int end, int n) {
        double sum = 0;
        for (int i = end - n; i < end; i++) {
            sum += bars.close(i);
        }
        return sum / n;
    }

    /** Looks at weeks. */
    private record Weekly(@Range(min = 4, max = 20) int weeks) implements SignalStrategy {
        @Override
        public Signals signals(Indicators in) {
            return Signals.longWhile(in.close().above(in.every(java.time.Duration.ofDays(7), week -> week.sma(weeks))));
        }
    }

    /** Looks at volumes of days, where asked for. */
    private record Volumes(@Range boolean looks) implements SignalStrategy {
        @Override
        public Signals signals(Indicators in) {
            Line days = in.every(java.time.Duration.ofDays(1), day -> looks ? day.obv() : day.close());
            return Signals.longWhile(days.rising(1));
        }
    }

    /** Gives nothing. */
    private record Nothing() implements SignalStrategy {
        @Override
        public Signals signals(Indicators in) {
            return null;
        }
    }

    @Test
    void aLookAtVolumesIsSeen() {
        assertThat(of(Volumes.class, Map.of()).looksAtVolume()).isTrue();
        assertThat(of(Volumes.class, Map.of("looks", "false")).looksAtVolume()).isFalse();
        assertThat(of(Weekly.class, Map.of()).looksAtVolume()).isFalse();
    }

    /** It was an internal fault of the report, which asks how trades are settled. */
    @Test
    void aStrategyThatGivesNoSignalsHasASimulatorAllTheSame() {
        RecordStrategy nothing = of(Nothing.class, Map.of());
        assertThat(nothing.simulator(MARKET, Metrics.SHARPE)).isPresent();
        assertThat(nothing.others()).isEmpty();
    }

    /** How many bars make a week is a matter of the series: five of a share's days, 168 hours of a coin. */
    @Test
    void theWarmUpOfLongerBarsIsThatOfTheSeries() {
        RecordStrategy weekly = of(Weekly.class, Map.of());
        long day = 86_400_000L;
        BarSeries walk = RandomBars.walk(Seeds.random("weeks", 150), 4000);
        long[] weekdays = new long[4000];
        long[] hours = new long[4000];
        for (int i = 0; i < 4000; i++) {
            weekdays[i] = day * (4 + i / 5 * 7 + i % 5); // from 5 January 1970, a Monday
            hours[i] = 4 * day + i * day / 24;
        }
        assertThat(weekly.needs(at(walk, weekdays)).warmUpBars()).isBetween(100, 108);
        assertThat(weekly.needs(at(walk, hours)).warmUpBars()).isBetween(20 * 168, 20 * 168 + 3);
        assertThat(weekly.needs(at(walk, hours))).isEqualTo(weekly.needs(at(walk, hours).slice(0, 300)));
        assertThat(weekly.looksAtLongerBars()).isTrue();
        RecordStrategy plain = of(Stateful.class, Map.of());
        assertThat(plain.needs(at(walk, weekdays))).isEqualTo(plain.needs());
    }

    private static BarSeries at(BarSeries bars, long[] times) {
        return RandomBars.at(bars, "AT", times);
    }
}
