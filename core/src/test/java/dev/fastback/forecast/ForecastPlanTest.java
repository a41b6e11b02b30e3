package dev.fastback.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import dev.fastback.walkforward.Fold;
import dev.fastback.walkforward.WalkForward;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastPlanTest {
    private static final Forecaster MEAN = new Mean5Forecaster();

    @Test
    void countsWhatFoldsAskAndWhatIsDifferent() {
        BarSeries bars = bars("A", 100);
        ForecastPlan without = ForecastPlan.of(bars, new WalkForward(50, 7, 0, 1).folds(100), false);
        assertThat(without.asked()).isEqualTo(1400);
        assertThat(without.distinct()).isEqualTo(224);
        assertThat(without.size()).isEqualTo(224);
        ForecastPlan with = ForecastPlan.of(bars, WalkForward.DEFAULT.folds(100), true);
        assertThat(with.asked()).isEqualTo(1600);
        assertThat(with.distinct()).isEqualTo(228);
        assertThat(with.size()).isEqualTo(232);
    }

    @Test
    void forecastsEachBarFromTheMovesBeforeIt() {
        BarSeries bars = bars("A", 30);
        Forecasts forecasts = ForecastPlan.of(bars, List.of(new Fold(0, 29, 7, 1)), true).run(MEAN);
        for (Column column : Column.values()) {
            double[] moves = forecasts.moves(column);
            assertThat(forecasts.has(21)).isFalse();
            for (int t = 22; t <= 30; t++) {
                double sum = 0;
                for (int i = t - 5; i < t; i++) {
                    sum += moves[i];
                }
                assertThat(forecasts.point(column, t)).isEqualTo(sum / 5);
            }
            assertThat(forecasts.has(31)).isFalse();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> forecasts.point(Column.OPEN, 31)).withMessageContaining("31");
    }

    @Test
    void neverShowsTheFirstEntryWhichIsNoMove() {
        ForecastPlan plan = ForecastPlan.of(bars("A", 9), List.of(new Fold(0, 9, 7, 0)), false);
        for (Context context : plan.contexts(1000)) {
            assertThat(context.from()).isEqualTo(1);
        }
        assertThat(plan.contexts(2)).allMatch(context -> context.length() <= 2);
        assertThat(plan.targetBar(0)).isEqualTo(2);
        assertThat(plan.column(0)).isEqualTo(Column.OPEN);
        assertThat(plan.column(plan.size() - 1)).isEqualTo(Column.CLOSE);
        assertThat(plan.targetBar(plan.size() - 1)).isEqualTo(8);
    }

    @Test
    void asksSeveralSeriesInOneGo() {
        List<ForecastPlan> plans = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            plans.add(ForecastPlan.of(bars("S" + i, 60 + i), new WalkForward(20, 7, 1, 0).folds(60 + i), true));
        }
        List<Integer> batches = new ArrayList<>();
        Forecaster counting = new Fake(contexts -> {
            batches.add(contexts.size());
            return MEAN.forecast(contexts);
        });
        List<ForecastRun.Outcome> together = ForecastRun.of(plans, counting, () -> false).orElseThrow();
        assertThat(batches).containsExactly(1024, 12 * 4 * 28 - 1024);
        for (int i = 0; i < plans.size(); i++) {
            Forecasts alone = plans.get(i).run(MEAN);
            for (int t = 60 + i - 27; t <= 60 + i; t++) {
                assertThat(together.get(i).forecasts().point(Column.HIGH, t)).isEqualTo(alone.point(Column.HIGH, t));
            }
        }
    }

    @Test
    void namesThePlaceOfAForecastThatIsNone() {
        BarSeries bars = bars("ETHUSD", 20);
        ForecastPlan plan = ForecastPlan.of(bars, List.of(new Fold(0, 20, 7, 0)), false);
        Forecaster broken = new Fake(contexts -> {
            ForecastBatch batch = MEAN.forecast(contexts);
            batch.point()[8] = Double.NaN;
            return batch;
        });
        assertThatExceptionOfType(ForecastException.class)
                .isThrownBy(() -> plan.run(broken))
                .withMessageContainingAll("fake", "NaN", "HIGH", "ETHUSD", "bar 14");
        Forecaster outside = new Fake(contexts -> {
            ForecastBatch batch = MEAN.forecast(contexts);
            batch.upper()[0] = batch.point()[0] - 1;
            return batch;
        });
        assertThatExceptionOfType(ForecastException.class).isThrownBy(() -> plan.run(outside)).withMessageContaining("OPEN");
        Forecaster lazy = new Fake(contexts -> ForecastBatch.ofSize(contexts.size() - 1));
        assertThatExceptionOfType(ForecastException.class).isThrownBy(() -> plan.run(lazy)).withMessageContaining("27 of 28");
    }

    @Test
    void aSeriesThatCannotBeForecastTakesNoOtherWithIt() {
        List<ForecastPlan> plans = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            plans.add(ForecastPlan.of(bars("S" + i, 60 + i), new WalkForward(20, 7, 1, 0).folds(60 + i), true));
        }
        double[] bad = plans.get(4).contexts(Integer.MAX_VALUE).getFirst().series();
        for (RuntimeException thrown : List.of(new IllegalStateException("no such series"), new ForecastException("no"))) {
            Forecaster picky = new Fake(contexts -> {
                if (contexts.stream().anyMatch(context -> context.series() == bad)) {
                    throw thrown;
                }
                return MEAN.forecast(contexts);
            });
            List<ForecastRun.Outcome> outcomes = ForecastRun.of(plans, picky, () -> false).orElseThrow();
            for (int i = 0; i < plans.size(); i++) {
                if (i == 4) {
                    assertThat(outcomes.get(i).failure()).isSameAs(thrown);
                } else {
                    assertThat(outcomes.get(i).forecasts().point(Column.CLOSE, 55)).isEqualTo(plans.get(i).run(MEAN).point(Column.CLOSE, 55));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void asksTheSameBatchesAndSaysTheSameWithAnyNumberOfWorkers(int workers) {
        List<ForecastPlan> plans = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            plans.add(ForecastPlan.of(bars("S" + i, 100 + i), new WalkForward(30, 7, 1, 0).folds(100 + i), true));
        }
        Set<double[]> bad = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i : new int[] {3, 17, 18}) {
            bad.add(plans.get(i).contexts(Integer.MAX_VALUE).getFirst().series());
        }
        List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
        // A model whose answers depend on what else is in the batch: they must not depend on the workers all the same.
        Forecaster picky = new Fake(contexts -> {
            batches.add(contexts.size());
            if (contexts.stream().anyMatch(context -> bad.contains(context.series()))) {
                throw new ForecastException("no forecast of " + contexts.size());
            }
            ForecastBatch batch = MEAN.forecast(contexts);
            Arrays.setAll(batch.point(), i -> batch.point()[i] * (1 - 1.0 / contexts.size()));
            Arrays.setAll(batch.lower(), i -> batch.lower()[i] - 1);
            Arrays.setAll(batch.upper(), i -> batch.upper()[i] + 1);
            return batch;
        });
        List<ForecastRun.Outcome> expected = ForecastRun.of(plans, picky, () -> false).orElseThrow();
        List<Integer> asked = batches.stream().sorted().toList();
        batches.clear();
        List<ForecastRun.Outcome> outcomes = ForecastRun.of(plans, picky, () -> false, workers).orElseThrow();
        assertThat(batches.stream().sorted().toList()).isEqualTo(asked);
        assertThat(outcomes.stream().filter(outcome -> outcome.failure() != null)).hasSize(3);
        for (int i = 0; i < plans.size(); i++) {
            Throwable failure = expected.get(i).failure();
            if (failure != null) {
                assertThat(outcomes.get(i).failure()).hasMessage(failure.getMessage());
                continue;
            }
            for (Column column : Column.values()) {
                double[] points = expected.get(i).forecasts().points(column, 100 + i - 30, 100 + i);
                assertThat(outcomes.get(i).forecasts().points(column, 100 + i - 30, 100 + i)).containsExactly(points);
            }
        }
        assertThat(ForecastRun.of(plans, picky, () -> true, workers)).isEmpty();
    }

    @Test
    void stopsBetweenBatches() {
        List<Fold> folds = IntStream.range(0, 500).mapToObj(k -> new Fold(k, 600 - k, 7, 0)).toList();
        ForecastPlan plan = ForecastPlan.of(bars("ETHUSD", 600), folds, false);
        List<Integer> batches = new ArrayList<>();
        Forecaster counting = new Fake(contexts -> {
            batches.add(contexts.size());
            return MEAN.forecast(contexts);
        });
        assertThat(ForecastRun.of(List.of(plan), counting, () -> !batches.isEmpty())).isEmpty();
        assertThat(batches).containsExactly(1024);
        assertThat(ForecastRun.of(List.of(plan), counting, () -> false)).isPresent();
    }

    @Test
    void refusesFoldsThatAreTooShortOrEndAfterTheData() {
        BarSeries bars = bars("A", 20);
        assertThatIllegalArgumentException().isThrownBy(() -> ForecastPlan.of(bars, List.of(new Fold(0, 8, 7, 0)), false));
        assertThatIllegalArgumentException().isThrownBy(() -> ForecastPlan.of(bars, List.of(new Fold(0, 20, 7, 1)), false));
        assertThat(ForecastPlan.of(bars, List.of(), false).run(MEAN).has(0)).isFalse();
    }

    @Test
    void asksForEachBarOfAnyShapeOnceAndForNoOther() {
        long seed = Long.getLong("fastback.seed", 47);
        System.out.println("plans of shapes: seed " + seed + " (repeat with -Dfastback.seed=" + seed + ")");
        SplittableRandom random = new SplittableRandom(seed);
        BarSeries bars = bars("A", 120);
        for (int round = 0; round < 400; round++) {
            int train = 1 + random.nextInt(40);
            WalkForward shape = new WalkForward(
                    1 + random.nextInt(9),
                    train,
                    random.nextInt(30),
                    1 + random.nextInt(50),
                    random.nextBoolean(),
                    random.nextInt(train),
                    random.nextBoolean(),
                    random.nextInt(3));
            List<Fold> folds = shape.usableFolds(120, 2);
            TreeSet<Integer> wanted = new TreeSet<>();
            long asked = 0;
            for (Fold fold : folds) {
                TreeSet<Integer> own = new TreeSet<>(List.of(fold.end() - 1));
                IntStream.range(fold.fitFrom(), fold.fitTo()).forEach(own::add);
                IntStream.range(fold.end(), fold.end() + shape.testBars()).forEach(own::add);
                asked += own.size();
                wanted.addAll(own);
            }
            ForecastPlan plan = ForecastPlan.of(bars, folds, false);
            assertThat(plan.asked()).as(shape.toString()).isEqualTo(4 * asked);
            assertThat(plan.distinct()).as(shape.toString()).isEqualTo(4 * wanted.size());
            assertThat(targets(plan)).as(shape.toString()).isEqualTo(wanted);
            assertThat(plan.contexts(5)).as(shape.toString()).allMatch(context -> context.length() > 0);
            if (!folds.isEmpty()) {
                ForecastPlan withOrders = ForecastPlan.of(bars, folds, true);
                int fit = folds.getFirst().fitTo() - folds.getFirst().fitFrom();
                IntStream.rangeClosed(Math.min(wanted.last() + 1, 121 - fit), 120).forEach(wanted::add);
                assertThat(targets(withOrders)).as(shape.toString()).isEqualTo(wanted);
                assertThat(withOrders.asked()).isEqualTo(plan.asked());
                assertThat(withOrders.distinct()).isEqualTo(plan.distinct());
            }
        }
    }

    private static TreeSet<Integer> targets(ForecastPlan plan) {
        TreeSet<Integer> targets = new TreeSet<>();
        for (int i = 0; i < plan.size(); i++) {
            targets.add(plan.targetBar(i));
        }
        assertThat(plan.size()).isEqualTo(4 * targets.size());
        return targets;
    }

    private static BarSeries bars(String symbol, int n) {
        long[] times = new long[n];
        Arrays.setAll(times, i -> i * 1000L);
        double[][] columns = new double[4][n];
        for (int c = 0; c < 4; c++) {
            for (int i = 0; i < n; i++) {
                columns[c][i] = 100 + c + Math.sin(i * (1.0 + c));
            }
        }
        return BarSeries.of(symbol, times, columns[0], columns[1], columns[2], columns[3], new double[n]);
    }

    private interface Answer {
        ForecastBatch to(List<Context> contexts);
    }

    private record Fake(Answer answer) implements Forecaster {
        @Override
        public String id() {
            return "fake";
        }

        @Override
        public int contextLimit() {
            return 5;
        }

        @Override
        public ForecastBatch forecast(List<Context> contexts) {
            return answer.to(contexts);
        }
    }
}
