package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fastback.data.BarSeries;
import dev.fastback.engine.Engine;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.engine.WorkerState;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.result.Figure;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.result.SimulationResult.Interrupted;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.StrategyResult;
import dev.fastback.result.Trials;
import dev.fastback.run.RunEvent;
import dev.fastback.run.RunListener;
import dev.fastback.run.RunOptions;
import dev.fastback.run.RunSnapshot;
import dev.fastback.run.StudyRunner;
import dev.fastback.search.StopSignal;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.RuleStrategy;
import dev.fastback.strategy.Side;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.Window;
import dev.fastback.strategy.builtin.MaxDiff;
import dev.fastback.strategy.builtin.Strategies;
import dev.fastback.study.Fills;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.summary.StudyResult;
import dev.fastback.walkforward.WalkForward;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link Engine} promises: the same results as the sequential one, each handed over once, and a prompt stop. */
@Timeout(60)
public abstract class EngineContract {
    /** Returns the engine under test. */
    protected abstract Engine engine();

    /** Returns whether the engine takes strategies that no provider makes; one that sends their descriptions does not. */
    protected boolean takesOwnStrategies() {
        return true;
    }

    @Test
    void givesTheSameBytesAsTheSequentialEngine() {
        Study study = study(3, 40, Strategies.all());
        StudyResult expected = StudyRunner.run(study, RunOptions.of(new SequentialEngine()));
        StudyResult actual = StudyRunner.run(study, RunOptions.of(engine()));
        assertThat(actual.resultHash()).isEqualTo(expected.resultHash());
        assertThat(actual.count(Completed.class)).isEqualTo(120);
    }

    @Test
    void givesTheSameBytesWhereSimulationsShareParameters() {
        Study shared = Study.builder()
                .add(RandomBars.walk(new SplittableRandom(8), 70))
                .search(SearchSettings.EXACT.withSharedBy(16))
                .walkForward(new WalkForward(40, 7, 1, 0))
                .build();
        StudyResult expected = StudyRunner.run(shared, RunOptions.of(new SequentialEngine()));
        StudyResult actual = StudyRunner.run(shared, RunOptions.of(engine()));
        assertThat(actual.resultHash()).isEqualTo(expected.resultHash());
        assertThat(actual.count(Completed.class)).isEqualTo(40);
    }

    @Test
    void givesTheSameBytesForAStrategyFromBesideFastback() {
        SearchSettings alone = new SearchSettings("direct", 60);
        for (SearchSettings search :
                List.of(alone, alone.withSharedBy(4), alone.withPooled(true), alone.withSharedBy(3).withPooled(true).withFills(Fills.SIMULATOR))) {
            Study study = ownStudy(List.of(Strategies.of(MovingAverageStrategy.NAME)), search);
            StudyResult expected = StudyRunner.run(study, RunOptions.of(new SequentialEngine()));
            StudyResult actual = StudyRunner.run(study, RunOptions.of(engine()));
            assertThat(actual.resultHash()).isEqualTo(expected.resultHash());
            assertThat(actual.count(Completed.class)).isEqualTo(40);
            assertThat(actual.forecasts().asked()).as("it needs no forecasts").isZero();
            actual.simulations().map(Completed.class::cast).forEach(s -> checkOwn(s.strategies().getFirst()));
        }
    }

    private static void checkOwn(StrategyResult result) {
        assertThat(result.parameters().space()).isEqualTo(new MovingAverageStrategy().space());
        assertThat(result.parameters().whole(MovingAverageStrategy.CLOSES)).isBetween(2L, 20L);
        assertThat(result.parameters().real(MovingAverageStrategy.BAND)).isBetween(0.0, 0.05);
        assertThat(result.parameters().toMap().get(MovingAverageStrategy.SHORT_TOO)).isInstanceOf(Boolean.class);
        assertThat(result.figures().real(Figure.PROFIT)).isEqualTo(result.figures().real(Figure.RETURN));
        assertThat(result.figures().count(Figure.EVALUATIONS)).isGreaterThanOrEqualTo(2 * 60);
        assertThat(result.figures().has(Figure.EXACT_PROFIT)).as("nothing is proven of it").isFalse();
    }

