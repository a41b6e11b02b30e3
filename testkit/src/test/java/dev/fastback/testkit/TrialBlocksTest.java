package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.evaluation.Metrics;
import dev.fastback.forecast.ForecastPlan;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.result.Trials;
import dev.fastback.search.space.Parameters;
import dev.fastback.simulation.FitTask;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.simulation.PreparedSymbol;
import dev.fastback.simulation.trials.TrialRoom;
import dev.fastback.strategy.Evaluators;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.builtin.Strategies;
import dev.fastback.study.KeptTrials;
import dev.fastback.study.SearchRules;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.study.StudySymbol;
import dev.fastback.walkforward.Fold;
import dev.fastback.walkforward.WalkForward;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of each trial in blocks of bars is what it earned there. */
class TrialBlocksTest {
    @ParameterizedTest
    @CsvSource({"sma-cross, grid, 120, 20, 6", "sma-cross, tpe, 125, 20, 16", "rsi-reversion, random, 90, 1, 16", "maxdiff, random, 7, 1, 3"})
    void sumsAreThoseOfTheReturnsOfEachBlock(String name, String search, int train, int step, int blocks) {
        BarSeries bars = RandomBars.walk(Seeds.random("blocks " + name, 147), 600);
        TunableStrategy strategy = Strategies.of(name);
        boolean isOwn = !strategy.needs().forecasts();
        Study study = Study.builder()
                .add(StudySymbol.of(bars, Market.of(AssetClass.STOCK)))
                .strategies(List.of(strategy))
                .metric(isOwn ? Metrics.SHARPE : Metrics.RETURN)
                .walkForward(isOwn ? new WalkForward(2, train, 20, step, false, 0, true, 0) : new WalkForward(2, train, 1, 0))
                .search(new SearchSettings(search, search.equals("grid") ? null : 30).withRules(new SearchRules(16, null, null, KeptTrials.BLOCKS)))
                .build();
        PreparedStudy prepared = new PreparedStudy(
                study,
                Evaluators.SCALAR,
                List.of(new PreparedSymbol(
                        study.symbols().getFirst(), ForecastPlan.of(bars, isOwn ? List.of() : study.usableFolds(0), false).run(Forecasters.of("mean5")))));
        Fold fold = study.fold(0, 1);
        FitTask task = prepared.tasks(1).getFirst();
        Trials trials = task.solve().trials();
        assertThat(trials.blocks()).isEqualTo(blocks);
        assertThat(trials.kept()).isGreaterThan(10);
        var slice = prepared.symbol(0).slice(fold.fitFrom(), fold.fitTo());
        int moving = 0;
        for (int row = 0; row < trials.kept(); row += Math.max(1, trials.kept() / 40)) {
            double[] returns = prepared.evaluate(0, strategy, slice, Parameters.of(strategy.space(), trials.point(row))).barReturns();
            int from = 0;
            double all = 0;
            for (int block = 0; block < blocks; block++) {
                int to = from + returns.length / blocks + (block < returns.length % blocks ? 1 : 0);
                double sum = 0;
                double square = 0;
                for (int i = from; i < to; i++) {
                    sum += returns[i];
                    square += returns[i] * returns[i];
                }
                assertThat(trials.sum(row, block)).isEqualTo(sum);
                assertThat(trials.square(row, block)).isEqualTo(square);
                moving += sum != 0 ? 1 : 0;
                all += sum;
                from = to;
            }
            assertThat(from).isEqualTo(returns.length);
            if (!isOwn) {
                assertThat(all).as("profit of trial %s", row).isCloseTo(trials.value(row, 0), within(1e-12));
            }
        }
        assertThat(moving).isPositive();
        assertThat(Trials.of(trials.bytes(), strategy.space())).isEqualTo(trials);
    }

    /** All searches of a simulation travel in one frame, sums of blocks included. */
    @ParameterizedTest
    @CsvSource({"1, 33554432, 64", "4, 33554432, 64", "8, 16777216, 64"})
    void searchesOfASimulationShareTheRoomOfAFrame(int strategies, long bytes, int blocks) {
        List<String> names = List.of(
                "sma-cross", "rsi-reversion", "breakout", "macd", "momentum", "bollinger", "keltner", "supertrend");
        BarSeries bars = RandomBars.walk(Seeds.random("room", 148), 600);
        Study study = Study.builder()
                .add(StudySymbol.of(bars, Market.of(AssetClass.STOCK)))
                .strategies(names.subList(0, strategies).stream().map(name -> (TunableStrategy) Strategies.of(name)).toList())
                .metric(Metrics.SHARPE)
                .walkForward(new WalkForward(2, 320, 5, 5, false, 0, true, 0))
                .search(new SearchSettings("random", 30).withRules(new SearchRules(16, null, null, KeptTrials.BLOCKS)))
                .build();
        TrialRoom room = TrialRoom.of(study, study.fold(0, 0));
        assertThat(room).isEqualTo(new TrialRoom(bytes, blocks)).isEqualTo(TrialRoom.least(study));
        assertThat(strategies * room.bytesOf(200_000, 3, 1)).isLessThan(1L << 27);
    }
}
