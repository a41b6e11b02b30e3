package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.engine.Engine;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.engine.ThreadEngine;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.forecast.ForecastPlan;
import dev.fastback.forecast.Forecasts;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.journal.MemoryJournal;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.profit.ScalarEvaluator;
import dev.fastback.profit.SearchBox;
import dev.fastback.result.Figure;
import dev.fastback.result.Figures;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult.Interrupted;
import dev.fastback.result.SimulationResult.Skipped;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.StrategyResult;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.search.StopSignal;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import dev.fastback.simulate.terms.Ambiguity;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.simulation.PreparedSymbol;
import dev.fastback.strategy.DataNeeds;
import dev.fastback.strategy.Evaluators;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.Order;
import dev.fastback.strategy.PathTrading;
import dev.fastback.strategy.Side;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.builtin.EndOfDayPolicy;
import dev.fastback.strategy.builtin.EntryExitSettings;
import dev.fastback.strategy.builtin.MaxDiff;
import dev.fastback.strategy.builtin.MaxDiffAlwaysOn;
import dev.fastback.strategy.builtin.Strategies;
import dev.fastback.study.Fills;
import dev.fastback.study.Mode;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.study.StudySymbol;
import dev.fastback.study.UnseenSettings;
import dev.fastback.summary.StudyResult;
import dev.fastback.walkforward.Fold;
import dev.fastback.walkforward.WalkForward;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StudyRunnerTest {
    private static final Set<Figure> OUT_OF_SAMPLE = EnumSet.of(Figure.UNSEEN_BARS, Figure.UNSEEN_RETURN, Figure.UNSEEN_PER_BAR);

    @Test
    void asksEachForecastOnce() {
        BarSeries bars = RandomBars.walk(new SplittableRandom(1), 200);
        StudyResult usual = StudyRunner.run(Study.builder().add(bars).build());
        assertThat(usual.forecasts().asked()).isEqualTo(1600);
        assertThat(usual.forecasts().distinct()).isEqualTo(228);
        StudyResult withoutTest = StudyRunner.run(
                Study.builder().add(bars).walkForward(new WalkForward(50, 7, 0, 1)).build());
        assertThat(withoutTest.forecasts().asked()).isEqualTo(1400);
        assertThat(withoutTest.forecasts().distinct()).isEqualTo(224);
    }

    /** Those of so many bars are traded, judged and scored by several threads. */
    @Test
    void pathsOrdersAndScoresOfManyBarsDoNotDependOnWorkers() {
        BarSeries bars = RandomBars.walk(new SplittableRandom(6), 1_500);
        Study study = Study.builder().add(bars).walkForward(new WalkForward(1_200, 7, 1, 0)).judged(true).build();
        StudyResult alone = StudyRunner.run(study);
        StudyResult together = StudyRunner.run(study, RunOptions.of(new ThreadEngine(4)));
        assertThat(alone.symbols().getFirst().outcome().paths()).hasSize(study.strategies().size()).allMatch(path -> path.bars() == 1_200);
        assertThat(together.resultHash()).isEqualTo(alone.resultHash());
        assertThat(together.forecastScores()).isEqualTo(alone.forecastScores());
    }

    @Test
    void simulationsKnowNothingOfLaterBars() {
        for (String forecaster : Forecasters.names()) {
            BarSeries bars = RandomBars.walk(new SplittableRandom(2), 120);
            BarSeries changed = RandomBars.withOther(bars, 100, 120, new SplittableRandom(3));
            List<SimulationResult> first = simulations(forecaster, bars);
            List<SimulationResult> second = simulations(forecaster, changed);
            int compared = 0;
            for (int k = 0; k < first.size(); k++) {
                int end = first.get(k).simulation().fold().end();
                if (end <= 100) {
                    assertSameInSample((Completed) first.get(k), (Completed) second.get(k));
                    compared++;
                }
                if (end <= 99) {
                    assertSameOutOfSample((Completed) first.get(k), (Completed) second.get(k));
                }
            }
            assertThat(compared).isEqualTo(11);
        }
    }

    @Test
    void aSeriesThatEndsEarlierGivesTheSameSimulations() {
        BarSeries bars = RandomBars.walk(new SplittableRandom(4), 150);
        for (Fills fills : Fills.values()) {
            List<SimulationResult> whole = simulations("ar", bars, fills);
            List<SimulationResult> shorter = simulations("ar", bars.slice(0, 145), fills);
            for (int k = 0; k + 5 < whole.size(); k++) {
                assertSameInSample((Completed) shorter.get(k), (Completed) whole.get(k + 5));
                if (fills == Fills.LEVEL) {
                    assertSameOutOfSample((Completed) shorter.get(k), (Completed) whole.get(k + 5));
                } else {
                    assertSameBars((Completed) shorter.get(k), (Completed) whole.get(k + 5));
                }
            }
        }
    }

    /** Paths that begin elsewhere hold other positions, unless a strategy is flat before each bar; and another equity rounds differently. */
    private static void assertSameBars(Completed one, Completed other) {
        for (int i = 0; i < one.strategies().size(); i++) {
            if (List.of("maxdiff", "maxdiff-always-on", "entry-take-profit").contains(one.strategies().get(i).name())) {
                assertThat(one.strategies().get(i).figures().real(Figure.UNSEEN_RETURN))
                        .isEqualTo(other.strategies().get(i).figures().real(Figure.UNSEEN_RETURN), within(1e-12));
            }
        }
    }

    @Test
    void skipsFoldsWithTooFewBarsAndSaysWhy() {
        BarSeries bars = RandomBars.walk(new SplittableRandom(5), 12);
        StudyResult result = StudyRunner.run(Study.builder().add(bars).build());
        assertThat(result.count(Completed.class)).isEqualTo(3);
        assertThat(result.count(Skipped.class)).isEqualTo(47);
        SimulationResult first = result.simulations().filter(Skipped.class::isInstance).findFirst().orElseThrow();
        assertThat(first.reason()).contains("needs 9 bars before its test bar, has 8");
        assertThat(result.symbols().getFirst().orders()).isNotEmpty();
    }

    @Test
    void flatPricesSimplyRun() {
        StudyResult result = StudyRunner.run(Study.builder().add(RandomBars.flat(80, 5.0)).build());
        assertThat(result.count(Completed.class)).isEqualTo(50);
        assertThat(result.resultHash()).hasSize(64);
    }

    @Test
    void aStopBeforeTheStartInterruptsEverything() {
        RunOptions options = RunOptions.of(new SequentialEngine());
        options.stop().request();
        Study study = Study.builder().add(RandomBars.walk(new SplittableRandom(6), 100)).build();
        assertThat(StudyRunner.run(study, options).count(Interrupted.class)).isEqualTo(50);
    }

    @Test
    void aStopEndsASearchThatWouldTakeHours() {
        Study study = Study.builder()
                .add(RandomBars.walk(new SplittableRandom(6), 100))
                .strategies(List.of(Strategies.of("maxdiff-always-on")))
                .search(new SearchSettings("direct", 2_000_000_000))
                .build();
        for (Engine engine : List.of(new SequentialEngine(), new ThreadEngine(8))) {
            RunOptions options = RunOptions.of(engine);
            AtomicInteger batches = new AtomicInteger();
            RunOptions stopping = options.withEvaluators(new Evaluators(new StopAfter(batches, options.stop())));
            assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
                StudyResult result = StudyRunner.run(study, stopping);
                assertThat(result.count(Interrupted.class)).isEqualTo(50);
                assertThat(result.summary().getFirst().simulations()).isZero();
            });
            assertThat(batches.get()).isBetween(10, 20);
        }
    }

    /** Computes as usual and asks the run to stop with the tenth batch. */
    private record StopAfter(AtomicInteger batches, StopSignal stop) implements ProfitEvaluator {
        @Override
        public String name() {
            return "stop-after";
        }

        @Override
        public void evaluate(EntryExitProblem problem, double[] highs, double[] lows, int from, int to, double[] profits) {
            if (batches.incrementAndGet() >= 10) {
                stop.request();
            }
            ScalarEvaluator.INSTANCE.evaluate(problem, highs, lows, from, to, profits);
        }
    }

    @Test
    void everyFigureOfASearchHoldsTogether() {
        BarSeries bars = RandomBars.walk(new SplittableRandom(8), 150);
        for (SearchSettings search : List.of(
                SearchSettings.EXACT,
                SearchSettings.of(Mode.ULTRA),
                SearchSettings.of(Mode.PRODUCTION),
                new SearchSettings("direct-l-original", 80))) {
            for (FeeRule rule : FeeRule.values()) {
                Study study = Study.builder()
                        .add(StudySymbol.of(bars, Market.of(AssetClass.STOCK).withFeeRule(rule)))
                        .search(search)
                        .reportAdjustedReturn(true)
                        .build();
                StudyRunner.run(study).simulations().map(Completed.class::cast).forEach(s -> {
                    check(s.strategies().get(0), search);
                    check(s.strategies().get(1), search);
                });
            }
        }
    }

    private static void check(StrategyResult result, SearchSettings search) {
        Figures figures = result.figures();
        for (Figure figure : List.of(
                Figure.PROFIT,
                Figure.BASELINE,
                Figure.EXACT_PROFIT,
                Figure.TRADEABLE_PROFIT,
                Figure.ON_THRESHOLD,
                Figure.CELL_WIDTH,
                Figure.CELL_HEIGHT,
                Figure.OVER_BUDGET)) {
            assertThat(figures.has(figure)).as(figure.key()).isTrue();
        }
        double profit = figures.real(Figure.PROFIT);
        double exact = figures.real(Figure.EXACT_PROFIT);
        double baseline = figures.real(Figure.BASELINE);
        assertThat(figures.real(Figure.RETURN)).isEqualTo(profit);
        assertThat(profit).isLessThanOrEqualTo(exact + 1e-12);
        assertThat(figures.real(Figure.TRADEABLE_PROFIT)).isLessThanOrEqualTo(exact + 1e-12);
        assertThat(exact).isGreaterThanOrEqualTo(baseline - 1e-12);
        assertThat(figures.count(Figure.EVALUATIONS)).isPositive();
        if (search.name().equals("exact")) {
            assertThat(profit).isEqualTo(exact);
            assertThat(figures.count(Figure.OVER_BUDGET)).isZero();
            if (figures.has(Figure.QUALITY)) {
                assertThat(figures.real(Figure.QUALITY)).isEqualTo(1.0);
            }
        }
        if (!result.parameters().flag("closeAtEndOfDay")) {
            assertThat(figures.real(Figure.ADJUSTED_RETURN)).isEqualTo(baseline + 0.3 * profit);
        }
    }

    @Test
    void theEndOfDayPolicyIsKept() {
        BarSeries bars = RandomBars.walk(new SplittableRandom(9), 100);
        for (EndOfDayPolicy policy : List.of(EndOfDayPolicy.CLOSE, EndOfDayPolicy.KEEP)) {
            MaxDiff strategy = new MaxDiff(new EntryExitSettings(SearchBox.DEFAULT, policy));
            boolean closes = policy == EndOfDayPolicy.CLOSE;
            MaxDiff chooses = new MaxDiff();
            Market market = Market.of(AssetClass.STOCK);
            Study study = Study.builder().add(StudySymbol.of(bars, market)).strategies(List.of(strategy)).build();
            PreparedStudy prepared = prepared(study);
            StudyRunner.run(study).simulations().map(Completed.class::cast).forEach(s -> {
                StrategyResult result = s.strategies().getFirst();
                assertThat(result.parameters().space().names()).containsExactly("high", "low");
                assertThat(strategy.closes(result.parameters())).isEqualTo(closes);
                Parameters same = Parameters.of(
                        chooses.space(),
                        result.parameters().coordinate(0),
                        result.parameters().coordinate(1),
                        closes ? 1 : 0);
                Fold fold = s.simulation().fold();
                assertThat(result.figures().real(Figure.PROFIT))
                        .isEqualTo(chooses.evaluate(prepared.symbol(0).slice(fold.fitFrom(), fold.fitTo()), same).totalReturn());
            });
        }
    }

    /** Returns the study with its forecasts, without a run. */
    private static PreparedStudy prepared(Study study) {
        BarSeries bars = study.symbols().getFirst().bars();
        Forecasts forecasts = ForecastPlan.of(bars, study.walkForward().folds(bars.size()), true).run(study.forecaster());
        return new PreparedStudy(study, Evaluators.SCALAR, List.of(new PreparedSymbol(study.symbols().getFirst(), forecasts)));
    }

    @Test
    void ordersAreForTheBarAfterTheDataAlsoWhenBarsAreHeldBack() {
        BarSeries bars = RandomBars.walk(new SplittableRandom(10), 100);
        for (int heldBack : new int[] {0, 1, 3}) {
            StudyResult result = StudyRunner.run(Study.builder()
                    .add(bars)
                    .walkForward(new WalkForward(20, 7, 0, heldBack))
                    .build());
            List<Order> orders = result.symbols().getFirst().orders();
            assertThat(orders.stream().map(Order::strategy).distinct()).containsExactlyElementsOf(Strategies.names());
            double last = bars.close(bars.size() - 1);
            Order alwaysOn = orders.stream().filter(order -> order.strategy().equals("maxdiff-always-on")).findFirst().orElseThrow();
            assertThat(alwaysOn.side()).isEqualTo(Side.BUY);
            assertThat(alwaysOn.price()).isBetween(0.7 * last, last);
        }
    }

    @Test
    void aStrategyThatFailsToMakeItsOrderHasNoneAndTheRunIsKept() {
        BarSeries bars = RandomBars.walk(new SplittableRandom(10), 100);
        Order none = Order.none("moody");
        for (PathTrading trading : List.<PathTrading>of(
                path -> {
                    throw new IllegalStateException("no price yet");
                },
                path -> List.of((account, parameters) -> {
                    throw new NoClassDefFoundError("org/example/Indicator");
                }))) {
            Study study = Study.builder()
                    .add(bars)
                    .strategies(List.of(new MaxDiff(), new Moody(trading), new MaxDiffAlwaysOn()))
                    .walkForward(new WalkForward(20, 7, 0, 0))
                    .build();
            MemoryJournal journal = new MemoryJournal(study);
            StudyResult result = StudyRunner.run(study, RunOptions.of(new SequentialEngine()).withJournal(journal));
            assertThat(result.count(Completed.class)).isEqualTo(20);
            List<Order> orders = result.symbols().getFirst().orders();
            assertThat(orders.stream().map(Order::strategy).distinct()).containsExactly("maxdiff", "moody", "maxdiff-always-on");
            assertThat(orders).contains(none);
            assertThat(orders.getLast().price()).isNull();
            assertThat(orders.getLast().type()).isEqualTo("at-close");
            assertThat(journal.symbol(0).orders()).isEqualTo(orders);
        }
    }

    /** Holds nothing, and does as it is told when it is to trade a path. */
    private record Moody(PathTrading trading) implements TunableStrategy {
        @Override
        public StrategySpec spec() {
            return StrategySpec.of("me", "moody");
        }

        @Override
        public ParameterSpace space() {
            return new ParameterSpace(List.of());
        }

        @Override
        public DataNeeds needs() {
            return new DataNeeds(false, 0);
        }

        @Override
        public Evaluation evaluate(MarketSlice slice, Parameters parameters) {
            return Evaluation.summed(new double[slice.size()], slice.market().periodsPerYear(), 0, 0);
        }

        @Override
        public Optional<PathTrading> pathTrading() {
            return Optional.of(trading);
        }
    }

    @Test
    void aNameComesOnce() {
        BarSeries bars = RandomBars.walk(new SplittableRandom(12), 50);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Study.builder().add(bars).add(bars).build())
                .withMessageContaining("RANDOM");
        assertThatIllegalArgumentException().isThrownBy(() -> Study.builder().build()).withMessageContaining("symbols");
        assertThatIllegalArgumentException().isThrownBy(() -> new SearchSettings("exact", 5)).withMessageContaining("budget");
        assertThatIllegalArgumentException().isThrownBy(() -> new SearchSettings("magic", null)).withMessageContaining("magic");
    }

    private static List<SimulationResult> simulations(String forecaster, BarSeries bars) {
        return simulations(forecaster, bars, Fills.SIMULATOR);
    }

    private static List<SimulationResult> simulations(String forecaster, BarSeries bars, Fills fills) {
        Study study = Study.builder().add(bars).forecaster(Forecasters.of(forecaster))
                .walkForward(new WalkForward(30, 7, 1, 0))
                .unseen(new UnseenSettings(fills, Ambiguity.WORSE))
                .build();
        return StudyRunner.run(study).simulations().toList();
    }

    private static void assertSameInSample(Completed one, Completed other) {
        for (int i = 0; i < one.strategies().size(); i++) {
            StrategyResult a = one.strategies().get(i);
            StrategyResult b = other.strategies().get(i);
            assertThat(a.parameters().toMap()).as(a.name()).isEqualTo(b.parameters().toMap());
            for (Figure figure : Figure.all()) {
                if (!OUT_OF_SAMPLE.contains(figure) && figure != Figure.SEARCH_MICROS) {
                    assertThat(a.figures().value(figure)).as(a.name() + " " + figure.key()).isEqualTo(b.figures().value(figure));
                }
            }
        }
    }

    private static void assertSameOutOfSample(Completed one, Completed other) {
        for (int i = 0; i < one.strategies().size(); i++) {
            for (Figure figure : OUT_OF_SAMPLE) {
                assertThat(one.strategies().get(i).figures().value(figure))
                        .isNotNull()
                        .isEqualTo(other.strategies().get(i).figures().value(figure));
            }
        }
    }
}
