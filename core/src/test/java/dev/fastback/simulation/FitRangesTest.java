package dev.fastback.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fastback.api.Indicators;
import dev.fastback.api.Range;
import dev.fastback.api.SignalStrategy;
import dev.fastback.api.Signals;
import dev.fastback.codec.FitCodec;
import dev.fastback.custom.RecordStrategy;
import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.result.Fit;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.result.StrategyResult;
import dev.fastback.simulation.trials.FitRange;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.builtin.MaxDiff;
import dev.fastback.study.SearchRules;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.walkforward.WalkForward;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A grid in ranges is the grid: the same fit, trials included, whatever the ranges, wherever they were evaluated. */
class FitRangesTest {
    /** More than 200,000 permitted points, so that trials are sampled; every second threshold is the same strategy, so that values tie. */
    public record Crossing(@Range(min = 2, max = 60) int fast, @Range(min = 2, max = 60) int slow, @Range(min = 0, max = 149) int threshold)
            implements SignalStrategy {
        @Override
        public boolean valid() {
            return fast < slow;
        }

        @Override
        public Signals signals(Indicators in) {
            return Signals.longWhile(in.sma(fast).above(in.sma(slow).times(1 + threshold / 2 * 0.0001)));
        }
    }

    /** Fails at a place in the middle. */
    public record Fragile(@Range(min = 0, max = 9999) int number) implements SignalStrategy {
        @Override
        public Signals signals(Indicators in) {
            if (number >= 7000) {
                throw new IllegalStateException("no such number: " + number);
            }
            return Signals.longWhile(in.close().above(in.sma(2 + number % 9)));
        }
    }

    @Test
    void anyRangesGiveTheBytesOfTheWholeSearch() {
        PreparedStudy study = prepared(own(Crossing.class), null);
        SimulationResult whole = study.run(0);
        assertThat(((Completed) whole).strategies().getFirst().trials().isWhole()).isFalse();
        long seed = Long.getLong("fastback.seed", 5);
        System.out.println("FitRangesTest: seed " + seed + " (repeat with -Dfastback.seed=" + seed + ")");
        SplittableRandom random = new SplittableRandom(seed);
        for (int most : new int[] {1 << 30, 300_000, 70_000}) {
            SimulationResult split = study.run(0, task -> inRanges(study, task, random, most));
            assertThat(told(split)).as("ranges of up to " + most).isEqualTo(told(whole));
        }
    }

    @Test
    void fewPointsAreKeptWhole() {
        PreparedStudy study = prepared(new MaxDiff(), null);
        SplittableRandom random = new SplittableRandom(6);
        for (int most : new int[] {1 << 30, 1000, 7}) {
            SimulationResult split = study.run(0, task -> inRanges(study, task, random, most));
            assertThat(told(split)).as("ranges of up to " + most).isEqualTo(told(study.run(0)));
        }
    }

    @Test
    void aRangeThatFailsFailsTheSimulationWithTheSameWords() {
        PreparedStudy study = prepared(own(Fragile.class), null);
        Failed whole = (Failed) study.run(0);
        Failed split = (Failed) study.run(0, task -> inRanges(study, task, new SplittableRandom(1), 900));
        assertThat(split.reason()).isEqualTo(whole.reason()).hasValueSatisfying(reason -> assertThat(reason).contains("no such number: 7000"));
    }

    @Test
    void whatDependsOnTheOrderOfEvaluationIsNotSplit() {
        assertThat(prepared(new MaxDiff(), 500).tasks(0).getFirst().ranges()).as("patience").isEmpty();
        Study shared = study(new MaxDiff(), new SearchSettings("grid", null, 4));
        assertThat(FitTaskTest.prepared(shared).tasks(0).getFirst().ranges()).as("shared").isEmpty();
        Study sampled = study(new MaxDiff(), new SearchSettings("random", 50));
        assertThat(FitTaskTest.prepared(sampled).tasks(0).getFirst().ranges()).as("sampled").isEmpty();
    }

    @Test
    void bytesThatAreNoRangeAreRefused() {
        FitRanges ranges = prepared(new MaxDiff(), null).tasks(0).getFirst().ranges().orElseThrow();
        byte[] part = FitCodec.encode(ranges.evaluate(ranges.begin(100)));
        assertThatIllegalArgumentException().isThrownBy(() -> FitCodec.decodePart(Arrays.copyOf(part, part.length - 1))).withMessageContaining("cut short");
        assertThatIllegalArgumentException().isThrownBy(() -> FitCodec.decodePart(Arrays.copyOf(part, part.length + 1))).withMessageContaining("has 1 bytes too many");
        assertThatIllegalArgumentException().isThrownBy(() -> ranges.begin(1 << 20)).withMessageContaining("must end by 8450");
    }

    /** Searches ranges of random sizes, each in a study of its own as on another machine, up to three of them before the first is taken. */
    private static Fit inRanges(PreparedStudy study, FitTask task, SplittableRandom random, int most) {
        FitRanges ranges = task.ranges().orElseThrow();
        List<byte[]> waiting = new ArrayList<>();
        while (ranges.next() < ranges.places() || !waiting.isEmpty()) {
            if (ranges.next() < ranges.places() && waiting.size() < 3) {
                waiting.add(FitCodec.encode(ranges.begin(Math.min(ranges.places() - ranges.next(), random.nextInt(most) + 1L))));
            } else {
                FitTask remote = study.tasks(task.simulation().index()).get(task.strategyIndex());
                FitRange range = FitCodec.decodeRange(waiting.removeFirst());
                byte[] found = FitCodec.encode(remote.ranges().orElseThrow().evaluate(range));
                ranges.take(FitCodec.decodePart(found));
            }
        }
        return ranges.fit(0);
    }

    /** Returns all that a result says but for its times, trials included. */
    private static String told(SimulationResult result) {
        StrategyResult strategy = ((Completed) result).strategies().getFirst();
        byte[] trials = new byte[strategy.trials().size()];
        strategy.trials().bytes().get(trials);
        return strategy.parameters() + " " + strategy.figures().toString().replaceAll("searchMicros=[^,}]+", "") + " " + trials.length + " bytes of trials, "
                + Arrays.hashCode(trials);
    }

    private static TunableStrategy own(Class<? extends SignalStrategy> type) {
        return RecordStrategy.of(type, new StrategySpec("test", type.getSimpleName(), Map.of(), null), TunableStrategy.NO_CODE);
    }

    private static PreparedStudy prepared(TunableStrategy strategy, Integer patience) {
        SearchRules rules = new SearchRules(16, patience, null, null);
        return FitTaskTest.prepared(study(strategy, new SearchSettings("grid", null).withRules(rules)));
    }

    private static Study study(TunableStrategy strategy, SearchSettings search) {
        return Study.builder()
                .add(SyntheticMarket.bars("ETHUSD", 1, 400))
                .strategies(List.of(strategy))
                .search(search)
                .walkForward(new WalkForward(4, 100, 1, 0))
                .seed(3)
                .build();
    }
}
