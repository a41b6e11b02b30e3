package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.evaluation.Metric;
import dev.fastback.evaluation.Metrics;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.search.ValueBatch;
import dev.fastback.search.space.ChoiceParameter;
import dev.fastback.search.space.Parameter;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import dev.fastback.simulate.Trade;
import dev.fastback.strategy.Evaluators;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.RuleStrategy;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.Window;
import dev.fastback.strategy.builtin.EntryExitStrategy;
import dev.fastback.strategy.builtin.Strategies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** What every {@link TunableStrategy} promises, and what rules and strategies with entry and exit levels do beside. A subclass names it. */
public abstract class StrategyContract {
    /** For subclasses. */
    protected StrategyContract() {}

    /** Returns the strategy to test. */
    protected abstract TunableStrategy strategy();

    @Test
    void isFoundByItsName() {
        assertThat(strategy().name()).matches("[a-z]+(-[a-z]+)*").isEqualTo(strategy().spec().name());
        assertThat(Strategies.of(strategy().name())).hasSameClassAs(strategy());
    }

    @Test
    void isMadeAgainFromItsDescription() {
        StrategySpec spec = strategy().spec();
        assertThat(Strategies.whyNotRemade(strategy())).isEmpty();
        TunableStrategy made = Strategies.of(spec);
        assertThat(made).hasSameClassAs(strategy());
        assertThat(made.spec()).isEqualTo(spec);
        assertThat(made.space()).isEqualTo(strategy().space());
        assertThat(made.needs()).isEqualTo(strategy().needs());
        MarketSlice slice = RandomWindows.slice(random("description"), 12, market(AssetClass.STOCK, 0.001, FeeRule.PER_FILL));
        for (Parameters parameters : parameters(random("description"))) {
            assertSame(made.evaluate(slice, parameters), strategy().evaluate(slice, parameters));
        }
    }

