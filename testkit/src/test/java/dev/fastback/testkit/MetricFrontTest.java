package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fastback.classics.Classics;
import dev.fastback.codec.SimulationCodec;
import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.evaluation.Metric;
import dev.fastback.evaluation.Metrics;
import dev.fastback.result.MetricFront;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.StrategyResult;
import dev.fastback.result.Trials;
import dev.fastback.run.StudyRunner;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.study.StudySymbol;
import dev.fastback.summary.StudyResult;
import dev.fastback.walkforward.Fold;
import dev.fastback.walkforward.WalkForward;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several metrics traded off, from a study to what is stored. */
class MetricFrontTest {
    private static final TunableStrategy CROSS = Classics.of("sma-cross", Map.of("fast", "2..7", "slow", "5..20"));
    private static final BarSeries BARS = RandomBars.walk(Seeds.random("front", 81), 260);

    private static Study study(String metric, SearchSettings search) {
        return Study.builder()
                .add(StudySymbol.of(BARS, Market.of(AssetClass.STOCK)))
                .strategies(List.of(CROSS))
                .search(search)
                .metric(Metrics.of(metric))
                .walkForward(new WalkForward(3, 120, 20, 20, false, 0, true, 0))
                .seed(3)
                .build();
    }

    private static StrategyResult result(SimulationResult simulation) {
        return ((Completed) simulation).strategies().getFirst();
    }

    /** The second pair is looked at bar by bar. */
    @ParameterizedTest
    @ValueSource(strings = {"return,-drawdown", "sharpe,drawdown,trades where trades>=2", "sortino,ulcer where trades>=1", "trades,-drawdown", "exposure,-turnover"})
    void theFrontOfAGridIsThatOfAllItsPoints(String metric) {
        Study study = study(metric, new SearchSettings("grid", null));
        List<Metric> parts = study.metric().parts();
        StudyResult run = StudyRunner.run(study);
        int large = 0;
        for (SimulationResult simulation : run.simulations().toList()) {
            StrategyResult found = result(simulation);
            MetricFront front = found.front();
            assertThat(front).isNotNull();
            Trials trials = found.trials();
            assertThat(trials.isWhole()).isTrue();
            List<double[]> best = new ArrayList<>();
            for (int row = 0; row < trials.kept(); row++) {
                if (trials.violation(row) == 0 && isOnFront(trials, row)) {
                    best.add(trials.point(row));
                }
            }
            assertThat(front.points().stream().map(point -> point.parameters().coordinates()).toList()).containsExactlyInAnyOrderElementsOf(best);
            assertThat(front.points().getFirst().parameters()).as("the first decides").isEqualTo(found.parameters());
            Fold fold = simulation.simulation().fold();
            MarketSlice slice = RandomWindows.slice(BARS.slice(0, fold.fitTo()), fold.fitBars(), "mean5", Market.of(AssetClass.STOCK));
            for (MetricFront.Point point : front.points()) {
                Evaluation evaluation = CROSS.evaluate(slice, point.parameters());
                for (int m = 0; m < parts.size(); m++) {
                    assertThat(point.values()[m]).as(front.metrics().get(m)).isEqualTo(Metrics.measure(front.metrics().get(m)).of(evaluation));
                }
            }
            large = Math.max(large, front.points().size());
        }
        assertThat(large).isGreaterThan(1);
    }

    /** Returns whether no other trial is as good in everything and better in something, and none before it as good in everything. */
    private static boolean isOnFront(Trials trials, int row) {
        for (int other = 0; other < trials.kept(); other++) {
            boolean asGood = other != row && trials.violation(other) == 0;
            boolean better = other < row;
            for (int m = 0; m < trials.metrics(); m++) {
                asGood &= trials.value(other, m) >= trials.value(row, m);
                better |= trials.value(other, m) > trials.value(row, m);
            }
            if (asGood && better) {
                return false;
            }
        }
        return true;
    }

    @Test
    void frontsReadBackEqualAndAreHashed() {
        Study study = study("return,-drawdown", new SearchSettings("nsga2", 60));
        StudyResult run = StudyRunner.run(study);
        SimulationCodec codec = new SimulationCodec(study);
        for (SimulationResult simulation : run.simulations().toList()) {
            SimulationResult again = codec.decode(simulation.simulation().index(), codec.encode(simulation));
            assertThat(again).isEqualTo(simulation);
            assertThat(result(again).front()).isEqualTo(result(simulation).front()).isNotNull();
        }
        assertThat(StudyRunner.run(study("return", new SearchSettings("nsga2", 60))).simulations().map(s -> result(s).front()))
                .containsOnlyNulls();
    }

    @Test
    void othersWeighOneMetric() {
        for (String search : List.of("de", "tpe", "cmaes", "halving")) {
            StudyResult run = StudyRunner.run(study("return,-drawdown", new SearchSettings(search, 60)));
            assertThat(run.count(SimulationResult.Failed.class)).as(search).isEqualTo(3);
            assertThat(new SearchSettings(search, 60).search().weighsSeveralMetrics()).isFalse();
        }
        for (String search : List.of("random", "sobol", "nsga2")) {
            assertThat(new SearchSettings(search, 60).search().weighsSeveralMetrics()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "sharpe,-drawdown | sharpe,-drawdown", "sharpe , drawdown where trades>=3,drawdown<=0.5 | sharpe,drawdown where trades>=3,drawdown<=0.5", "-trades | -trades"
    })
    void namesReadBack(String given, String name) {
        assertThat(Metrics.of(given).name()).isEqualTo(name);
        assertThat(Metrics.of(name)).isEqualTo(Metrics.of(given));
        assertThat(Metrics.with(Metrics.of(given), List.of()).name()).isEqualTo(name.replaceAll(" where.*", ""));
    }

    @Test
    void aMetricIsNamedOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> Metrics.of("drawdown,-drawdown")).withMessageContaining("named twice: drawdown");
        assertThatIllegalArgumentException().isThrownBy(() -> Metrics.of("sharpe,")).withMessageContaining("a metric is missing in \"sharpe,\"");
    }
}
