package dev.fastback.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.strategy.builtin.MaxDiff;
import dev.fastback.strategy.builtin.Strategies;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.walkforward.WalkForward;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryEstimateTest {
    private static final long MIB = 1 << 20;

    @Test
    void growsWithWhatIsKept() {
        MemoryEstimate few = MemoryEstimate.of(study(50, 7), 2, true);
        MemoryEstimate many = MemoryEstimate.of(study(5000, 7), 2, true);
        MemoryEstimate stored = MemoryEstimate.of(study(5000, 7), 1, false);
        MemoryEstimate waiting = MemoryEstimate.of(study(5000, 7), 2, false);
        assertThat(many.results()).isGreaterThan(99 * few.results() * 9 / 10).isGreaterThan(7 * MIB);
        assertThat(stored.results()).isLessThan(MIB / 100);
        assertThat(waiting.results()).as("threads go on while the store is written").isBetween(MIB, 4 * MIB);
        assertThat(many.bars()).isEqualTo(few.bars()).isEqualTo(20_000 * 80);
        assertThat(few.total()).isBetween(5 * MIB, 9 * MIB);
    }

    @Test
    void growsWithWindowsUnderWay() {
        MemoryEstimate one = MemoryEstimate.of(study(50, 10_000), 1, false);
        MemoryEstimate two = MemoryEstimate.of(study(50, 10_000), 2, false);
        MemoryEstimate elsewhere = MemoryEstimate.of(study(50, 10_000), 0, false);
        assertThat(two.simulations()).isEqualTo(2 * one.simulations()).isBetween(5 * MIB, 20 * MIB);
        assertThat(elsewhere.simulations()).isZero();
        assertThat(MemoryEstimate.of(study(3, 10_000), 64, false).simulations()).as("a thread takes a few").isEqualTo(one.simulations());
        Study shared = Study.builder()
                .add(SyntheticMarket.bars("ETHUSD", 1, 20_000))
                .strategies(List.of(new MaxDiff()))
                .search(SearchSettings.EXACT.withSharedBy(16))
                .walkForward(new WalkForward(50, 10_000, 1, 0))
                .build();
        assertThat(MemoryEstimate.of(shared, 1, false).simulations()).isEqualTo(16 * one.simulations());
    }

    @Test
    void indicesTakeRoomEvenWhereNothingIsKept() {
        MemoryEstimate many = MemoryEstimate.of(study(60_000_000, 7), 2, false);
        assertThat(many.indices()).isEqualTo(540_000_000L);
        assertThat(many.total()).isGreaterThan(540_000_000L);
        assertThat(MemoryEstimate.inWorker(study(60_000_000, 7)).total()).as("a worker is told a few").isLessThan(32 * MIB);
    }

    @Test
    void resultsOfSharedParametersComeTogether() {
        Study shared = Study.builder()
                .add(SyntheticMarket.bars("ETHUSD", 1, 20_000))
                .search(SearchSettings.EXACT.withSharedBy(Integer.MAX_VALUE))
                .walkForward(new WalkForward(60_000_000, 7, 1, 0))
                .build();
        assertThat(MemoryEstimate.of(shared, 2, false).results()).isGreaterThan(60_000_000L * 120);
    }

    @Test
    void noSettingMakesItOverflow() {
        Study study = Study.builder()
                .add(SyntheticMarket.bars("ETHUSD", 1, 20_000))
                .search(SearchSettings.EXACT.withSharedBy(Integer.MAX_VALUE))
                .walkForward(new WalkForward(
                        Integer.MAX_VALUE, Integer.MAX_VALUE - 1, Integer.MAX_VALUE, Integer.MAX_VALUE, true, 0, false, 0))
                .build();
        MemoryEstimate most = MemoryEstimate.of(study, Integer.MAX_VALUE, true);
        assertThat(List.of(most.bars(), most.forecasts(), most.questions(), most.simulations(), most.indices(), most.results()))
                .allMatch(bytes -> bytes > 0);
        assertThat(most.simulations()).isEqualTo(Integer.MAX_VALUE * (20_000L * 450));
        assertThat(most.total()).isGreaterThan(most.simulations());
    }

    @Test
    void countsWhatAShapeForecastsAndFits() {
        MemoryEstimate usual = MemoryEstimate.of(study(new WalkForward(50, 7, 1, 0)), 1, false);
        assertThat(usual.forecasts()).isEqualTo((50 + 7 + 1) * 96);
        assertThat(usual.questions()).isEqualTo((50 + 7 + 1) * 336);
        MemoryEstimate apart = MemoryEstimate.of(study(new WalkForward(50, 6, 1, 100, false, 0, false, 0)), 1, false);
        assertThat(apart.forecasts()).as("bars between folds have a place").isEqualTo((50 * 100 + 7 + 1) * 96);
        assertThat(apart.questions()).as("but are not asked for").isEqualTo((50 * 8 + 7 + 1) * 336);
        assertThat(apart.simulations()).isEqualTo(usual.simulations());
        MemoryEstimate anchored = MemoryEstimate.of(study(new WalkForward(50, 6, 1, 100, true, 0, false, 0)), 1, false);
        assertThat(anchored.questions()).isEqualTo(20_000 * 336);
        assertThat(anchored.simulations()).as("the newest fit reaches over all bars").isEqualTo(20_000 * 450);
    }

    private static Study study(WalkForward shape) {
        return Study.builder().add(SyntheticMarket.bars("ETHUSD", 1, 20_000)).walkForward(shape).build();
    }

    private static Study study(int simulations, int validation) {
        return Study.builder()
                .add(SyntheticMarket.bars("ETHUSD", 1, 20_000))
                .strategies(Strategies.all())
                .walkForward(new WalkForward(simulations, validation, 1, 0))
                .build();
    }
}
