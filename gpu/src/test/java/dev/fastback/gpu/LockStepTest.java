package dev.fastback.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fastback.engine.EngineException;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.exact.EntryExitObjective;
import dev.fastback.gpu.driver.GpuDevice;
import dev.fastback.gpu.driver.LanePool;
import dev.fastback.gpu.driver.MockCuda;
import dev.fastback.gpu.driver.TestDevices;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.ScalarEvaluator;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.search.Budget;
import dev.fastback.search.MeanObjective;
import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.search.Search;
import dev.fastback.search.SearchContext;
import dev.fastback.search.Searches;
import dev.fastback.search.Solution;
import dev.fastback.search.StopSignal;
import dev.fastback.search.TrialSink;
import dev.fastback.search.ValueBatch;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.testkit.RandomBars;
import dev.fastback.testkit.RandomProfits;
import dev.fastback.testkit.Seeds;
import dev.fastback.walkforward.WalkForward;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches in lock step ask for the points that they ask for alone, and find what they find alone. */
class LockStepTest {
    @ParameterizedTest
    @ValueSource(strings = {"direct", "direct-original", "random", "de", "tpe"})
    void everySearchAsksForThePointsThatItAsksForAlone(String name) {
        SplittableRandom random = Seeds.random("LockStepTest points", 41);
        List<EntryExitProblem> problems = new ArrayList<>();
        for (int k = 0; k < 60; k++) {
            problems.add(RandomProfits.problem(random, 1 + random.nextInt(40)));
        }
        int[] rounds = {0};
        int[] most = {0};
        List<Asked> alone = problems.stream().map(problem -> search(name, problem)).toList();
        List<Supplier<Asked>> searches = new ArrayList<>();
        problems.forEach(problem -> searches.add(() -> search(name, problem)));
        List<LockStep.Outcome<Asked>> together = LockStep.run(searches, requests -> {
            rounds[0]++;
            most[0] = Math.max(most[0], requests.size());
            return here(requests);
        });
        for (int k = 0; k < problems.size(); k++) {
            assertThat(together.get(k).get()).as("problem %s", k).isEqualTo(alone.get(k));
        }
        assertThat(most[0]).as("searches of the fullest of %s rounds", rounds[0]).isEqualTo(problems.size());
        assertThat(rounds[0]).as("rounds").isLessThanOrEqualTo(120);
    }

    @Test
    void whatASearchThrowsIsItsOwn() {
        EntryExitProblem problem = RandomProfits.problem(new SplittableRandom(3), 20);
        List<LockStep.Outcome<Asked>> outcomes = LockStep.run(
                List.of(
                        () -> search("direct", problem),
                        () -> {
                            throw new IllegalArgumentException("refused");
                        },
                        () -> search("direct", problem)),
                LockStepTest::here);
        assertThatIllegalArgumentException().isThrownBy(() -> outcomes.get(1).get()).withMessage("refused");
        assertThat(outcomes.get(0).get()).isEqualTo(outcomes.get(2).get()).isEqualTo(search("direct", problem));
    }

