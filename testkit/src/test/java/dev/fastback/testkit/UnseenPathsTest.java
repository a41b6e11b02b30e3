package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fastback.data.BarSeries;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.forecast.ForecastPlan;
import dev.fastback.forecast.Forecasts;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SymbolOutcome;
import dev.fastback.result.UnseenPath;
import dev.fastback.search.StopSignal;
import dev.fastback.search.StoppedException;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.simulation.PreparedSymbol;
import dev.fastback.simulation.UnseenPaths;
import dev.fastback.strategy.DataNeeds;
import dev.fastback.strategy.Evaluators;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.Order;
import dev.fastback.strategy.PathTrading;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.builtin.MaxDiff;
import dev.fastback.study.Study;
import dev.fastback.walkforward.WalkForward;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths of one symbol, traded by one thread and by several. */
class UnseenPathsTest {
    private static final int BARS = 1_300;
    private static final int UNSEEN = 1_200;

    /** The first of them takes longest. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void strategiesThatFailAreToldInTheirOrderAndTheOthersGoOn(int workers) {
        List<TunableStrategy> strategies = List.of(
                new Odd("slow", () -> {
                    sleep();
                    throw new IllegalStateException("later");
                }),
                new MaxDiff(),
                new Odd("deep", UnseenPathsTest::endless),
                new Odd("quick", () -> {
                    throw new IllegalArgumentException("at once");
                }));
        List<String> told = new ArrayList<>();
        SymbolOutcome outcome = listening(told, () -> outcome(study(strategies), new StopSignal(), workers));
        assertThat(told).hasSize(3);
        assertThat(told.get(0)).isEqualTo("strategy slow has no unseen path and no order for RANDOM: IllegalStateException: later");
        assertThat(told.get(1)).startsWith("strategy deep has no unseen path and no order for RANDOM: ").contains("StackOverflowError");
        assertThat(told.get(2)).isEqualTo("strategy quick has no unseen path and no order for RANDOM: at once");
        assertThat(outcome.paths()).extracting(UnseenPath::strategy).containsExactly("maxdiff");
        assertThat(outcome.paths().getFirst().bars()).isEqualTo(UNSEEN);
        assertThat(outcome.orders()).extracting(Order::strategy).contains("slow", "maxdiff", "deep", "quick");
        assertThat(outcome.orders()).isEqualTo(outcome(study(strategies), new StopSignal(), 5 - workers).orders());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aStopEndsThePathsOfAllThreads(int workers) {
        StopSignal stop = new StopSignal();
        List<TunableStrategy> strategies = List.of(new MaxDiff(), new Odd("stops", stop::request), new Odd("other", () -> {}));
        Study study = study(strategies);
        assertThatExceptionOfType(StoppedException.class).isThrownBy(() -> outcome(study, stop, workers));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void anErrorOfTheMachineEndsTheRun(int workers) {
        Study study = study(List.of(new MaxDiff(), new Odd("large", () -> {
            throw new OutOfMemoryError("no room");
        })));
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> outcome(study, new StopSignal(), workers)).withMessage("no room");
    }

    private static void endless() {
        endless();
    }

    private static void sleep() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Study study(List<TunableStrategy> strategies) {
        BarSeries bars = RandomBars.walk(new SplittableRandom(6), BARS).withSymbol("RANDOM");
        return Study.builder().add(bars).strategies(strategies).walkForward(new WalkForward(UNSEEN, 20, 1, 0)).judged(true).build();
    }

    private static SymbolOutcome outcome(Study study, StopSignal stop, int workers) {
        BarSeries bars = study.symbols().getFirst().bars();
        Forecasts forecasts = ForecastPlan.of(bars, study.walkForward().folds(bars.size()), true).run(study.forecaster());
        PreparedStudy prepared = new PreparedStudy(study, Evaluators.SCALAR, List.of(new PreparedSymbol(study.symbols().getFirst(), forecasts)));
        List<SimulationResult> results = new ArrayList<>();
        for (int i = 0; i < study.simulationCount(); i++) {
            results.add(prepared.run(i));
        }
        assertThat(results).allMatch(Completed.class::isInstance);
        return UnseenPaths.of(prepared, 0, results, stop, workers);
    }

    private static <T> T listening(List<String> told, Supplier<T> work) {
        Logger logger = Logger.getLogger(UnseenPaths.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                told.add(record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            return work.get();
        } finally {
            logger.removeHandler(handler);
        }
    }

    /**
     * A rule that is never in the market, and does something when its path begins.
     *
     * @param name its name
     * @param start what it does
     */
    private record Odd(String name, Runnable start) implements TunableStrategy {
        @Override
        public StrategySpec spec() {
            return StrategySpec.of("odd", name);
        }

        @Override
        public ParameterSpace space() {
            return ParameterSpace.EMPTY;
        }

        @Override
        public DataNeeds needs() {
            return new DataNeeds(false, 1);
        }

        @Override
        public Evaluation evaluate(MarketSlice slice, Parameters parameters) {
            return new MovingAverageStrategy().evaluate(slice, Parameters.of(new MovingAverageStrategy().space(), 20, 0.05, 0));
        }

        @Override
        public Optional<PathTrading> pathTrading() {
            return Optional.of(path -> {
                start.run();
                return List.of((account, parameters) -> {});
            });
        }
    }
}
