package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.data.BarSeries;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.result.Figure;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.StrategyEvidence;
import dev.fastback.result.SymbolResult;
import dev.fastback.result.UnseenPath;
import dev.fastback.result.detail.ForecastPath;
import dev.fastback.result.detail.PathTrade;
import dev.fastback.result.detail.Spread;
import dev.fastback.result.detail.Surface;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.strategy.builtin.Strategies;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.walkforward.WalkForward;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is drawn of a result says the same as its figures. */
class DrawnResultTest {
    private static SymbolResult run(BarSeries bars, String... strategies) {
        Study study = Study.builder()
                .add(bars)
                .strategies(Arrays.stream(strategies).map(Strategies::of).toList())
                .walkForward(new WalkForward(30, 7, 1, 0))
                .search(new SearchSettings("exact", null))
                .build();
        return StudyRunner.run(study, RunOptions.of(new SequentialEngine())).symbols().getFirst();
    }

    @Test
    void tradesOfAPathMakeItsBarsInTheMarketAndItsReturn() {
        SplittableRandom random = Seeds.random("trades of paths", 71);
        for (int round = 0; round < 5; round++) {
            SymbolResult symbol = run(RandomBars.walk(random, 120), "maxdiff", "buy-when-up", "high-low", "buy-hold");
            for (UnseenPath path : symbol.paths()) {
                assertThat(path.newestTrades()).as(path.strategy()).hasSize(path.totals().trades());
                Set<Integer> held = new HashSet<>();
                double worth = 1;
                int last = 0;
                for (PathTrade trade : path.newestTrades()) {
                    assertThat(trade.entryBar()).isBetween(path.from(), trade.exitBar());
                    assertThat(trade.exitBar()).isBetween(last, path.to() - 1);
                    last = trade.exitBar();
                    for (int bar = trade.entryBar(); bar <= trade.exitBar(); bar++) {
                        held.add(bar);
                    }
                    assertThat(trade.isLong()).isTrue();
                    worth *= 1 + trade.gain();
                }
                assertThat(held).as(path.strategy()).hasSize(path.barsInMarket());
                // Each trade is put on with all equity, so that gains compound; the fee of the entry is paid on top of the value.
                assertThat(worth - 1).as(path.strategy()).isCloseTo(path.totalReturn(), within(2e-3 * path.totals().trades() + 1e-9));
            }
        }
    }

    @Test
    void aSurfaceIsLinearBetweenItsLevelsAndNowhereAboveTheProvenMaximum() {
        SplittableRandom random = Seeds.random("surfaces", 72);
        for (int round = 0; round < 5; round++) {
            SymbolResult symbol = run(RandomBars.walk(random, 120), "maxdiff", "maxdiff-always-on");
            Completed newest = (Completed) symbol.simulations().getFirst();
            for (int k = 0; k < 2; k++) {
                StrategyEvidence evidence = symbol.outcome().evidence().get(k);
                Surface surface = evidence.surface();
                assertThat(surface).isNotNull();
                double maximum = newest.strategies().get(k).figures().real(Figure.PROFIT);
                assertThat(surface.best().value()).isEqualTo(maximum);
                assertThat(surface.best().x()).isEqualTo(newest.strategies().get(k).parameters().coordinate(0));
                for (float value : surface.values()) {
                    assertThat((double) value).isLessThanOrEqualTo(maximum + 1e-6);
                }
                assertThat(surface.xEdges()).isSorted().contains(surface.xLevels());
                assertThat(surface.yEdges()).isSorted().contains(surface.yLevels());
                if (surface.xLevels().length > 0 && surface.yLevels().length > 0) {
                    linearBetweenLevels(surface);
                }
            }
        }
    }

    /** Along each axis, values of three neighbouring cells that no level parts lie on a line. */
    private static void linearBetweenLevels(Surface surface) {
        double[] xs = surface.xEdges();
        double[] ys = surface.yEdges();
        int looked = 0;
        for (int i = 1; i + 1 < xs.length - 1; i++) {
            for (int j = 0; j < ys.length - 1; j++) {
                if (!isLevel(surface.xLevels(), xs[i]) && !isLevel(surface.xLevels(), xs[i + 1])) {
                    double[] at = {middle(xs, i - 1), middle(xs, i), middle(xs, i + 1)};
                    double share = (at[1] - at[0]) / (at[2] - at[0]);
                    double between = surface.value(i - 1, j) + share * (surface.value(i + 1, j) - surface.value(i - 1, j));
                    assertThat((double) surface.value(i, j)).isCloseTo(between, within(1e-6));
                    looked++;
                }
            }
        }
        assertThat(looked).isPositive();
    }

    private static double middle(double[] edges, int i) {
        return (edges[i] + edges[i + 1]) / 2;
    }

    private static boolean isLevel(double[] levels, double edge) {
        return Arrays.binarySearch(levels, edge) >= 0;
    }

    @Test
    void forecastsAreThoseOfTheUnseenBarsAndKnowNothingOfWhatComesLater() {
        BarSeries bars = RandomBars.walk(Seeds.random("forecast paths", 73), 120);
        SymbolResult symbol = run(bars, "maxdiff");
        ForecastPath forecasts = symbol.outcome().forecasts();
        UnseenPath path = symbol.paths().getFirst();
        assertThat(forecasts.from()).isEqualTo(path.from());
        assertThat(forecasts.to()).isEqualTo(path.to());
        for (int bar = forecasts.from(); bar < forecasts.to(); bar++) {
            double sum = 0;
            for (int t = bar - 5; t < bar; t++) {
                sum += bars.close(t) / bars.close(t - 1) - 1;
            }
            assertThat((double) forecasts.point(bar)).as("the mean of five moves before bar " + bar).isCloseTo(sum / 5, within(1e-6));
            assertThat(forecasts.lower(bar)).isLessThanOrEqualTo(forecasts.upper(bar));
        }
    }

    @Test
    void distributionsHoldEveryWalkAndTheNewestFit() {
        SymbolResult symbol = run(RandomBars.walk(Seeds.random("distributions", 74), 120), "maxdiff");
        Spread walks = symbol.outcome().evidence().getFirst().spread(Spread.Kind.WALK_RETURN);
        assertThat(walks).isNotNull();
        assertThat(walks.histogram().total()).isEqualTo(200);
        Completed newest = (Completed) symbol.simulations().getFirst();
        assertThat(walks.observed()).isEqualTo(newest.strategies().getFirst().figures().real(Figure.RETURN));
        assertThat(List.of(Spread.Kind.RANK, Spread.Kind.SPA)).noneMatch(kind -> symbol.outcome().evidence().getFirst().spreads().containsKey(kind));
    }
}
