package dev.fastback.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult.Skipped;
import dev.fastback.strategy.Order;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.builtin.Strategies;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.study.WarmAverage;
import dev.fastback.summary.StudyResult;
import dev.fastback.walkforward.Fold;
import dev.fastback.walkforward.WalkForward;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WalkForwardRunTest {
    private static final int BARS = 150;

    @Test
    void studiesOfAnyShapeRunAsFarAsTheDataReach() {
        long seed = Long.getLong("fastback.seed", 43);
        System.out.println("runs of shapes: seed " + seed + " (repeat with -Dfastback.seed=" + seed + ")");
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 60; round++) {
            int train = 1 + random.nextInt(80);
            WalkForward shape = new WalkForward(
                    1 + random.nextInt(30),
                    train,
                    random.nextInt(30),
                    1 + random.nextInt(30),
                    random.nextBoolean(),
                    random.nextInt(train),
                    random.nextBoolean(),
                    random.nextInt(3));
            Study study = study(shape, strategies());
            StudyResult result = StudyRunner.run(study);
            int room = Math.min(shape.simulations(), shape.room(BARS, 20));
            assertThat(result.count(Completed.class)).as(shape.toString()).isEqualTo(room);
            assertThat(result.count(Skipped.class)).as(shape.toString()).isEqualTo(shape.simulations() - room);
            long asked = study.usableFolds(0).stream().mapToLong(Fold::forecastBars).sum();
            assertThat(result.forecasts().asked()).as(shape.toString()).isEqualTo(4 * asked);
            List<Order> orders = result.symbols().getFirst().orders();
            if (room == 0) {
                assertThat(orders).isEmpty();
                continue;
            }
            assertThat(orders.stream().map(Order::strategy).distinct())
                    .as(shape.toString())
                    .containsExactlyElementsOf(study.strategies().stream().map(TunableStrategy::name).toList());
        }
    }

    @Test
    void whatNeedsNoForecastsBeginsAsSoonAsItIsWarm() {
        WalkForward shape = new WalkForward(100, 10, 5, 5, true, 0, true, 0);
        Study study = study(shape, List.of(new WarmAverage(1)));
        assertThat(study.firstBar()).isEqualTo(1);
        assertThat(study.fold(0, 7).fitFrom()).isEqualTo(1);
        StudyResult result = StudyRunner.run(study);
        assertThat(result.count(Completed.class)).isEqualTo(27).isEqualTo(shape.room(BARS, 1));
        assertThat(result.forecasts().asked()).isZero();
        assertThat(study(shape, strategies()).firstBar()).isEqualTo(20);
        assertThat(study(shape, Strategies.all()).firstBar()).as("a forecast needs a move").isEqualTo(2);
    }

    @Test
    void hugeNumbersOfFoldsAreCountedOrRefused() {
        WalkForward many = new WalkForward(1_100_000_000, 6, 1, 2_000_000_000, false, 0, false, 0);
        Study study = study(many, strategies());
        assertThat(study.simulationCount()).isEqualTo(1_100_000_000);
        assertThat(study.simulation(0).fold().isUsable()).isTrue();
        assertThat(study.simulation(1_099_999_999).fold().end()).isZero();
        assertThat(study.usableFolds(0)).hasSize(1);
        MemoryEstimate estimate = MemoryEstimate.of(study, 64, true);
        assertThat(estimate.results()).isGreaterThan(1_100_000_000L * 1000);
        assertThat(estimate.forecasts()).isEqualTo(BARS * 96);
        assertThat(estimate.total()).isPositive();
        WalkForward most = new WalkForward(
                Integer.MAX_VALUE, Integer.MAX_VALUE - 1, Integer.MAX_VALUE, Integer.MAX_VALUE, true, 0, false, Integer.MAX_VALUE);
        assertThat(MemoryEstimate.of(study(most, strategies()), 64, true).total()).isPositive();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Study.builder()
                        .add(SyntheticMarket.bars("ETHUSD", 1, BARS))
                        .add(SyntheticMarket.bars("BTCUSD", 1, BARS))
                        .walkForward(many)
                        .build())
                .withMessage("a study has at most 2147483647 simulations: 2 symbols of 1100000000");
    }

    private static List<TunableStrategy> strategies() {
        List<TunableStrategy> strategies = new ArrayList<>();
        strategies.add(new WarmAverage(20));
        strategies.addAll(Strategies.all());
        return strategies;
    }

    private static Study study(WalkForward shape, List<TunableStrategy> strategies) {
        return Study.builder()
                .add(SyntheticMarket.bars("ETHUSD", 1, BARS))
                .strategies(strategies)
                .search(new SearchSettings("direct", 15))
                .walkForward(shape)
                .build();
    }
}
