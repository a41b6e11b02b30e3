package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.codec.SimulationCodec;
import dev.fastback.codec.StudyCodec;
import dev.fastback.data.BarSeries;
import dev.fastback.engine.Engine;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.engine.ThreadEngine;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.evaluation.Metric;
import dev.fastback.forecast.Context;
import dev.fastback.forecast.ForecastBatch;
import dev.fastback.forecast.ForecastPlan;
import dev.fastback.forecast.Forecaster;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.journal.MemoryJournal;
import dev.fastback.journal.StudyView;
import dev.fastback.result.Figure;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult.Interrupted;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.StrategyResult;
import dev.fastback.result.SymbolResult;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.search.Budget;
import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.search.SearchContext;
import dev.fastback.search.Searches;
import dev.fastback.search.Solution;
import dev.fastback.search.StopSignal;
import dev.fastback.search.ValueBatch;
import dev.fastback.search.space.ChoiceParameter;
import dev.fastback.search.space.IntegerParameter;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import dev.fastback.search.space.RealParameter;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.simulation.PreparedSymbol;
import dev.fastback.strategy.DataNeeds;
import dev.fastback.strategy.Evaluators;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.builtin.Strategies;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.study.StudyBuilder;
import dev.fastback.summary.StudyResult;
import dev.fastback.walkforward.WalkForward;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An objective, a metric and strategies as a user writes them, without a provider, from the search to the report of a stored run. */
class OwnStrategyTest {
    private static final String LENGTH = "length";
    private static final String MARGIN = "margin";
    private static final String SIDES = "sides";

    /** Buys above the highest high of some bars and sells short below the lowest low, each by a margin; may keep to one side. */
    private record Breakout() implements TunableStrategy {
        private static final ParameterSpace SPACE = new ParameterSpace(List.of(
                new IntegerParameter(LENGTH, 2, 14, 3),
                new RealParameter(MARGIN, -0.02, 0.02),
                new ChoiceParameter(SIDES, List.of("both", "long", "short"))));

        @Override
        public StrategySpec spec() {
            return StrategySpec.of("me", "breakout");
        }

        @Override
        public ParameterSpace space() {
            return SPACE;
        }

        @Override
        public DataNeeds needs() {
            return new DataNeeds(false, 14);
        }

        @Override
        public Evaluation evaluate(MarketSlice slice, Parameters parameters) {
            double[] returns = new double[slice.size()];
            int entries = 0;
            int before = 0;
            for (int i = 0; i < returns.length; i++) {
                int bar = slice.from() + i;
                int side = side(slice, bar, parameters);
                double move = slice.bars().close(bar) / slice.bars().close(bar - 1) - 1.0;
                returns[i] = side * move - Math.abs(side - before) * slice.market().feeFraction();
                entries += side != 0 && side != before ? 1 : 0;
                before = side;
            }
            return Evaluation.summed(returns, slice.market().periodsPerYear(), entries, 0);
        }

        private static int side(MarketSlice slice, int bar, Parameters parameters) {
            BarSeries bars = slice.bars();
            int from = Math.max(slice.warmFrom(), bar - 1 - (int) parameters.whole(LENGTH));
            double high = Double.NEGATIVE_INFINITY;
            double low = Double.POSITIVE_INFINITY;
            for (int t = from; t < bar - 1; t++) {
                high = Math.max(high, bars.high(t));
                low = Math.min(low, bars.low(t));
            }
            double margin = parameters.real(MARGIN);
            String sides = parameters.choice(SIDES);
            double last = bars.close(bar - 1);
            if (last > high * (1.0 + margin) && !sides.equals("short")) {
                return 1;
            }
            return last < low * (1.0 - margin) && !sides.equals("long") ? -1 : 0;
        }
    }

    /** The same rule, fitted to an objective of its own: the return less something for each entry. */
    private record PatientBreakout(Breakout rule) implements TunableStrategy {
        @Override
        public StrategySpec spec() {
            return StrategySpec.of("me", "patient-breakout");
        }

