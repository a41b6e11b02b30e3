package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fastback.engine.Engine;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.engine.ThreadEngine;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.evaluation.Metric;
import dev.fastback.exact.EntryExitObjective;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import dev.fastback.profit.ScalarEvaluator;
import dev.fastback.result.SimulationResult.Interrupted;
import dev.fastback.run.RunEvent;
import dev.fastback.run.RunListener;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.search.Budget;
import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.search.SearchContext;
import dev.fastback.search.Searches;
import dev.fastback.search.StopSignal;
import dev.fastback.search.StoppedException;
import dev.fastback.search.TrialSink;
import dev.fastback.search.ValueBatch;
import dev.fastback.search.space.IntegerParameter;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import dev.fastback.search.space.RealParameter;
import dev.fastback.strategy.DataNeeds;
import dev.fastback.strategy.Evaluators;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.builtin.MaxDiff;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.summary.StudyResult;
import dev.fastback.walkforward.WalkForward;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A stop reaches every search, whatever is searched. Promised are 100 ms, or the end of the evaluation under way; the times here are coarse
 * guards, for a machine that does other things too.
 */
@Timeout(60)
class StopTest {
    private static final int EVALUATION_MILLIS = 20;
    private static final int STOP_AFTER_MILLIS = 300;
    // An exact search of such a window takes a second or two.
    private static final int EXACT_STOP_AFTER_MILLIS = 50;
    private static final Duration LONGEST = Duration.ofMillis(1200);
    private static final int LONG_WINDOW = 300_000;

    private static final ParameterSpace SPACE =
            new ParameterSpace(List.of(new RealParameter("x", -1, 1), new IntegerParameter("n", 1, 50)));

    /** Takes its time for each evaluation and counts those that begin, also those that begin after a stop. */
    private static final class Clock {
        private final StopSignal stop = new StopSignal();
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger begunAfterStop = new AtomicInteger();
        private final AtomicLong stopNanos = new AtomicLong();

        double evaluate(Parameters parameters) {
            begun.incrementAndGet();
            if (stop.isRequested()) {
                begunAfterStop.incrementAndGet();
            }
            pause(EVALUATION_MILLIS);
            return parameters.real("x") * parameters.whole("n");
        }

        void stopAfter(int millis) {
            Thread.ofPlatform().daemon(true).start(() -> {
                pause(millis);
                stopNanos.set(System.nanoTime());
                stop.request();
            });
        }

        /** Demands that the stop was heard, and soon. */
        void checkHeard() {
            long nanos = System.nanoTime() - stopNanos.get();
            assertThat(stop.isRequested()).as("still running when the stop came").isTrue();
            assertThat(Duration.ofNanos(nanos)).isLessThan(LONGEST);
        }

        private static void pause(int millis) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    private record SlowObjective(Clock clock) implements Objective {
        @Override
        public ParameterSpace space() {
            return SPACE;
        }

        @Override
        public void evaluate(PointBatch points, int from, int to, ValueBatch values) {
            for (int i = from; i < to; i++) {
                values.metric(0)[i] = clock.evaluate(Parameters.of(SPACE, points.point(i)));
            }
        }
    }

    /** What takes the time: the strategy's evaluation, or an objective of its own. */
    enum Kind {
        OWN_STRATEGY,
        OWN_OBJECTIVE
    }

    private record Slow(Clock clock, Kind kind) implements TunableStrategy {
        @Override
        public StrategySpec spec() {
            return StrategySpec.of("me", "slow");
        }

        @Override
        public ParameterSpace space() {
            return SPACE;
        }

        @Override
        public DataNeeds needs() {
            return new DataNeeds(false, 0);
        }

        @Override
        public Evaluation evaluate(MarketSlice slice, Parameters parameters) {
            double value = clock.evaluate(parameters);
            return Evaluation.summed(new double[slice.size()], 252, 0, 0).withTotalReturn(value);
        }

