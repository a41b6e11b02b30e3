package dev.fastback.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.data.BarSeries;
import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.forecast.ForecastPlan;
import dev.fastback.forecast.Forecasts;
import dev.fastback.result.Fit;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult;
import dev.fastback.search.space.Parameters;
import dev.fastback.strategy.Evaluators;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.Window;
import dev.fastback.strategy.builtin.Strategies;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.study.WarmAverage;
import dev.fastback.walkforward.Fold;
import dev.fastback.walkforward.WalkForward;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WalkForwardShapesTest {
    private static final SearchSettings SEARCH = new SearchSettings("direct", 25);

    @Test
    void anotherFutureLeavesTheFitsOfAnyShapeAsTheyWere() {
        long seed = Long.getLong("fastback.seed", 41);
        System.out.println("no look-ahead, shapes: seed " + seed + " (repeat with -Dfastback.seed=" + seed + ")");
        SplittableRandom random = new SplittableRandom(seed);
        int checked = 0;
        for (int round = 0; round < 40; round++) {
            BarSeries bars = SyntheticMarket.bars(random.nextBoolean() ? "ETHUSD" : "MAPLE", random.nextInt(1000), 90 + random.nextInt(60));
            WalkForward shape = shape(random);
            PreparedStudy study = prepared(bars, shape, SEARCH);
            for (Fold fold : study.study().usableFolds(0)) {
                PreparedStudy other = prepared(withOther(bars, fold.end(), bars.size(), random), shape, SEARCH);
                String what = shape + ", fold " + fold.index() + " of " + bars;
                assertThat(windows(other, fold)).as(what).isDeepEqualTo(windows(study, fold));
                assertThat(found(other, fold)).as(what).isEqualTo(found(study, fold));
                // The last bar of the fit is seen, or the test would prove nothing.
                PreparedStudy seen = prepared(withOther(bars, fold.fitTo() - 1, fold.fitTo(), random), shape, SEARCH);
                assertThat(found(seen, fold)).as(what).isNotEqualTo(found(study, fold));
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(80);
    }

    @Test
    void barsOfThePurgeAreKnownButNotFitted() {
        BarSeries bars = SyntheticMarket.bars("ETHUSD", 5, 120);
        WalkForward shape = new WalkForward(1, 30, 10, 10, false, 4, true, 0);
        PreparedStudy study = prepared(bars, shape, SEARCH);
        Fold fold = study.study().fold(0, 0);
        PreparedStudy other = prepared(withOther(bars, fold.fitTo(), fold.end(), new SplittableRandom(1)), shape, SEARCH);
        assertThat(fold.end() - fold.fitTo()).isEqualTo(4);
        assertThat(found(other, fold)).isEqualTo(found(study, fold));
        assertThat(((Completed) other.run(0)).strategies().getFirst().figures())
                .as("the first test bar moves from the last known one")
                .isNotEqualTo(((Completed) study.run(0)).strategies().getFirst().figures());
    }

    @Test
    void strategiesAreWarmBeforeTheFirstBarOfEveryFit() {
        WalkForward shape = new WalkForward(20, 15, 5, 5, false, 0, true, 0);
        PreparedStudy study = prepared(SyntheticMarket.bars("ETHUSD", 5, 70), shape, SEARCH);
        List<SimulationResult> results = IntStream.range(0, 20).mapToObj(study::run).toList();
        // Fits begin at bar 12 or later: 12 + 15 + 5 = 32 bars have room for one fold, 70 for seven more.
        assertThat(study.study().firstBar()).isEqualTo(12);
        assertThat(results.subList(0, 8)).allMatch(Completed.class::isInstance);
        assertThat(results.subList(8, 20)).allMatch(SimulationResult.Skipped.class::isInstance);
        assertThat(results.get(8).reason()).contains("needs 27 bars before its test bars, has 25");
    }

    @Test
    void theBuiltInShapeSaysWhatItNeedsAsBefore() {
        Study study = Study.builder().add(SyntheticMarket.bars("ETHUSD", 5, 6)).build();
        PreparedSymbol symbol = new PreparedSymbol(
                study.symbols().getFirst(), ForecastPlan.of(study.symbols().getFirst().bars(), List.of(), false).run(study.forecaster()));
        assertThat(new PreparedStudy(study, Evaluators.SCALAR, List.of(symbol)).run(0).reason())
                .contains("needs 9 bars before its test bar, has 5");
    }

    @Test
    void neighboursThatShareParametersAreThoseOfTheShape() {
        WalkForward shape = new WalkForward(20, 15, 5, 5, true, 2, true, 0);
        PreparedStudy study = prepared(SyntheticMarket.bars("ETHUSD", 5, 70), shape, SEARCH.withSharedBy(5));
        List<FitTask> first = study.tasks(1);
        List<FitTask> second = study.tasks(6);
        Fit together = first.getFirst().solve();
        assertThat(together.sharing().simulations()).isEqualTo(5);
        assertThat(second.getFirst().solve().sharing().simulations()).as("5 to 7, for 8 folds are usable").isEqualTo(3);
        double sum = 0;
        for (int k = 0; k < 5; k++) {
            sum += study.tasks(k).getFirst().objective().valueAt(together.parameters().coordinates());
        }
        assertThat(together.sharing().meanValue()).isCloseTo(sum / 5, within(1e-12));
    }

    private static WalkForward shape(SplittableRandom random) {
        int train = 5 + random.nextInt(25);
        return new WalkForward(
                1 + random.nextInt(4),
                train,
                random.nextInt(15),
                1 + random.nextInt(15),
                random.nextBoolean(),
                random.nextInt(4),
                random.nextBoolean(),
                random.nextInt(2));
    }

    private static PreparedStudy prepared(BarSeries bars, WalkForward shape, SearchSettings search) {
        List<TunableStrategy> strategies = new ArrayList<>();
        strategies.add(new WarmAverage(12));
        strategies.addAll(Strategies.all());
        Study study = Study.builder()
                .add(bars)
                .strategies(strategies)
                .search(search)
                .walkForward(shape)
                .build();
        Forecasts forecasts = ForecastPlan.of(bars, study.usableFolds(0), true).run(study.forecaster());
        return new PreparedStudy(
                study, Evaluators.SCALAR, List.of(new PreparedSymbol(study.symbols().getFirst(), forecasts)));
    }

    /** Returns what is seen of the bars of a fit. */
    private static double[][] windows(PreparedStudy study, Fold fold) {
        Window window = study.symbol(0).fit(fold).window();
        return new double[][] {
            window.closeMove(), window.highMove(), window.lowMove(), window.closeForecast(), window.highForecast(),
            window.lowForecast(), window.closeBand(), window.highGap(), window.lowGap()
        };
    }

    /** Returns what is found and earned in sample. */
    private static List<Object> found(PreparedStudy study, Fold fold) {
        List<Object> found = new ArrayList<>();
        for (FitTask task : study.tasks(fold.index())) {
            Fit fit = task.solve();
            found.add(fit.parameters());
            found.add(fit.value());
        }
        for (TunableStrategy strategy : study.study().strategies()) {
            if (strategy.space().isEmpty()) {
                found.add(strategy.evaluate(study.symbol(0).fit(fold), Parameters.NONE).totalReturn());
            }
        }
        return found;
    }

    private static BarSeries withOther(BarSeries bars, int from, int to, SplittableRandom random) {
        int n = bars.size();
        long[] times = new long[n];
        double[][] columns = new double[5][n];
        for (int i = 0; i < n; i++) {
            boolean isOther = i >= from && i < to;
            double factor = isOther ? 0.5 + random.nextDouble() : 1;
            times[i] = bars.timeMillis(i);
            columns[0][i] = bars.open(i) * factor;
            columns[1][i] = bars.high(i) * factor * (isOther ? 1.02 : 1);
            columns[2][i] = bars.low(i) * factor;
            columns[3][i] = bars.close(i) * factor;
            columns[4][i] = bars.volume(i);
        }
        return BarSeries.of(bars.symbol(), times, columns[0], columns[1], columns[2], columns[3], columns[4]);
    }
}
