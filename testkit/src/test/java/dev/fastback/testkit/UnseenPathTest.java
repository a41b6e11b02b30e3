package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.journal.MemoryJournal;
import dev.fastback.profit.FeeRule;
import dev.fastback.result.Figure;
import dev.fastback.result.Figures;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SymbolResult;
import dev.fastback.result.UnseenPath;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.search.space.Parameters;
import dev.fastback.simulate.terms.Ambiguity;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.Order;
import dev.fastback.strategy.Side;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.builtin.Strategies;
import dev.fastback.study.Fills;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.study.StudyBuilder;
import dev.fastback.study.StudySymbol;
import dev.fastback.study.UnseenSettings;
import dev.fastback.summary.StrategySummary;
import dev.fastback.summary.StudyResult;
import dev.fastback.summary.SummaryFigure;
import dev.fastback.walkforward.WalkForward;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The unseen path of every built-in strategy, and the orders that continue it. */
class UnseenPathTest {
    private static final Market FREE = new Market(AssetClass.STOCK, false, 0, FeeRule.PER_FILL, 1.0, 252);
    private static final Market CHARGED = new Market(AssetClass.STOCK, false, 0.001, FeeRule.PER_FILL, 1.001, 252);

    private static StudyBuilder study(BarSeries bars, Market market) {
        return Study.builder().add(StudySymbol.of(bars, market));
    }

    private static SymbolResult only(StudyResult result) {
        return result.symbols().getFirst();
    }

    @Test
    void manyFoldsOfOneBarAreOneFoldOfManyForRules() {
        SplittableRandom random = Seeds.random("one path", 31);
        for (int round = 0; round < 10; round++) {
            BarSeries bars = RandomBars.walk(random, 90);
            StudyBuilder study = study(bars, CHARGED).strategies(rules());
            StudyResult many = StudyRunner.run(study.walkForward(new WalkForward(50, 7, 1, 0)).build());
            StudyResult one = StudyRunner.run(study.walkForward(new WalkForward(1, 7, 50, 0)).build());
            for (int k = 0; k < rules().size(); k++) {
                UnseenPath a = only(many).paths().get(k);
                UnseenPath b = only(one).paths().get(k);
                assertThat(a.bars()).isEqualTo(50).isEqualTo(b.bars());
                assertThat(a.from()).isEqualTo(b.from());
                for (int bar = a.from(); bar < a.to(); bar++) {
                    assertThat(a.barReturn(bar)).as("%s bar %s", a.strategy(), bar).isEqualTo(b.barReturn(bar), within(1e-12));
                }
                assertThat(a.totals()).isEqualTo(b.totals());
                assertThat(only(many).orders()).isEqualTo(only(one).orders());
            }
        }
    }

