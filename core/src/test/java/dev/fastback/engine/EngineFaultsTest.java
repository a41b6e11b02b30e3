package dev.fastback.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.forecast.Context;
import dev.fastback.forecast.ForecastBatch;
import dev.fastback.forecast.Forecaster;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.journal.MemoryJournal;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.result.SimulationResult;
import dev.fastback.run.RunListener;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.search.StopSignal;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import dev.fastback.search.space.RealParameter;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.strategy.DataNeeds;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.summary.StudyResult;
import dev.fastback.walkforward.WalkForward;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Readers, strategies and engines that fail: what is lost, and what is left behind. */
@Timeout(60)
class EngineFaultsTest {
    private static final int SIMULATIONS = 24;
    private static final WalkForward FOLDS = new WalkForward(SIMULATIONS, 7, 0, 0);
    private static final int NEWEST = FOLDS.fold(0, SyntheticMarket.bars("ETHUSD").size()).fitTo();

    static List<Engine> engines() {
        return List.of(new SequentialEngine(), new ThreadEngine(1), new ThreadEngine(3));
    }

    @Test
    void aReaderThatThrowsLeavesNoThreadThoughSearchesAreUnderWay() {
        // The newest four simulations fail at once, which the reader is told; the others would search for hours.
        Study study = study(1_000_000, slice -> {
            if (fold(slice) < ThreadEngine.CHUNK) {
                throw new IllegalArgumentException("too new");
            }
            spin(2);
        });
        long start = System.nanoTime();
        assertThatIllegalStateException()
                .isThrownBy(() -> StudyRunner.run(study, RunOptions.of(new ThreadEngine(4)).withListener(new RunListener() {
                    @Override
                    public void simulationDone(SimulationResult result, int done, int total) {
                        throw new IllegalStateException("full");
                    }
                })))
                .withMessage("full");
        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(thread -> thread.getName().startsWith("fastback-worker-"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void anErrorOfAStrategyFailsItsSimulationAlone(Engine engine) {
        Study study = study(slice -> {
            if (fold(slice) % 3 == 1) {
                throw new NoClassDefFoundError("org/example/Indicator");
            }
        });
        StudyResult result = StudyRunner.run(study, RunOptions.of(engine));
        List<SimulationResult> all = result.simulations().toList();
        for (int i = 0; i < all.size(); i++) {
            if (i % 3 == 1) {
                assertThat(((Failed) all.get(i)).why()).isEqualTo("NoClassDefFoundError: org/example/Indicator");
            } else {
                assertThat(all.get(i)).isInstanceOf(Completed.class);
            }
        }
        assertThat(result.resultHash()).isEqualTo(StudyRunner.run(study).resultHash());
    }

    @ParameterizedTest
    @MethodSource("engines")
    void anErrorOfTheVirtualMachineEndsTheRun(Engine engine) {
        Study study = study(slice -> {
            if (fold(slice) == 5) {
                throw new OutOfMemoryError("no heap");
            }
        });
        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> StudyRunner.run(study, RunOptions.of(engine)))
                .withMessage("no heap");
    }

    @ParameterizedTest
    @MethodSource("engines")
    void whateverAForecasterThrowsFailsTheSimulationsOfItsSymbolAlone(Engine engine) {
        for (Throwable thrown : List.of(
                new IllegalStateException("no answer"),
                new NoClassDefFoundError("org/example/Model"),
                new StackOverflowError(),
                new AssertionError("never"))) {
            Study study = Study.builder()
                    .add(SyntheticMarket.bars("ETHUSD"))
                    .add(SyntheticMarket.bars("BTCUSD", 1, Picky.BAD_BARS))
                    .forecaster(new Picky(thrown))
                    .walkForward(FOLDS)
                    .build();
            StudyResult result = StudyRunner.run(study, RunOptions.of(engine));
            assertThat(result.count(Completed.class)).isEqualTo(SIMULATIONS);
            assertThat(result.symbols().getLast().simulations())
                    .hasSize(SIMULATIONS)
                    .allSatisfy(simulation -> assertThat(simulation).isInstanceOf(Failed.class))
                    .allSatisfy(simulation -> assertThat(simulation.reason().orElseThrow()).contains(thrown.getClass().getSimpleName()));
            assertThat(result.resultHash()).isEqualTo(StudyRunner.run(study).resultHash());
        }
    }

    @Test
    void aStrategyThatLeavesItsThreadInterruptedLosesNoResult() {
        Study study = study(slice -> Thread.currentThread().interrupt());
        StudyResult result = StudyRunner.run(study, RunOptions.of(new ThreadEngine(2)));
        assertThat(result.count(Completed.class)).isEqualTo(SIMULATIONS);
    }

    @Test
    void anEngineThatCannotContinueTellsHowManyResultsTheJournalHolds() {
        Study study = study(slice -> {});
        MemoryJournal journal = new MemoryJournal(study);
        journal.append(StudyRunner.run(study).simulations().limit(7).toList());
        RunOptions options = RunOptions.of(new Refusing()).withJournal(journal);
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> StudyRunner.run(study, options))
                .withMessage("no processes")
                .satisfies(e -> assertThat(e.results()).isEqualTo(7));
    }

    /** Forecasts all but series of one length. */
    private record Picky(Throwable thrown) implements Forecaster {
        static final int BAD_BARS = 300;

        @Override
        public String id() {
            return "picky";
        }

        @Override
        public int contextLimit() {
            return Forecasters.of("mean5").contextLimit();
        }

        @Override
        public ForecastBatch forecast(List<Context> contexts) {
            if (contexts.stream().anyMatch(context -> context.series().length == BAD_BARS)) {
                switch (thrown) {
                    case RuntimeException e -> throw e;
                    case Error e -> throw e;
                    default -> throw new IllegalArgumentException(thrown);
                }
            }
            return Forecasters.of("mean5").forecast(contexts);
        }
    }

    private static Study study(Consumer<MarketSlice> evaluation) {
        return study(20, evaluation);
    }

    private static Study study(int evaluations, Consumer<MarketSlice> evaluation) {
        return Study.builder()
                .add(SyntheticMarket.bars("ETHUSD"))
                .strategies(List.of(new Prepared(evaluation)))
                .search(new SearchSettings("direct", evaluations))
                .walkForward(FOLDS)
                .build();
    }

    /** Returns the index of the fold that a slice is the fit of. */
    private static int fold(MarketSlice slice) {
        return NEWEST - slice.to();
    }

    private static void spin(long millis) {
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    /** A strategy of one parameter that does something whenever it is evaluated. */
    private record Prepared(Consumer<MarketSlice> evaluation) implements TunableStrategy {
        @Override
        public StrategySpec spec() {
            return StrategySpec.of("test", "prepared");
        }

        @Override
        public ParameterSpace space() {
            return new ParameterSpace(List.of(new RealParameter("x", 0, 1)));
        }

        @Override
        public DataNeeds needs() {
            return new DataNeeds(false, 0);
        }

        @Override
        public Evaluation evaluate(MarketSlice slice, Parameters parameters) {
            evaluation.accept(slice);
            return Evaluation.summed(new double[slice.size()], 252, 0, 0);
        }
    }

    private static final class Refusing implements Engine {
        @Override
        public String name() {
            return "refusing";
        }

        @Override
        public int workers() {
            return 1;
        }

        @Override
        public void run(PreparedStudy study, int[] indices, ResultSink sink, StopSignal stop) {
            throw new EngineException("no processes", 0);
        }
    }
}
