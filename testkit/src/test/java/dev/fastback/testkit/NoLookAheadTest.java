package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import dev.fastback.evaluation.Metrics;
import dev.fastback.forecast.ForecastPlan;
import dev.fastback.forecast.Forecaster;
import dev.fastback.forecast.Forecasts;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.profit.SearchBox;
import dev.fastback.search.Solution;
import dev.fastback.search.direct.DirectConfig;
import dev.fastback.search.direct.DirectSearch;
import dev.fastback.search.space.Parameters;
import dev.fastback.strategy.Evaluators;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.builtin.EndOfDayPolicy;
import dev.fastback.strategy.builtin.EntryExitSettings;
import dev.fastback.strategy.builtin.MaxDiff;
import dev.fastback.strategy.builtin.MaxDiffAlwaysOn;
import dev.fastback.strategy.builtin.Strategies;
import dev.fastback.walkforward.Fold;
import dev.fastback.walkforward.WalkForward;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Another future, the same past: what was not known when a fold ends changes nothing inside it. */
class NoLookAheadTest {
    private static final int BARS = 320;
    private static final Set<String> QUANTILES = Set.of("zero", "rolling", "ewma-vol", "linear", "nano");
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
            int seen = 0;
            for (int t = 10; t < bars.size(); t++) {
                BarSeries other = RandomBars.withOther(bars, t, t + 1, random);
                Forecasts changed = ForecastPlan.of(other, folds, true).run(Forecasters.of(name));
                assertSame(forecasts, changed, 10, t + 1);
                seen += isSeen(forecasts, changed, t + 1) ? 1 : 0;
            }
            // The next bar's forecast does see it, or the test would prove nothing. Quantiles move only when a value passes them.
            int least = QUANTILES.contains(name) ? (bars.size() - 10) / 2 : bars.size() - 10;
            assertThat(seen).as(name).isGreaterThanOrEqualTo(least);
        }
    }

    private static boolean isSeen(Forecasts forecasts, Forecasts changed, int bar) {
        for (Column column : Column.values()) {
            if (changed.point(column, bar) != forecasts.point(column, bar)
                    || changed.lower(column, bar) != forecasts.lower(column, bar)
                    || changed.upper(column, bar) != forecasts.upper(column, bar)) {
                return true;
            }
        }
        return false;
    }

    private static void assertSamePast(BarSeries bars, BarSeries other, Fold fold, Forecaster forecaster) {
        Forecasts forecasts = ForecastPlan.of(bars, List.of(fold), true).run(forecaster);
        Forecasts changed = ForecastPlan.of(other, List.of(fold), true).run(forecaster);
        assertSame(forecasts, changed, fold.fitFrom(), fold.testFrom() + 1);
        MarketSlice slice = fit(bars, forecasts, fold);
        MarketSlice same = fit(other, changed, fold);
        List<double[]> columns = RandomWindows.columns(slice.window());
        for (int c = 0; c < columns.size(); c++) {
            assertThat(RandomWindows.columns(same.window()).get(c)).isEqualTo(columns.get(c));
        }
        for (AssetClass assetClass : AssetClass.values()) {
            Market market = Market.of(assetClass);
            for (TunableStrategy strategy : strategies()) {
                assertThat(results(strategy, on(same, market)))
                        .usingRecursiveComparison()
                        .isEqualTo(results(strategy, on(slice, market)));
            }
        }
    }

    private static MarketSlice fit(BarSeries bars, Forecasts forecasts, Fold fold) {
        return new MarketSlice(bars, forecasts, Market.of(AssetClass.STOCK), 0, fold.fitFrom(), fold.fitTo());
    }

    private static MarketSlice on(MarketSlice slice, Market market) {
        return new MarketSlice(slice.bars(), slice.forecasts(), market, slice.warmFrom(), slice.from(), slice.to());
    }

    /** Returns those that come with Fastback, the ones with end-of-day modes in each mode by itself too, and one that does not. */
    private static List<TunableStrategy> strategies() {
        List<TunableStrategy> strategies = new ArrayList<>(Strategies.all());
        for (EndOfDayPolicy mode : List.of(EndOfDayPolicy.KEEP, EndOfDayPolicy.CLOSE)) {
            EntryExitSettings settings = new EntryExitSettings(SearchBox.DEFAULT, mode);
            strategies.add(new MaxDiff(settings));
            strategies.add(new MaxDiffAlwaysOn(settings));
        }
        strategies.add(new MovingAverageStrategy());
        return strategies;
    }

    /** Returns the evaluation in sample, the order and, for strategies with parameters, what a search finds and how it is valued. */
    private static List<Object> results(TunableStrategy strategy, MarketSlice slice) {
        List<Object> results = new ArrayList<>();
        Parameters parameters = Parameters.NONE;
        if (!strategy.space().isEmpty()) {
            Solution solution = new DirectSearch(DirectConfig.scipy(50))
                    .search(strategy.objective(slice, Metrics.RETURN, Evaluators.SCALAR));
            parameters = Parameters.of(strategy.space(), solution.point());
            results.add(solution.point());
            results.add(solution.value());
        }
        results.add(strategy.evaluate(slice, parameters));
        results.add(PathRuns.of(strategy, slice, parameters));
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