    @Test
    void givesTheSameBytesWhereSuchAStrategyRunsBesideOthers() {
        List<TunableStrategy> strategies = new ArrayList<>(Strategies.all());
        strategies.add(2, new MovingAverageStrategy());
        Study study = ownStudy(strategies, new SearchSettings("direct", 60));
        StudyResult expected = StudyRunner.run(study, RunOptions.of(new SequentialEngine()));
        StudyResult actual = StudyRunner.run(study, RunOptions.of(engine()));
        assertThat(actual.resultHash()).isEqualTo(expected.resultHash());
        StudyResult alone = StudyRunner.run(ownStudy(List.of(new MovingAverageStrategy()), new SearchSettings("direct", 60)));
        List<SimulationResult> together = actual.simulations().toList();
        alone.simulations().map(Completed.class::cast).forEach(own -> {
            StrategyResult same = ((Completed) together.get(own.simulation().index())).strategies().get(2);
            assertThat(same.parameters().toMap()).isEqualTo(own.strategies().getFirst().parameters().toMap());
        });
    }

    private static Study ownStudy(List<TunableStrategy> strategies, SearchSettings search) {
        SplittableRandom random = new SplittableRandom(15);
        return Study.builder()
                .add(RandomBars.walk(random, 120).withSymbol("SHARE"))
                .add(RandomBars.walk(random, 120).withSymbol("ETHUSD"))
                .strategies(strategies)
                .search(search)
                .walkForward(new WalkForward(20, 30, 3, 0))
                .build();
    }

    @Test
    void givesTheSameBytesAndTrialsForEverySearchThatSamples() {
        for (String search : List.of("grid", "random", "sobol", "de", "tpe", "cmaes", "nsga2", "halving")) {
            List<TunableStrategy> strategies = List.of(new MaxDiff(), new MovingAverageStrategy());
            for (int sharedBy : new int[] {1, 4}) {
                Study study = Study.builder()
                        .add(RandomBars.walk(new SplittableRandom(15), 60).withSymbol("SHARE"))
                        .strategies(search.equals("grid") ? strategies.subList(0, 1) : strategies)
                        .search(new SearchSettings(search, search.equals("grid") ? null : 60, sharedBy))
                        .walkForward(new WalkForward(6, 30, 3, 0))
                        .seed(7)
                        .build();
                StudyResult expected = StudyRunner.run(study, RunOptions.of(new SequentialEngine()));
                StudyResult actual = StudyRunner.run(study, RunOptions.of(engine()));
                assertThat(actual.resultHash()).as(search).isEqualTo(expected.resultHash());
                assertThat(trials(actual)).as(search).isEqualTo(trials(expected)).hasSize(6 * study.strategies().size());
            }
        }
    }

    private static List<Trials> trials(StudyResult result) {
        return result.simulations()
                .map(Completed.class::cast)
                .flatMap(simulation -> simulation.strategies().stream())
                .map(StrategyResult::trials)
                .filter(Objects::nonNull)
                .toList();
    }

    @Test
    void handsOverEachResultOnceInTheCallingThread() {
        Study study = study(2, 33, Strategies.all());
        BitSet seen = new BitSet();
        Thread caller = Thread.currentThread();
        run(study, new StopSignal(), new RunListener() {
            @Override
            public void simulationDone(SimulationResult result, int done, int total) {
                assertThat(Thread.currentThread()).isSameAs(caller);
                assertThat(seen.get(result.simulation().index())).isFalse();
                seen.set(result.simulation().index());
                assertThat(done).isEqualTo(seen.cardinality());
                assertThat(total).isEqualTo(66);
            }
        });
        assertThat(seen.cardinality()).isEqualTo(66);
    }

    @Test
    void stopsSoonAndKeepsWhatIsFinished() {
        Study study = study(2, 1000, Strategies.all());
        StopSignal stop = new StopSignal();
        StudyResult result = run(study, stop, new RunListener() {
            @Override
            public void simulationDone(SimulationResult r, int done, int total) {
                if (done == 5) {
                    stop.request();
                }
            }
        });
        assertThat(result.count(Completed.class)).isBetween(5L, 1999L);
        assertThat(result.count(Completed.class) + result.count(Interrupted.class)).isEqualTo(2000);
        StudyResult whole = StudyRunner.run(study, RunOptions.of(new SequentialEngine()));
        List<SimulationResult> all = whole.simulations().toList();
        result.simulations().filter(Completed.class::isInstance).map(Completed.class::cast).forEach(part -> {
            Completed same = (Completed) all.get(part.simulation().index());
            assertThat(part.strategies().getFirst().figures().real(Figure.RETURN))
                    .isEqualTo(same.strategies().getFirst().figures().real(Figure.RETURN));
        });
    }