    private static List<TunableStrategy> rules() {
        return Strategies.all().stream().filter(strategy -> strategy.space().isEmpty()).toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ordersAreWhatThePathPlacesForTheNextBar(boolean shared) {
        SplittableRandom random = Seeds.random("orders", 32);
        int placed = 0;
        for (int round = 0; round < 12; round++) {
            BarSeries all = RandomBars.walk(random, 60);
            BarSeries known = all.slice(0, 59);
            SearchSettings search = shared ? SearchSettings.EXACT.withSharedBy(1 + 12) : SearchSettings.EXACT;
            SymbolResult before = only(StudyRunner.run(
                    study(known, FREE).search(search).walkForward(new WalkForward(12, 7, 1, 0)).build()));
            SymbolResult after = only(StudyRunner.run(
                    study(all, FREE).search(search).walkForward(new WalkForward(13, 7, 1, 0)).build()));
            for (TunableStrategy strategy : Strategies.all()) {
                UnseenPath path = after.outcome().path(strategy.name()).orElseThrow();
                int position = before.outcome().path(strategy.name()).orElseThrow().totals().position();
                if (position < 0) {
                    continue; // a short position that was carried is not as large as the equity, and orders do not say how large
                }
                double expected = 0;
                for (List<Order> leg : legs(before.orders(), strategy.name())) {
                    placed += leg.size();
                    expected += Replay.of(leg, position, Replay.rows(all, 59), Ambiguity.WORSE);
                }
                assertThat(path.barReturn(59)).as("%s in round %s", strategy.name(), round).isEqualTo(expected, within(1e-12));
            }
        }
        assertThat(placed).isGreaterThan(100);
    }

    /** Returns the orders of each leg: always-on has two of a limit and an order for the close each, where shorts are allowed. */
    private static List<List<Order>> legs(List<Order> orders, String strategy) {
        List<Order> own = orders.stream().filter(order -> order.strategy().equals(strategy)).toList();
        return strategy.equals("maxdiff-always-on") ? List.of(own.subList(0, 2), own.subList(2, 4)) : List.of(own);
    }

    @Test
    void levelsOfOrdersAreThoseThatAreTraded() {
        SplittableRandom random = Seeds.random("levels", 33);
        for (int round = 0; round < 40; round++) {
            BarSeries bars = RandomBars.walk(random, 40);
            double close = bars.close(39);
            for (Order order : only(StudyRunner.run(study(bars, CHARGED).walkForward(new WalkForward(5, 7, 1, 0)).build())).orders()) {
                if (order.strategy().startsWith("maxdiff") && order.type().equals("limit")) {
                    boolean buy = order.side() == Side.BUY;
                    assertThat(order.price()).isNotNull();
                    assertThat(buy ? order.price() <= close : order.price() >= close).isTrue();
                    assertThat(order.target() == null || (buy ? order.target() >= close : order.target() <= close)).isTrue();
                }
            }
        }
    }

    /**
     * On a martingale whose extremes are those of a continuous path nobody earns or loses anything but costs, and nothing is charged here. What came
     * first inside a bar is told by its parts; where even a part does not tell, the middle of worse and optimistic counts.
     */
    @Test
    void nobodyEarnsOnARandomWalkBeforeCosts() {
        SplittableRandom random = Seeds.random("walk", 34);
        int count = Strategies.all().size();
        double[][] sums = new double[count][4];
        double[] squares = new double[count];
        int bars = 0;
        for (int round = 0; round < 12; round++) {
            Walks.Told walk = Walks.brownian(random, 320);
            MarketSlice slice = RandomWindows.slice(walk.bars(), 300, "mean5", FREE);
            bars += 299;
            for (int k = 0; k < count; k++) {
                TunableStrategy strategy = Strategies.all().get(k);
                Parameters parameters = parameters(strategy, random);
                for (PathRuns.Placed placed : PathRuns.placed(strategy, slice, parameters)) {
                    double[][] whole = Replay.rows(walk.bars(), placed.bar());
                    double[][] parts = walk.inside(placed.bar());
                    double told = (replay(placed, parts, Ambiguity.WORSE) + replay(placed, parts, Ambiguity.OPTIMISTIC)) / 2;
                    sums[k][0] += replay(placed, whole, Ambiguity.WORSE);
                    sums[k][1] += told;
                    sums[k][2] += replay(placed, whole, Ambiguity.OPTIMISTIC);
                    squares[k] += told * told;
                }
            }
        }
        for (int k = 0; k < count; k++) {
            String name = Strategies.names().get(k);
            double error = Math.sqrt(squares[k] / bars / bars);
            assertThat(Math.abs(sums[k][1] / bars)).as("%s, told", name).isLessThan(3 * error);
            assertThat(sums[k][0] / bars).as("%s, worse", name).isLessThan(3 * error);
            assertThat(sums[k][2] / bars).as("%s, optimistic", name).isGreaterThan(-3 * error);
            assertThat(error).as(name).isPositive();
        }
    }

    private static double replay(PathRuns.Placed placed, double[][] rows, Ambiguity ambiguity) {
        return Replay.of(placed.orders(), placed.position(), rows, ambiguity);
    }

    @Test
    void theOrderInsideABarLiesBetweenWorseAndOptimistic() {
        SplittableRandom random = Seeds.random("between", 35);
        int different = 0;
        for (int round = 0; round < 30; round++) {
            Walks.Told told = Walks.told(random, 80, 8);
            MarketSlice slice = RandomWindows.slice(told.bars(), 60, "mean5", round % 2 == 0 ? FREE : CHARGED);
            for (TunableStrategy strategy : Strategies.all()) {
                Parameters parameters = parameters(strategy, random);
                double worse = 0;
                double between = 0;
                double optimistic = 0;
                for (PathRuns.Placed placed : PathRuns.placed(strategy, slice, parameters)) {
                    double[][] whole = Replay.rows(told.bars(), placed.bar());
                    worse += Replay.of(placed.orders(), placed.position(), whole, Ambiguity.WORSE);
                    optimistic += Replay.of(placed.orders(), placed.position(), whole, Ambiguity.OPTIMISTIC);
                    between += Replay.of(placed.orders(), placed.position(), told.inside(placed.bar()), Ambiguity.WORSE);
                }
                assertThat(worse).as(strategy.name()).isLessThanOrEqualTo(between + 1e-12);
                assertThat(between).as(strategy.name()).isLessThanOrEqualTo(optimistic + 1e-12);
                different += optimistic - worse > 1e-9 ? 1 : 0;
            }
        }
        assertThat(different).isGreaterThan(30);
    }

    private static Parameters parameters(TunableStrategy strategy, SplittableRandom random) {
        return strategy.space().isEmpty()
                ? Parameters.NONE
                : Parameters.of(strategy.space(), 0.01 * random.nextGaussian() / 3, 0.01 * random.nextGaussian() / 3, 0);
    }

    @Test
    void worseIsNotAboveOptimisticOnWholePaths() {
        SplittableRandom random = Seeds.random("ends", 36);
        int ambiguous = 0;
        for (int round = 0; round < 5; round++) {
            StudyBuilder study = study(RandomBars.walk(random, 120), CHARGED);
            SymbolResult worse = only(StudyRunner.run(study.build()));
            SymbolResult best = only(StudyRunner.run(
                    study.unseen(new UnseenSettings(Fills.SIMULATOR, Ambiguity.OPTIMISTIC)).build()));
            for (int k = 0; k < worse.paths().size(); k++) {
                ambiguous += worse.paths().get(k).ambiguousBars();
                assertThat(worse.paths().get(k).totalReturn()).isLessThanOrEqualTo(best.paths().get(k).totalReturn() + 1e-12);
            }
        }
        assertThat(ambiguous).isPositive();
    }

    @Test
    void figuresOfSimulationsAndSummaryAreThoseOfThePath() {
        BarSeries bars = RandomBars.walk(Seeds.random("figures", 37), 120);
        StudyResult result = StudyRunner.run(study(bars, CHARGED).walkForward(new WalkForward(30, 6, 5, 1, false, 0, false, 0)).build());
        SymbolResult symbol = only(result);
        for (int k = 0; k < Strategies.all().size(); k++) {
            UnseenPath path = symbol.paths().get(k);
            assertThat(path.bars()).as("each bar once").isEqualTo(34);
            StrategySummary line = result.summary().get(k);
            assertThat(line.count(SummaryFigure.UNSEEN_BARS)).isEqualTo(34);
            assertThat(line.real(SummaryFigure.UNSEEN_RETURN)).isEqualTo(path.totalReturn());
            assertThat(line.real(SummaryFigure.UNSEEN_PER_BAR)).isEqualTo(path.perBar());
            assertThat(line.has(SummaryFigure.UNSEEN_MEAN_RETURN)).isFalse();
            double cash = 1;
            for (int fold = 25; fold >= 0; fold -= 5) {
                Figures figures = ((Completed) symbol.simulations().get(fold)).strategies().get(k).figures();
                assertThat(figures.count(Figure.UNSEEN_BARS)).isEqualTo(5);
                cash *= 1 + figures.real(Figure.UNSEEN_RETURN);
            }
            int end = ((Completed) symbol.simulations().get(25)).simulation().fold().testFrom();
            assertThat(cash - 1).isEqualTo(path.totalReturn(end, path.to()), within(1e-12));
        }
    }

    @Test
    void missingFoldsAreFlatCountedAndPaidForAtTheirEdges() {
        BarSeries bars = RandomBars.walk(Seeds.random("missing", 38), 80);
        Study study = study(bars, CHARGED).walkForward(new WalkForward(20, 7, 1, 0)).build();
        MemoryJournal whole = new MemoryJournal(study);
        StudyRunner.run(study, RunOptions.of(new SequentialEngine()).withJournal(whole));
        MemoryJournal part = new MemoryJournal(study);
        for (int k = 0; k < 20; k++) {
            if (k < 8 || k >= 11) {
                part.append(whole.results(k, k + 1));
            }
        }
        StudyRunner.run(study, RunOptions.of(new SequentialEngine()).withJournal(part));
        assertThat(part.symbol(0)).as("resumed").isEqualTo(whole.symbol(0));
        MemoryJournal cut = new MemoryJournal(study);
        for (int k = 0; k < 20; k++) {
            if (k < 8 || k >= 11) {
                cut.append(whole.results(k, k + 1));
            }
        }
        UnseenPath path = Conclusions.of(study, cut).path("buy-hold").orElseThrow();
        assertThat(path.bars()).isEqualTo(17);
        assertThat(path.missingBars()).isEqualTo(3);
        assertThat(path.totals().isPartial()).isTrue();
        assertThat(path.totals().trades()).isEqualTo(2);
        for (int bar = 69; bar < 72; bar++) {
            assertThat(path.barReturn(bar)).isZero();
        }
        double cost = 0.001 + 0.0005;
        assertThat(path.barReturn(68)).isEqualTo(bars.close(68) / bars.close(67) * (1 - 0.0005) * (1 - 0.001) - 1, within(1e-12));
        assertThat(path.barReturn(72))
                .isEqualTo(bars.close(72) / bars.open(72) / (1 + 0.0005) / (1 + 0.001) - 1, within(1e-12))
                .isLessThan(bars.close(72) / bars.open(72) - 1 - 0.9 * cost);
    }

    @Test
    void levelFillsAreTheFiguresOfEachFoldByItself() {
        BarSeries bars = RandomBars.walk(Seeds.random("level", 39), 60);
        StudyResult result = StudyRunner.run(study(bars, CHARGED)
                .walkForward(new WalkForward(10, 7, 2, 0))
                .unseen(new UnseenSettings(Fills.LEVEL, Ambiguity.WORSE))
                .build());
        assertThat(only(result).paths()).isEmpty();
        for (int k = 0; k < Strategies.all().size(); k++) {
            double sum = 0;
            for (int fold = 0; fold < 10; fold++) {
                Completed completed = (Completed) only(result).simulations().get(fold);
                MarketSlice test = RandomWindows.slice(bars.slice(0, completed.simulation().fold().testTo()), 2, "mean5", CHARGED);
                double expected = Strategies.all()
                        .get(k)
                        .evaluateUnseen(test, completed.strategies().get(k).parameters())
                        .totalReturn();
                assertThat(completed.strategies().get(k).figures().real(Figure.UNSEEN_RETURN)).isEqualTo(expected);
                sum += expected;
            }
            assertThat(result.summary().get(k).real(SummaryFigure.UNSEEN_MEAN_RETURN)).isEqualTo(sum / 10, within(1e-15));
        }
    }

    @Test
    void unprofitShutdownFollowsItsForecastFromTheFirstBarOn() {
        SplittableRandom random = Seeds.random("shutdown", 40);
        List<Integer> positions = new ArrayList<>();
        for (int round = 0; round < 40; round++) {
            positions.add(only(StudyRunner.run(study(RandomBars.walk(random, 30), FREE)
                            .strategies(List.of(Strategies.of("unprofit-shutdown")))
                            .walkForward(new WalkForward(1, 7, 1, 0))
                            .build()))
                    .paths()
                    .getFirst()
                    .totals()
                    .position());
        }
        assertThat(positions).contains(1, -1);
    }
}