    @Test
    void aRoundThatFailsEndsAllSearches() {
        EntryExitProblem problem = RandomProfits.problem(new SplittableRandom(4), 20);
        List<Supplier<Asked>> searches = List.of(() -> search("direct", problem), () -> search("random", problem));
        assertThatIllegalStateException()
                .isThrownBy(() -> LockStep.run(searches, requests -> {
                    throw new IllegalStateException("lost");
                }))
                .withMessage("lost");
        assertThat(LockStep.<Asked>run(List.of(), LockStepTest::here)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDevices.class)
    void studiesHaveTheBytesOfTheProcessors(TestDevices on) {
        for (SearchSettings search : List.of(
                new SearchSettings("direct", 90),
                new SearchSettings("tpe", 40),
                new SearchSettings("direct", 60).withSharedBy(5),
                SearchSettings.EXACT.withSharedBy(4))) {
            Study study = study(search);
            String expected = StudyRunner.run(study, RunOptions.of(new SequentialEngine())).resultHash();
            GpuDevice device = on.open();
            assertThat(StudyRunner.run(study, RunOptions.of(new GpuEngine(device, 2, true, true, 0))).resultHash())
                    .as("%s, shared by %s", search.name(), search.sharedBy())
                    .isEqualTo(expected);
            device.close();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDevices.class)
    void sharedMaximaAreFoundOnTheDevice(TestDevices on) throws Exception {
        SplittableRandom random = Seeds.random("LockStepTest shared", 43);
        GpuDevice device = on.open();
        try (LanePool<ExactSweep> lanes = new LanePool<>(device, ExactSweep::new)) {
            for (int time = 0; time < 20; time++) {
                EntryExitProblem whole = RandomProfits.problem(random, 90);
                List<Objective> parts = new ArrayList<>();
                List<Objective> here = new ArrayList<>();
                for (int bars : new int[] {90, 40, 70}) {
                    parts.add(EntryExitObjective.ofBothModes(whole.newest(bars), new DeviceEvaluator(ScalarEvaluator.INSTANCE)));
                    here.add(EntryExitObjective.ofBothModes(whole.newest(bars), ScalarEvaluator.INSTANCE));
                }
                int[] swept = {0};
                Supplier<Solution> search = () -> new MeanObjective(parts).exact().orElseThrow().find(new StopSignal());
                Solution found = LockStep.run(List.of(search), requests -> {
                    swept[0] += requests.size();
                    requests.forEach(request -> request.found(
                            lanes.slice(List.of(request.problem()), ExactSweep::bytes, ExactSweep::sweep).getFirst()));
                    return requests.stream().map(request -> new double[0]).toList();
                }).getFirst().get();
                Solution expected = new MeanObjective(here).exact().orElseThrow().find(new StopSignal());
                assertThat(found.point()).isEqualTo(expected.point());
                assertThat(found.value()).isEqualTo(expected.value());
                assertThat(found.evaluations()).isEqualTo(expected.evaluations());
                assertThat(swept[0]).as("one sweep a mode").isEqualTo(2);
            }
        }
        device.close();
    }

    @Test
    void everyCallOfTheDriverMayFail() {
        MockCuda mock = MockCuda.get().orElse(null);
        assumeThat(mock).as("the mock CUDA driver").isNotNull();
        Study study = study(new SearchSettings("direct", 40));
        String expected = StudyRunner.run(study, RunOptions.of(new SequentialEngine())).resultHash();
        GpuDevice device = TestDevices.MOCK_CUDA.open();
        mock.reset();
        int before = mock.live();
        assertThat(StudyRunner.run(study, RunOptions.of(new GpuEngine(device, 1, false, true, 0))).resultHash()).isEqualTo(expected);
        int calls = mock.calls();
        assertThat(calls).as("calls of a run that can fail").isGreaterThan(100);
        for (int after = 0; after < calls; after += 1 + after / 8) {
            for (int code : new int[] {2, 700}) {
                mock.reset();
                mock.fail(after, code, code == 700);
                assertThat(StudyRunner.run(study, RunOptions.of(new GpuEngine(device, 1, false, true, 0))).resultHash())
                        .as("call %s failed with %s", after, code)
                        .isEqualTo(expected);
                assertThat(mock.live()).as("not freed after call %s failed", after).isEqualTo(before);
            }
        }
        mock.reset();
        mock.fail(calls / 2, 700, true);
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> StudyRunner.run(study, RunOptions.of(new GpuEngine(device, 1, true, true, 0))))
                .withMessageContaining("700");
        mock.reset();
        device.close();
    }

    /** What a search found, and all the points that it asked for. */
    private record Asked(List<Double> best, double value, long evaluations, List<List<Double>> points) {}

    private static Asked search(String name, EntryExitProblem problem) {
        Search search = Searches.of(name);
        List<List<Double>> points = new ArrayList<>();
        TrialSink sink = (PointBatch batch, ValueBatch values) -> {
            for (int k = 0; k < batch.count(); k++) {
                points.add(Arrays.stream(batch.point(k)).boxed().toList());
            }
        };
        Solution found = search.search(
                new EntryExitObjective(problem, new DeviceEvaluator(ScalarEvaluator.INSTANCE)),
                new SearchContext(new Budget(80), 7, new StopSignal(), sink, SearchContext.USUAL_BATCH));
        return new Asked(Arrays.stream(found.point()).boxed().toList(), found.value(), found.evaluations(), points);
    }

    private static List<double[]> here(List<LockStep.Request> requests) {
        return requests.stream()
                .map(request -> {
                    double[] profits = new double[request.highs().length];
                    ScalarEvaluator.INSTANCE.evaluate(request.problem(), request.highs(), request.lows(), 0, profits.length, profits);
                    return profits;
                })
                .toList();
    }

    private static Study study(SearchSettings search) {
        return Study.builder()
                .add(RandomBars.walk(new SplittableRandom(6), 70))
                .walkForward(new WalkForward(20, 21, 1, 1))
                .search(search)
                .build();
    }
}
