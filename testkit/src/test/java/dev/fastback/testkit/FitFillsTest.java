package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.profit.FeeRule;
import dev.fastback.result.Figure;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.StrategyResult;
import dev.fastback.result.UnseenPath;
import dev.fastback.run.StudyRunner;
import dev.fastback.search.space.Parameters;
import dev.fastback.simulate.Prices;
import dev.fastback.simulate.Simulator;
import dev.fastback.simulate.terms.Ambiguity;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.Order;
import dev.fastback.strategy.builtin.MaxDiff;
import dev.fastback.strategy.builtin.MaxDiffAlwaysOn;
import dev.fastback.strategy.builtin.Strategies;
import dev.fastback.study.Fills;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.study.StudySymbol;
import dev.fastback.summary.StudyResult;
import dev.fastback.walkforward.WalkForward;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Fits that see what the simulator sees: gaps, and the order inside a bar. */
class FitFillsTest {
    private static final Market CHARGED = new Market(AssetClass.STOCK, false, 0.001, FeeRule.PER_FILL, 1.001, 252);
    private static final Market FREE = new Market(AssetClass.STOCK, false, 0, FeeRule.PER_FILL, 1.0, 252);
    private static final SearchSettings DIRECT = new SearchSettings("direct", 300);

    private static StudyResult run(BarSeries bars, Market market, SearchSettings search, int folds) {
        return StudyRunner.run(Study.builder()
                .add(StudySymbol.of(bars, market))
                .strategies(List.of(new MaxDiff(), new MaxDiffAlwaysOn(), Strategies.of("simple")))
                .search(search)
                .walkForward(new WalkForward(folds, 9, 1, 0))
                .build());
    }

    /** What a fit reports is the account of its orders, from flat to flat. */
    @Test
    void inSampleFiguresAreAccountsOfOrders() {
        SplittableRandom random = Seeds.random("fit fills", 71);
        for (int round = 0; round < 10; round++) {
            StudyResult result = run(RandomBars.walk(random, 60), CHARGED, DIRECT.withFills(Fills.SIMULATOR), 5);
            result.simulations().map(Completed.class::cast).forEach(simulation -> {
                for (StrategyResult strategy : simulation.strategies().subList(0, 2)) {
                    assertThat(strategy.figures().real(Figure.PROFIT)).isEqualTo(strategy.figures().real(Figure.RETURN));
                    assertThat(strategy.figures().real(Figure.PROFIT)).isGreaterThanOrEqualTo(strategy.figures().real(Figure.BASELINE));
                    assertThat(strategy.figures().has(Figure.EXACT_PROFIT)).as("nothing is proven of it").isFalse();
                }
            });
        }
    }

    /** Executed as unseen bars are, they earn more in sample than fits that book at the level whatever the open was: never much less, and more in sum. */
    @Test
    void theyEarnMoreWhereGapsCount() {
        SplittableRandom random = Seeds.random("fit gaps", 72);
        double[] sums = new double[2];
        for (int round = 0; round < 12; round++) {
            BarSeries bars = RandomBars.walk(random, 60);
            StudyResult seeing = run(bars, FREE, DIRECT.withFills(Fills.SIMULATOR), 6);
            StudyResult blind = run(bars, FREE, DIRECT, 6);
            for (int k = 0; k < 6; k++) {
                Parameters point = parameters(blind, k);
                double executed = executed(bars, blind.study(), k, point);
                double found = profit(seeing, k);
                assertThat(found).isEqualTo(executed(bars, blind.study(), k, parameters(seeing, k)), within(1e-12));
                sums[0] += executed;
                sums[1] += found;
            }
        }
        assertThat(sums[1]).isGreaterThan(sums[0]);
    }

    /** Returns what limit orders at the levels of a fit earn on its bars, bar by bar, from the definition. */
    private static double executed(BarSeries bars, Study study, int fold, Parameters point) {
        int from = study.fold(0, fold).fitFrom();
        int to = study.fold(0, fold).fitTo();
        var forecasts = RandomWindows.slice(bars.slice(0, to), to - from, "mean5", FREE);
        Simulator simulator = new Simulator(FREE.venue().withAmbiguity(Ambiguity.WORSE));
        simulator.start(Prices.of(bars), from, to);
        var leg = new MaxDiff().pathTrading().orElseThrow().start(forecasts).getFirst();
        var ledger = simulator.run(account -> {
            if (account.bar() + 1 < to) {
                leg.order(account, point);
            }
        }, to);
        double worth = 1;
        for (int i = 0; i < ledger.bars(); i++) {
            worth *= 1 + ledger.barReturn(i);
        }
        return worth - 1;
    }

    @Test
    void ordersForTheNextBarComeFromSuchFits() {
        SplittableRandom random = Seeds.random("fit orders", 73);
        int placed = 0;
        for (int round = 0; round < 12; round++) {
            BarSeries all = RandomBars.walk(random, 61);
            List<Order> orders = run(all.slice(0, 60), FREE, DIRECT.withFills(Fills.SIMULATOR), 5).symbols().getFirst().orders();
            UnseenPath path = run(all, FREE, DIRECT.withFills(Fills.SIMULATOR), 6).symbols().getFirst().paths().getFirst();
            List<Order> own = orders.stream().filter(order -> order.strategy().equals("maxdiff")).toList();
            placed += own.size();
            assertThat(path.barReturn(60)).isEqualTo(Replay.of(own, 0, Replay.rows(all, 60), Ambiguity.WORSE), within(1e-12));
        }
        assertThat(placed).isGreaterThan(10);
    }

    @Test
    void whatIsNoAccountByItselfStaysAsItIsAtTheLevel() {
        BarSeries bars = RandomBars.walk(Seeds.random("fit level", 74), 60);
        assertThat(run(bars, CHARGED, DIRECT, 5).resultHash()).isEqualTo(run(bars, CHARGED, DIRECT.withFills(Fills.LEVEL), 5).resultHash());
        assertThat(run(bars, CHARGED, DIRECT, 5).resultHash()).isNotEqualTo(run(bars, CHARGED, DIRECT.withFills(Fills.SIMULATOR), 5).resultHash());
        assertThatIllegalArgumentException().isThrownBy(() -> SearchSettings.EXACT.withFills(Fills.SIMULATOR)).withMessageContaining("exact");
    }

    /** The surface of fills at the level is none of a fit that the simulator executes: its maximum is not proven, and it is not drawn. */
    @Test
    void noSurfaceOfOtherFillsStandsBesideThem() {
        BarSeries bars = RandomBars.walk(Seeds.random("fit surface", 75), 60);
        assertThat(run(bars, CHARGED, DIRECT, 5).symbols().getFirst().outcome().evidence().getFirst().surface()).isNotNull();
        assertThat(run(bars, CHARGED, DIRECT.withFills(Fills.SIMULATOR), 5).symbols().getFirst().outcome().evidence().getFirst().surface()).isNull();
    }

    private static Parameters parameters(StudyResult result, int fold) {
        return strategy(result, fold).parameters();
    }

    private static double profit(StudyResult result, int fold) {
        return strategy(result, fold).figures().real(Figure.PROFIT);
    }

    private static StrategyResult strategy(StudyResult result, int fold) {
        SimulationResult simulation = result.symbols().getFirst().simulations().get(fold);
        return ((Completed) simulation).strategies().getFirst();
    }
}