    @Test
    void refusesSettingsThatItDoesNotHave() {
        StrategySpec spec = strategy().spec();
        Map<String, String> settings = new TreeMap<>(spec.settings());
        settings.put("no such setting", "1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Strategies.of(new StrategySpec(spec.provider(), spec.name(), settings, spec.sourceHash())))
                .withMessageContaining("no such setting");
    }

    @Test
    void parametersReadBackFromTheirNamesAndValues() {
        for (Parameters parameters : parameters(random("values"))) {
            assertThat(strategy().space().permits(parameters.coordinates())).isTrue();
            Parameters read = Parameters.of(strategy().space(), parameters.toMap());
            assertThat(read.coordinates()).isEqualTo(parameters.coordinates());
            assertThat(List.copyOf(parameters.toMap().keySet())).isEqualTo(strategy().space().names());
        }
    }

    @Test
    void baselineIsPermittedAndKeepsWhatWasChosen() {
        for (Parameters parameters : parameters(random("baseline"))) {
            strategy().baseline(parameters).ifPresent(baseline -> {
                assertThat(baseline.space()).isEqualTo(strategy().space());
                assertThat(strategy().space().permits(baseline.coordinates())).isTrue();
                for (int d = 0; d < strategy().space().dimension(); d++) {
                    if (strategy().space().parameters().get(d) instanceof ChoiceParameter) {
                        assertThat(baseline.value(d)).isEqualTo(parameters.value(d));
                    }
                }
            });
        }
    }

    @Test
    void scoresEachBarWithConsistentFigures() {
        SplittableRandom random = random("figures");
        for (int round = 0; round < 50; round++) {
            MarketSlice slice = RandomWindows.slice(random, 1 + random.nextInt(30), anyMarket());
            for (Market market : markets()) {
                MarketSlice here = on(slice, market);
                evaluations(here, random.split()).forEach(evaluation -> check(evaluation, here));
            }
        }
    }

    @Test
    void runsOnFlatPricesOnOneBarAndOnNone() {
        for (int bars : new int[] {0, 1, 6}) {
            for (Market market : markets()) {
                MarketSlice slice = RandomWindows.flatSlice(bars, market);
                for (Evaluation evaluation : evaluations(slice, random("flat"))) {
                    check(evaluation, slice);
                    assertThat(evaluation.ambiguousBars()).isZero();
                }
            }
        }
    }

    @Test
    void isDeterministicAndWritesNothing() {
        MarketSlice slice = RandomWindows.slice(random("deterministic"), 12, anyMarket());
        Window window = slice.window();
        List<double[]> before = RandomWindows.columns(window);
        for (Market market : markets()) {
            List<Evaluation> first = evaluations(on(slice, market), new SplittableRandom(5));
            List<Evaluation> second = evaluations(on(slice, market), new SplittableRandom(5));
            assertThat(second).usingRecursiveComparison().isEqualTo(first);
            // The slice of the same window, also read by others.
            assertThat(evaluations(slice.withFeeRule(market.feeRule()), new SplittableRandom(5)))
                    .usingRecursiveComparison()
                    .isEqualTo(evaluations(on(slice, slice.market().withFeeRule(market.feeRule())), new SplittableRandom(5)));
        }
        List<double[]> after = RandomWindows.columns(window);
        for (int c = 0; c < before.size(); c++) {
            assertThat(after.get(c)).isEqualTo(before.get(c));
        }
    }

    @Test
    void readsNothingFromTheEndOfTheSliceOn() {
        SplittableRandom random = random("future");
        for (int round = 0; round < 20; round++) {
            BarSeries bars = RandomBars.walk(random, 70);
            BarSeries other = RandomBars.withOther(bars, 60, 70, random);
            for (Market market : markets()) {
                MarketSlice slice = RandomWindows.slice(bars, 30, "mean5", market);
                MarketSlice sameUntil60 = RandomWindows.slice(other, 30, "mean5", market);
                for (Parameters parameters : parameters(random)) {
                    assertSame(
                            strategy().evaluate(cut(sameUntil60, 60), parameters), strategy().evaluate(cut(slice, 60), parameters));
                }
            }
        }
    }

    @Test
    void judgesTheOrderForTheLastBarWithoutKnowingIt() {
        SplittableRandom random = random("order");
        List<String> forecasters = Forecasters.names();
        for (int round = 0; round < 50; round++) {
            int n = 1 + random.nextInt(10);
            BarSeries bars = RandomBars.walk(random, n + 40);
            BarSeries other = RandomBars.withOther(bars, bars.size() - 1, bars.size(), random);
            String forecaster = forecasters.get(random.nextInt(forecasters.size()));
            for (Market market : markets()) {
                for (Parameters parameters : parameters(random)) {
                    PathRuns path = PathRuns.of(strategy(), RandomWindows.slice(bars, n, forecaster, market), parameters);
                    assertThat(path.orders()).allMatch(order -> order.strategy().equals(strategy().name()));
                    assertThat(PathRuns.of(strategy(), RandomWindows.slice(other, n, forecaster, market), parameters)).isEqualTo(path);
                    BarSeries known = bars.slice(0, bars.size() - 1);
                    assertThat(PathRuns.of(
                                    strategy(), RandomWindows.sliceWithNextBar(known, n - 1, forecaster, market), parameters))
                            .isEqualTo(path);
                }
            }
        }
    }

    @Test
    void judgesTheSideOfTheLastBarWithoutKnowingIt() {
        SplittableRandom random = random("side");
        for (int round = 0; round < 50; round++) {
            Window window = RandomWindows.walk(random, 1 + random.nextInt(10));
            for (Market market : markets()) {
                Window unknown = RandomWindows.withUnknownLastBar(window);
                switch (strategy()) {
                    case RuleStrategy rule -> assertThat(rule.side(unknown, market)).isEqualTo(rule.side(window, market));
                    case EntryExitStrategy levels ->
                        assertThat(levels.side(unknown, market)).isEqualTo(levels.side(window, market));
                    default -> {} // has no sides of windows; its orders are judged above
                }
            }
        }
    }

    /** Returns whether the strategy keeps to long positions where only those are allowed; its definition may say otherwise. */
    protected boolean respectsLongOnly() {
        return true;
    }

    @Test
    void isNeverShortWhereOnlyLongPositionsAreAllowed() {
        if (!respectsLongOnly()) {
            return;
        }
        SplittableRandom random = random("long only");
        Market free = market(AssetClass.CRYPTO, 0.0, FeeRule.PER_FILL);
        for (int round = 0; round < 50; round++) {
            MarketSlice slice = RandomWindows.slice(random, 1 + random.nextInt(10), free);
            for (Parameters parameters : parameters(random)) {
                assertThat(PathRuns.of(strategy(), slice, parameters).trades()).allMatch(Trade::isLong);
            }
            Window falling = RandomWindows.withForecasts(slice.window(), f -> -Math.abs(f) - 0.001);
            switch (strategy()) {
                case EntryExitStrategy levels -> {
                    for (boolean closeAtEndOfDay : new boolean[] {false, true}) {
                        EntryExitProblem problem = levels.problem(slice.window(), free, closeAtEndOfDay);
                        assertThat(DoubleStream.of(legs(problem))).allMatch(p -> p >= 0);
                        assertThat(DoubleStream.of(legs(levels.problem(falling, free, closeAtEndOfDay)))).allMatch(p -> p >= 0);
                    }
                }
                case RuleStrategy rule -> {
                    for (Evaluation score : List.of(rule.score(falling, free), rule.scoreOutOfSample(falling, free))) {
                        // The first bar is left out: unprofit-shutdown begins with a long position whatever the forecast.
                        assertThat(score.barReturns()[0]).isIn(0.0, -0.0, falling.closeMove()[0]);
                        for (int i = 1; i < falling.bars(); i++) {
                            assertThat(score.barReturns()[i]).isZero();
                        }
                    }
                }
                default -> {} // what its orders say is all that is known of its positions
            }
        }
    }

    @Test
    void earnsTheSameOutOfSampleWhenNothingIsCharged() {
        SplittableRandom random = random("no costs");
        for (int round = 0; round < 50; round++) {
            MarketSlice slice = RandomWindows.slice(random, 1 + random.nextInt(10), anyMarket());
            MarketSlice free = on(slice, market(AssetClass.STOCK, 0.0, FeeRule.PER_FILL));
            MarketSlice paid = on(slice, market(AssetClass.STOCK, 0.001, FeeRule.PER_FILL));
            for (Parameters parameters : parameters(random)) {
                double[] unpaid = strategy().evaluateUnseen(free, parameters).barReturns();
                double[] charged = strategy().evaluateUnseen(paid, parameters).barReturns();
                assertThat(unpaid).isEqualTo(strategy().evaluate(free, parameters).barReturns());
                for (int i = 0; i < unpaid.length; i++) {
                    assertThat(charged[i]).isLessThanOrEqualTo(unpaid[i]);
                }
            }
        }
    }

    @Test
    void isChargedPerFillOnUnseenBarsWhateverTheFeeRule() {
        SplittableRandom random = random("unseen");
        MarketSlice slice = RandomWindows.slice(random, 20, market(AssetClass.STOCK, 0.002, FeeRule.ORIGINAL));
        for (Parameters parameters : parameters(random)) {
            assertSame(
                    strategy().evaluateUnseen(slice, parameters),
                    strategy().evaluateUnseen(slice.withFeeRule(FeeRule.PER_FILL), parameters));
        }
    }

    @Test
    void objectiveIsTheMetricOfItsEvaluationBitForBit() {
        SplittableRandom random = random("objective");
        assertThat(strategy().usualEvaluations()).isPositive();
        for (int round = 0; round < 100; round++) {
            MarketSlice slice = RandomWindows.slice(random, 1 + random.nextInt(20), anyMarket());
            for (Market market : markets()) {
                for (Metric metric : Metrics.all()) {
                    checkObjective(on(slice, market), metric, parameters(random));
                }
            }
        }
    }

    private void checkObjective(MarketSlice slice, Metric metric, List<Parameters> points) {
        Objective objective = strategy().objective(slice, metric, Evaluators.SCALAR);
        assertThat(objective.space()).isEqualTo(strategy().space());
        assertThat(objective.metrics()).isEqualTo(1);
        assertThat(objective.constraints()).isZero();
        PointBatch batch = new PointBatch(objective.space().dimension());
        points.forEach(parameters -> batch.add(parameters.coordinates()));
        ValueBatch values = new ValueBatch(1, 0);
        values.reserve(points.size());
        // Batches in two parts, so that a mistaken start shows.
        int middle = points.size() / 2;
        objective.evaluate(batch, 0, middle, values);
        objective.evaluate(batch, middle, points.size(), values);
        for (int i = 0; i < points.size(); i++) {
            double expected = metric.of(strategy().evaluate(slice, points.get(i)), slice.market().periodsPerYear());
            assertThat(values.metric(0)[i]).as(metric.name() + " of " + points.get(i).toMap()).isEqualTo(expected);
            assertThat(objective.valueAt(points.get(i).coordinates())).isEqualTo(expected);
        }
    }

    /** Returns everything evaluated: in sample and unseen, with each of {@link #parameters}. */
    private List<Evaluation> evaluations(MarketSlice slice, SplittableRandom random) {
        List<Evaluation> evaluations = new ArrayList<>();
        for (Parameters parameters : parameters(random)) {
            evaluations.add(strategy().evaluate(slice, parameters));
            evaluations.add(strategy().evaluateUnseen(slice, parameters));
        }
        return evaluations;
    }

    /** Returns, for each way of choosing, random permitted numbers and the baseline; {@link Parameters#NONE} alone for a rule. */
    protected final List<Parameters> parameters(SplittableRandom random) {
        ParameterSpace space = strategy().space();
        if (space.isEmpty()) {
            return List.of(Parameters.NONE);
        }
        List<double[]> chosen = List.of(new double[space.dimension()]);
        for (int d = 0; d < space.dimension(); d++) {
            if (space.parameters().get(d) instanceof ChoiceParameter choice) {
                List<double[]> more = new ArrayList<>();
                for (int c = 0; c < choice.choices().size(); c++) {
                    for (double[] point : chosen) {
                        double[] with = point.clone();
                        with[d] = c;
                        more.add(with);
                    }
                }
                chosen = more;
            }
        }
        List<Parameters> all = new ArrayList<>();
        for (double[] point : chosen) {
            Parameters drawn = Parameters.of(space, drawn(space, point, random));
            all.add(drawn);
            strategy().baseline(drawn).ifPresent(all::add);
        }
        return all;
    }

    /** Fills in numbers until the whole is permitted. */
    private static double[] drawn(ParameterSpace space, double[] point, SplittableRandom random) {
        for (int attempt = 0; attempt < 1000; attempt++) {
            for (int d = 0; d < point.length; d++) {
                Parameter parameter = space.parameters().get(d);
                if (!(parameter instanceof ChoiceParameter)) {
                    double share = random.nextDouble();
                    point[d] = parameter.nearest(parameter.min() * (1.0 - share) + parameter.max() * share);
                }
            }
            if (space.permits(point)) {
                return point;
            }
        }
        throw new AssertionError("no permitted point found in " + space);
    }

    private static void check(Evaluation evaluation, MarketSlice slice) {
        assertThat(evaluation.barReturns()).hasSize(slice.size());
        for (double x : evaluation.barReturns()) {
            assertThat(x).isFinite();
        }
        assertThat(evaluation.totalReturn()).isFinite();
        assertThat(evaluation.sharpe()).isFinite();
        assertThat(evaluation.annualReturn()).isEqualTo(evaluation.averageReturn() * slice.market().periodsPerYear());
        assertThat(evaluation.maxDrawdown()).isFinite().isNotNegative();
        assertThat(evaluation.trades()).isBetween(0, 2 * slice.size());
        assertThat(evaluation.ambiguousBars()).isBetween(0, slice.size());
    }

    private static void assertSame(Evaluation actual, Evaluation expected) {
        assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
    }

    private static double[] legs(EntryExitProblem problem) {
        double[] all = new double[problem.legCount() * problem.bars()];
        for (int leg = 0; leg < problem.legCount(); leg++) {
            System.arraycopy(problem.leg(leg), 0, all, leg * problem.bars(), problem.bars());
        }
        return all;
    }

    /** Returns the same bars in another market. */
    private static MarketSlice on(MarketSlice slice, Market market) {
        return new MarketSlice(slice.bars(), slice.forecasts(), market, slice.warmFrom(), slice.from(), slice.to());
    }

    private static MarketSlice cut(MarketSlice slice, int to) {
        return new MarketSlice(slice.bars(), slice.forecasts(), slice.market(), slice.warmFrom(), slice.from(), to);
    }

    private static List<Market> markets() {
        List<Market> markets = new ArrayList<>();
        for (AssetClass assetClass : AssetClass.values()) {
            for (FeeRule rule : FeeRule.values()) {
                markets.add(market(assetClass, assetClass.defaultFeeFraction(), rule));
            }
        }
        return markets;
    }

    private static Market anyMarket() {
        return market(AssetClass.STOCK, 0.001, FeeRule.PER_FILL);
    }

    private static Market market(AssetClass assetClass, double fee, FeeRule rule) {
        double spread = fee == 0 ? 1.0 : 1.002;
        return new Market(
                assetClass, assetClass.isLongOnlyByDefault(), fee, rule, spread, assetClass.tradingDaysPerYear());
    }

    private SplittableRandom random(String test) {
        return Seeds.random(getClass().getSimpleName() + " " + test, 23);
    }
}