    @Test
    void aFailureIsCountedAndStopsNoOther() {
        List<TunableStrategy> strategies = new ArrayList<>(Strategies.all());
        strategies.add(new FailsWhereTheFirstMoveIsNegative());
        if (!takesOwnStrategies()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> StudyRunner.run(study(2, 40, strategies), RunOptions.of(engine())))
                    .withMessageContaining("strategy fails ");
            return;
        }
        StudyResult result = StudyRunner.run(study(2, 40, strategies), RunOptions.of(engine()));
        assertThat(result.count(Failed.class)).isPositive();
        assertThat(result.count(Completed.class)).isPositive();
        assertThat(result.count(Failed.class) + result.count(Completed.class)).isEqualTo(80);
        assertThat(result.resultHash())
                .isEqualTo(StudyRunner.run(study(2, 40, strategies)).resultHash());
        result.simulations()
                .filter(Failed.class::isInstance)
                .forEach(failed -> assertThat(failed.reason()).contains("IllegalStateException: no such luck"));
    }

    /**
     * Whether this thread belongs to what the engine runs in, a cluster's connection for example, whose pools grow and shrink as it likes. An
     * engine that starts its own threads answers for all.
     */
    protected boolean keptByItsHost(Thread thread) {
        return false;
    }

    @Test
    void anErrorOfTheReaderReachesItAndLeavesNoThreadBehind() throws InterruptedException {
        Study study = study(2, 200, Strategies.all());
        Set<Thread> before = threads();
        assertThatIllegalStateException()
                .isThrownBy(() -> run(study, new StopSignal(), new RunListener() {
                    @Override
                    public void simulationDone(SimulationResult r, int done, int total) {
                        if (done == 3) {
                            throw new IllegalStateException("reader is full");
                        }
                    }
                }))
                .withMessage("reader is full");
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!before.containsAll(threads()) && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        assertThat(before).containsAll(threads());
    }

    /** The living platform threads that answer for this engine. */
    private Set<Thread> threads() {
        Thread[] group = new Thread[Thread.activeCount() + 64];
        int count = Thread.enumerate(group);
        Set<Thread> living = new HashSet<>(Arrays.asList(group).subList(0, count));
        living.removeIf(this::keptByItsHost);
        return living;
    }

    @Test
    void tellsWhatItsWorkersDo() {
        Study study = study(2, 150, Strategies.all());
        Thread caller = Thread.currentThread();
        List<RunSnapshot> stored = new ArrayList<>();
        List<RunSnapshot> ended = new ArrayList<>();
        run(study, new StopSignal(), new RunListener() {
            @Override
            public void on(RunEvent event) {
                assertThat(Thread.currentThread()).isSameAs(caller);
                switch (event) {
                    case RunEvent.ForecastsMade made -> {}
                    case RunEvent.SearchStopped stopped -> {}
                    case RunEvent.ResultsStored results -> stored.add(results.snapshot());
                    case RunEvent.SimulationsEnded last -> ended.add(last.snapshot());
                }
            }
        });
        int workers = engine().workers();
        assertThat(stored).isNotEmpty().allSatisfy(snapshot -> {
            assertThat(snapshot.workers()).hasSizeBetween(1, workers);
            assertThat(snapshot.workers()).extracting(WorkerState::name).doesNotHaveDuplicates();
        });
        List<WorkerState> last = ended.getFirst().workers();
        assertThat(last).extracting(WorkerState::activity).containsOnly(WorkerState.Activity.ENDED);
        assertThat(last.stream().mapToLong(WorkerState::finished).sum()).isEqualTo(300);
    }

    private StudyResult run(Study study, StopSignal stop, RunListener listener) {
        return StudyRunner.run(study, RunOptions.of(engine()).withListener(listener).withStop(stop));
    }

    private static Study study(int symbols, int simulations, List<TunableStrategy> strategies) {
        SplittableRandom random = new SplittableRandom(7);
        var builder = Study.builder().strategies(strategies).walkForward(new WalkForward(simulations, 7, 1, 0));
        for (int s = 0; s < symbols; s++) {
            BarSeries bars = RandomBars.walk(random, Math.max(260, simulations + 60));
            builder.add(bars.withSymbol(s % 2 == 0 ? "ETHUSD" + "-" + s : "SHARE" + s));
        }
        return builder.build();
    }

    private static final class FailsWhereTheFirstMoveIsNegative implements RuleStrategy {
        @Override
        public StrategySpec spec() {
            return StrategySpec.of("nobody", "fails");
        }

        @Override
        public Evaluation score(Window window, Market market) {
            if (window.closeMove()[0] < 0) {
                throw new IllegalStateException("no such luck");
            }
            return Evaluation.summed(new double[window.bars()], 252, 0, 0);
        }

        @Override
        public Evaluation scoreOutOfSample(Window window, Market market) {
            return Evaluation.summed(new double[window.bars()], 252, 0, 0);
        }

        @Override
        public Side side(Window window, Market market) {
            return Side.NONE;
        }
    }
}
