package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import dev.fastback.forecast.ForecastPlan;
import dev.fastback.forecast.Forecaster;
import dev.fastback.forecast.Forecasters;
import dev.fastback.forecast.Forecasts;
import dev.fastback.profit.ScalarEvaluator;
import dev.fastback.search.Solution;
import dev.fastback.search.direct.DirectConfig;
import dev.fastback.search.direct.DirectSearch;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.RuleStrategy;
import dev.fastback.strategy.Evaluation;
import dev.fastback.strategy.SearchedStrategy;
import dev.fastback.strategy.Strategies;
import dev.fastback.strategy.Strategy;
import dev.fastback.strategy.Window;
import dev.fastback.strategy.Windows;
import dev.fastback.walkforward.Fold;
import dev.fastback.walkforward.WalkForward;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Another future, the same past: what was not known when a fold ends changes nothing inside it. */
class NoLookAheadTest {
    private static final int BARS = 320;
    private static final WalkForward FOLDS = new WalkForward(5, 7, 2, 0);

    @Test
    void anotherFutureLeavesFoldsAsTheyWere() {
        SplittableRandom random = Seeds.random("no look-ahead, folds", 31);
        for (int round = 0; round < 4; round++) {
            BarSeries bars = RandomBars.walk(random, BARS - random.nextInt(60));
            for (Fold fold : FOLDS.folds(bars.size())) {
                BarSeries other = RandomBars.withOther(bars, fold.end(), bars.size(), random);
                for (String name : Forecasters.names()) {
                    assertSamePast(bars, other, fold, Forecasters.of(name));
                }
            }
        }
    }

    @Test
    void anotherBarLeavesItsOwnForecastAndEarlierOnesAsTheyWere() {
        SplittableRandom random = Seeds.random("no look-ahead, bars", 37);
        BarSeries bars = RandomBars.walk(random, 60);
        List<Fold> folds = List.of(new Fold(0, 60, 50, 0));
        for (String name : Forecasters.names()) {
            Forecasts forecasts = ForecastPlan.of(bars, folds, true).run(Forecasters.of(name));
            for (int t = 10; t < bars.size(); t++) {
                BarSeries other = RandomBars.withOther(bars, t, t + 1, random);
                Forecasts changed = ForecastPlan.of(other, folds, true).run(Forecasters.of(name));
                assertSame(forecasts, changed, 10, t + 1);
                // The next bar's forecast does see it, or the test would prove nothing.
                assertThat(changed.point(Column.CLOSE, t + 1)).as(name).isNotEqualTo(forecasts.point(Column.CLOSE, t + 1));
            }
        }
    }

    private static void assertSamePast(BarSeries bars, BarSeries other, Fold fold, Forecaster forecaster) {
        Forecasts forecasts = ForecastPlan.of(bars, List.of(fold), true).run(forecaster);
        Forecasts changed = ForecastPlan.of(other, List.of(fold), true).run(forecaster);
        assertSame(forecasts, changed, fold.fitFrom(), fold.testFrom() + 1);
        Window window = Windows.of(bars, forecasts).window(fold.fitFrom(), fold.fitTo());
        Window same = Windows.of(other, changed).window(fold.fitFrom(), fold.fitTo());
        List<double[]> columns = RandomWindows.columns(window);
        for (int c = 0; c < columns.size(); c++) {
            assertThat(RandomWindows.columns(same).get(c)).isEqualTo(columns.get(c));
        }
        for (AssetClass assetClass : AssetClass.values()) {
            Market market = Market.of(assetClass);
            for (Strategy strategy : Strategies.all()) {
                assertThat(results(strategy, same, market))
                        .usingRecursiveComparison()
                        .isEqualTo(results(strategy, window, market));
            }
        }
    }

    /** Returns the scores in sample and, for searched strategies, what a search finds and how it is valued. */
    private static List<Object> results(Strategy strategy, Window window, Market market) {
        List<Object> results = new ArrayList<>();
        switch (strategy) {
            case RuleStrategy rule -> {
                results.add(rule.score(window, market));
                results.add(rule.side(window, market));
            }
            case SearchedStrategy searched -> {
                for (SearchedStrategy.Variant variant : searched.variants()) {
                    Solution solution = new DirectSearch(DirectConfig.scipy(50))
                            .search(searched.objective(window, market, variant, ScalarEvaluator.INSTANCE));
                    Evaluation score = searched.score(window, market, variant, solution.point());
                    results.add(solution.point());
                    results.add(solution.value());
                    results.add(score);
                }
                results.add(searched.side(window, market));
            }
        }
        return results;
    }

    private static void assertSame(Forecasts forecasts, Forecasts changed, int from, int to) {
        for (int t = from; t < to; t++) {
            for (Column column : Column.values()) {
                assertThat(changed.point(column, t)).isEqualTo(forecasts.point(column, t));
                assertThat(changed.lower(column, t)).isEqualTo(forecasts.lower(column, t));
                assertThat(changed.upper(column, t)).isEqualTo(forecasts.upper(column, t));
            }
        }
    }
}