        @Override
        public ParameterSpace space() {
            return rule.space();
        }

        @Override
        public DataNeeds needs() {
            return rule.needs();
        }

        @Override
        public Evaluation evaluate(MarketSlice slice, Parameters parameters) {
            return rule.evaluate(slice, parameters);
        }

        @Override
        public Objective objective(MarketSlice slice, Metric metric, Evaluators how) {
            return new LessPerEntry(rule, slice);
        }
    }

    private record LessPerEntry(TunableStrategy strategy, MarketSlice slice) implements Objective {
        @Override
        public ParameterSpace space() {
            return strategy.space();
        }

        @Override
        public void evaluate(PointBatch points, int from, int to, ValueBatch values) {
            for (int i = from; i < to; i++) {
                Evaluation evaluation = strategy.evaluate(slice, Parameters.of(space(), points.point(i)));
                values.metric(0)[i] = evaluation.totalReturn() - 0.001 * evaluation.trades();
            }
        }
    }

    /** Return over drawdown, in a form without division by zero. */
    private record Calm() implements Metric {
        @Override
        public String name() {
            return "calm";
        }

        @Override
        public double of(Evaluation evaluation, double periodsPerYear) {
            return evaluation.totalReturn() - 2.0 * evaluation.maxDrawdown();
        }
    }

    /** What a report must never ask. */
    private record NoForecaster() implements Forecaster {
        @Override
        public String id() {
            return "none";
        }

        @Override
        public int contextLimit() {
            throw new IllegalStateException("there is no forecaster");
        }

        @Override
        public ForecastBatch forecast(List<Context> contexts) {
            throw new IllegalStateException("there is no forecaster");
        }
    }

    private static final List<TunableStrategy> OWN = List.of(new Breakout(), new PatientBreakout(new Breakout()));

    private static StudyBuilder builder(List<TunableStrategy> strategies) {
        SplittableRandom random = new SplittableRandom(77);
        return Study.builder()
                .add(RandomBars.walk(random, 160).withSymbol("A"))
                .add(RandomBars.walk(random, 90).withSymbol("B"))
                .strategies(strategies)
                .search(new SearchSettings("direct", 40))
                .metric(new Calm())
                .walkForward(new WalkForward(60, 40, 2, 0));
    }