        @Override
        public Objective objective(MarketSlice slice, Metric metric, Evaluators how) {
            return kind == Kind.OWN_OBJECTIVE ? new SlowObjective(clock) : TunableStrategy.super.objective(slice, metric, how);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "direct-original", "direct-l-original"})
    void aSearchOfAnOwnObjectiveHearsIt(String search) {
        Clock clock = new Clock();
        clock.stopAfter(STOP_AFTER_MILLIS);
        SearchContext context = new SearchContext(new Budget(1000), 0, clock.stop, TrialSink.NONE);
        assertThatExceptionOfType(StoppedException.class)
                .isThrownBy(() -> Searches.of(search).search(new SlowObjective(clock), context));
        clock.checkHeard();
        assertThat(clock.begun.get()).isBetween(1, 100);
        assertThat(clock.begunAfterStop.get()).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aRunOfAnOwnStrategyHearsIt(Kind kind) {
        for (int sharedBy : new int[] {1, 4}) {
            for (Engine engine : List.of(new SequentialEngine(), new ThreadEngine(3))) {
                Clock clock = new Clock();
                Study study = Study.builder()
                        .add(RandomBars.walk(new SplittableRandom(1), 100))
                        .strategies(List.of(new Slow(clock, kind)))
                        .search(new SearchSettings("direct", 1000, sharedBy))
                        .build();
                StudyResult result = runAndStop(study, engine, clock, STOP_AFTER_MILLIS);
                clock.checkHeard();
                assertThat(result.count(Interrupted.class)).isEqualTo(50);
                assertThat(result.summary().getFirst().simulations()).isZero();
                assertThat(clock.begun.get()).isBetween(1, 300);
                assertThat(clock.begunAfterStop.get()).isLessThanOrEqualTo(engine.workers());
            }
        }
    }

    @Test
    void aRunWithAnExactSearchOfAVeryLongWindowHearsIt() {
        Clock clock = new Clock();
        Study study = Study.builder()
                .add(RandomBars.walk(new SplittableRandom(2), LONG_WINDOW + 10))
                .strategies(List.of(new MaxDiff()))
                .walkForward(new WalkForward(1, LONG_WINDOW, 0, 0))
                .build();
        // In a thread of its own: a thread keeps the memory of its largest problem.
        StudyResult result = runAndStop(study, new ThreadEngine(1), clock, EXACT_STOP_AFTER_MILLIS);
        clock.checkHeard();
        assertThat(result.count(Interrupted.class)).isEqualTo(1);
    }

    static List<EntryExitProblem> longProblems() {
        return List.of(longProblem(1 << 30, false), longProblem(1 << 13, false), longProblem(1 << 13, true));
    }

    @ParameterizedTest
    @MethodSource("longProblems")
    void anExactSearchOfAVeryLongWindowHearsIt(EntryExitProblem problem) throws InterruptedException {
        EntryExitObjective objective = EntryExitObjective.ofBothModes(problem, ScalarEvaluator.INSTANCE);
        Clock finding = new Clock();
        inThread(() -> assertThatExceptionOfType(StoppedException.class)
                .isThrownBy(() -> {
                    finding.stopAfter(EXACT_STOP_AFTER_MILLIS);
                    Searches.of("exact").search(objective, new SearchContext(Budget.UNLIMITED, 0, finding.stop, TrialSink.NONE));
                }));
        finding.checkHeard();
        Clock comparing = new Clock();
        inThread(() -> assertThatExceptionOfType(StoppedException.class)
                .isThrownBy(() -> {
                    comparing.stopAfter(EXACT_STOP_AFTER_MILLIS);
                    objective.exact().orElseThrow().compare(new double[3], comparing.stop);
                }));
        comparing.checkHeard();
    }

    /** Moves on a grid: the coarser, the more pairs are equally good. */
    private static EntryExitProblem longProblem(int grid, boolean closes) {
        SplittableRandom random = new SplittableRandom(3);
        double[][] columns = new double[6][LONG_WINDOW];
        for (int i = 0; i < LONG_WINDOW; i++) {
            double scale = 0.03 / grid;
            columns[0][i] = random.nextInt(-grid, grid + 1) * scale;
            columns[1][i] = Math.max(0, columns[0][i]) + random.nextInt(grid) * scale;
            columns[2][i] = Math.min(0, columns[0][i]) - random.nextInt(grid) * scale;
            columns[3][i] = random.nextInt(grid) * scale;
            columns[4][i] = -random.nextInt(grid) * scale;
            columns[5][i] = random.nextInt(-1, 2);
        }
        return EntryExitProblem.builder()
                .moves(columns[0], columns[1], columns[2])
                .forecasts(columns[3], columns[4])
                .legs(columns[5])
                .fee(0.0005, FeeRule.PER_FILL)
                .closeAtEndOfDay(closes)
                .build();
    }

    /** Runs a study and asks it to stop a moment after its simulations have begun. */
    private static StudyResult runAndStop(Study study, Engine engine, Clock clock, int millis) {
        RunListener listener = new RunListener() {
            @Override
            public void on(RunEvent event) {
                if (event instanceof RunEvent.ForecastsMade) {
                    clock.stopAfter(millis);
                }
            }
        };
        return StudyRunner.run(study, RunOptions.of(engine).withListener(listener).withStop(clock.stop));
    }

    private static void inThread(Runnable work) throws InterruptedException {
        Throwable[] failure = new Throwable[1];
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                work.run();
            } catch (Throwable e) {
                failure[0] = e;
            }
        });
        thread.join();
        assertThat(failure[0]).isNull();
    }
}