    static List<Engine> engines() {
        return List.of(new SequentialEngine(), new ThreadEngine(1), new ThreadEngine(3), new ThreadEngine(8));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void everyEngineFindsTheSameAlsoBesideOtherStrategies(Engine engine) {
        List<TunableStrategy> all = new ArrayList<>(OWN);
        all.addAll(Strategies.all());
        for (int sharedBy : new int[] {1, 6}) {
            for (List<TunableStrategy> strategies : List.of(OWN, all)) {
                Study study = builder(strategies).search(new SearchSettings("direct", 40, sharedBy)).build();
                StudyResult result = StudyRunner.run(study, RunOptions.of(engine));
                // Of B's 60 folds, 13 have too few bars, and 12 more too few before their fit for the strategy's warm-up.
                assertThat(result.count(Completed.class)).isEqualTo(60 + 47 - 12);
                assertThat(result.resultHash()).isEqualTo(StudyRunner.run(study).resultHash());
            }
        }
    }

    @Test
    void whatIsReportedIsWhatTheStrategyEarns() {
        Study study = builder(OWN).build();
        StudyResult result = StudyRunner.run(study);
        for (SymbolResult symbol : result.symbols()) {
            PreparedSymbol data = new PreparedSymbol(
                    symbol.symbol(), ForecastPlan.of(symbol.symbol().bars(), List.of(), false).run(Forecasters.of("mean5")));
            for (SimulationResult simulation : symbol.simulations()) {
                if (simulation instanceof Completed completed) {
                    var fold = completed.simulation().fold();
                    MarketSlice fit = data.slice(fold.fitFrom(), fold.fitTo());
                    MarketSlice test = data.slice(fold.testFrom(), fold.testTo());
                    check(OWN.get(0), completed.strategies().get(0), fit, test, new Calm());
                    check(OWN.get(1), completed.strategies().get(1), fit, test, null);
                }
            }
        }
        assertThat(result.symbols().getFirst().orders()).hasSize(2).first().satisfies(order -> {
            assertThat(order.strategy()).isEqualTo("breakout");
            assertThat(order.type()).as("it says nothing of orders").isEqualTo("none");
        });
    }

    private static void check(
            TunableStrategy strategy, StrategyResult result, MarketSlice fit, MarketSlice test, Metric metric) {
        Parameters parameters = result.parameters();
        Evaluation inSample = strategy.evaluate(fit, parameters);
        double profit = result.figures().real(Figure.PROFIT);
        assertThat(profit).isEqualTo(
                metric != null ? metric.of(inSample, 252) : inSample.totalReturn() - 0.001 * inSample.trades());
        assertThat(result.figures().real(Figure.RETURN)).isEqualTo(inSample.totalReturn());
        assertThat(result.figures().count(Figure.TRADES)).isEqualTo(inSample.trades());
        assertThat(result.figures().real(Figure.UNSEEN_RETURN))
                .isEqualTo(strategy.evaluateUnseen(test, parameters).totalReturn());
        assertThat(result.figures().count(Figure.UNSEEN_BARS)).isEqualTo(2);
        assertThat(result.figures().has(Figure.BASELINE)).as("it has no neutral parameters").isFalse();
        assertThat(result.figures().has(Figure.QUALITY)).isFalse();
        // No permitted choice or length does better at the centre of the margins, which DIRECT looks at in any case.
        Objective objective = strategy.objective(fit, new Calm(), Evaluators.SCALAR);
        for (String sides : List.of("both", "long", "short")) {
            Parameters centre = parameters.with(LENGTH, 8L).with(MARGIN, 0.0).with(SIDES, sides);
            assertThat(objective.valueAt(centre.coordinates())).isLessThanOrEqualTo(profit);
        }
    }

    @Test
    void aStoredRunReadsBackWithoutForecasterOrSearch() {
        List<TunableStrategy> strategies = new ArrayList<>(OWN);
        strategies.addAll(Strategies.all());
        Study study = builder(strategies).build();
        MemoryJournal journal = new MemoryJournal(study);
        StudyResult result = StudyRunner.run(study, RunOptions.of(new ThreadEngine(2)).withJournal(journal));
        String hash = result.resultHash();

        Study later = builder(strategies).forecaster(new NoForecaster()).build();
        SimulationCodec codec = new SimulationCodec(later);
        MemoryJournal copy = new MemoryJournal(later);
        copy.append(result.simulations().map(s -> codec.decode(s.simulation().index(), new SimulationCodec(study).encode(s))).toList());
        copy.putForecasts(journal.forecasts().orElseThrow());
        copy.putSymbols(List.of(journal.symbol(0), journal.symbol(1)));

        StudyResult report = StudyView.of(later, copy);
        assertThat(report.resultHash()).isEqualTo(hash);
        assertThat(report.forecasts()).isEqualTo(result.forecasts());
        assertThat(report.forecasts().asked()).isPositive();
        for (int s = 0; s < 2; s++) {
            assertThat(report.symbols().get(s).orders()).hasSizeGreaterThanOrEqualTo(strategies.size()).isEqualTo(result.symbols().get(s).orders());
        }
        Completed newest = (Completed) report.symbols().getFirst().simulations().getFirst();
        Parameters parameters = newest.strategies().getFirst().parameters();
        assertThat(parameters.toMap().get(LENGTH)).isInstanceOf(Long.class);
        assertThat(parameters.toMap().get(MARGIN)).isInstanceOf(Double.class);
        assertThat(parameters.choice(SIDES)).isIn("both", "long", "short");
        assertThat(parameters.toMap())
                .isEqualTo(((Completed) result.simulations().findFirst().orElseThrow()).strategies().getFirst().parameters().toMap());
    }

    @Test
    void aHalfFilledJournalIsCompletedToTheSameHashAndShowsWhatIsMissing() {
        Study study = builder(OWN).build();
        StudyResult whole = StudyRunner.run(study);
        MemoryJournal journal = new MemoryJournal(study);
        journal.append(whole.simulations().filter(s -> s.simulation().index() % 4 == 1).toList());
        assertThat(StudyView.of(study, journal).count(Interrupted.class)).isEqualTo(90);
        StudyResult resumed = StudyRunner.run(study, RunOptions.of(new ThreadEngine(3)).withJournal(journal));
        assertThat(resumed.resultHash()).isEqualTo(whole.resultHash());
    }

    @Test
    void whoSendsStudiesRefusesItByNameBeforeAnythingIsSent() {
        Study study = builder(OWN).build();
        List<PreparedSymbol> symbols = study.symbols().stream()
                .map(s -> new PreparedSymbol(s, ForecastPlan.of(s.bars(), List.of(), false).run(study.forecaster())))
                .toList();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StudyCodec.write(new PreparedStudy(study, Evaluators.SCALAR, symbols), out))
                .withMessageContaining("strategy breakout ")
                .withMessageContaining("strategy provider me");
        assertThat(out.size()).isZero();
        Study ownMetric = builder(List.of(new MovingAverageStrategy())).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StudyCodec.write(new PreparedStudy(ownMetric, Evaluators.SCALAR, symbols), out))
                .withMessageContaining("metric calm");
        assertThat(out.size()).isZero();
    }

    @Test
    void exactSearchSaysThatItCannotSearchIt() {
        Study study = builder(OWN).search(SearchSettings.EXACT).build();
        SimulationResult first = StudyRunner.run(study).simulations().findFirst().orElseThrow();
        assertThat(first.reason().orElse("")).contains("exact").contains("direct");
    }

    /** A smooth hill with its peak at 37, 0.25 and "b", over parameters of four kinds. */
    private record Hill() implements Objective {
        @Override
        public ParameterSpace space() {
            return new ParameterSpace(List.of(
                    new ChoiceParameter("kind", List.of("a", "b", "c")),
                    new IntegerParameter("count", 1, 100),
                    ChoiceParameter.flag("doubled"),
                    new RealParameter("x", -1, 1)));
        }

        @Override
        public void evaluate(PointBatch points, int from, int to, ValueBatch values) {
            for (int i = from; i < to; i++) {
                Parameters p = Parameters.of(space(), points.point(i));
                double height = p.choice("kind").equals("b") ? 1.0 : 0.5;
                double hill = height - Math.abs(p.whole("count") - 37) / 100.0 - Math.abs(p.real("x") - 0.25);
                values.metric(0)[i] = p.flag("doubled") ? 2.0 * hill : hill;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "direct-original", "direct-l-original"})
    void anObjectiveIsSearchedByItselfAndEveryTrialIsSeen(String search) {
        Hill hill = new Hill();
        AtomicLong told = new AtomicLong();
        double[] best = {Double.NEGATIVE_INFINITY};
        SearchContext context = new SearchContext(new Budget(2000), 0, new StopSignal(), (points, values) -> {
            told.addAndGet(points.count());
            for (int i = 0; i < points.count(); i++) {
                best[0] = Math.max(best[0], values.metric(0)[i]);
            }
        });
        Solution solution = Searches.of(search).search(hill, context);
        Parameters found = Parameters.of(hill.space(), solution.point());
        assertThat(found.choice("kind")).isEqualTo("b");
        assertThat(found.flag("doubled")).isTrue();
        assertThat(found.whole("count")).isEqualTo(37L);
        assertThat(found.real("x")).isCloseTo(0.25, within(0.001));
        assertThat(hill.valueAt(solution.point())).isEqualTo(solution.value()).isEqualTo(best[0]);
        assertThat(told).hasValue(solution.evaluations());
        assertThat(Searches.of(search).search(hill, SearchContext.of(new Budget(2000)))).isEqualTo(solution);
    }
}
