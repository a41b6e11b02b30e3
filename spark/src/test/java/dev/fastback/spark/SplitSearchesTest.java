package dev.fastback.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.compile.SourceCompiler;
import dev.fastback.custom.SourceProvider;
import dev.fastback.engine.Engine;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.StrategyResult;
import dev.fastback.result.Trials;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.search.StopSignal;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.builtin.MaxDiff;
import dev.fastback.strategy.builtin.Strategies;
import dev.fastback.study.SearchRules;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.summary.StudyResult;
import dev.fastback.testkit.RandomBars;
import dev.fastback.walkforward.WalkForward;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One search on many executors finds what it finds alone, and fails as it fails alone. */
@Timeout(120)
class SplitSearchesTest {
    private static final String FRAGILE = """
            import dev.fastback.api.*;
            public record Fragile(@Range(min = 0, max = 99_999) int number) implements SignalStrategy {
                public Signals signals(Indicators in) {
                    if (number >= 60_000) {
                        throw new IllegalStateException("no such number: " + number);
                    }
                    return Signals.longWhile(in.close().above(in.sma(2 + number % 9)));
                }
            }
            """;

    @Test
    void givesTheBytesAndTheTrialsOfTheSequentialEngine() {
        Study study = study(List.of(Strategies.of("macd"), new MaxDiff()), 2);
        assertThat(SplitSearches.pays(study, 2, 2)).isTrue();
        StudyResult expected = run(study, new SequentialEngine());
        StudyResult actual = run(study, engine());
        assertThat(actual.count(Completed.class)).isEqualTo(2);
        assertThat(actual.resultHash()).isEqualTo(expected.resultHash());
        assertThat(trials(actual)).isEqualTo(trials(expected)).hasSize(4);
    }

    @Test
    void aRangeThatFailsFailsTheSimulationWithTheWordsOfTheSequentialEngine() {
        Study study = study(List.of(SourceProvider.strategy(SourceCompiler.compile("Fragile.java", FRAGILE), SourceCompiler.hash(FRAGILE), Map.of())), 1);
        assertThat(SplitSearches.pays(study, 1, 2)).isTrue();
        SimulationResult expected = run(study, new SequentialEngine()).simulations().findFirst().orElseThrow();
        SimulationResult actual = run(study, engine()).simulations().findFirst().orElseThrow();
        assertThat(((Failed) actual).why()).isEqualTo(((Failed) expected).why()).contains("no such number: 60000");
    }

    @Test
    void stopsInTheMiddleOfASearch() {
        Study study = study(List.of(Strategies.of("macd")), 1);
        StopSignal stop = new StopSignal();
        Thread.ofVirtual().start(() -> {
            sleep(150);
            stop.request();
        });
        StudyResult result = StudyRunner.run(study, RunOptions.of(engine()).withStop(stop));
        assertThat(result.count(Completed.class)).isZero();
    }

    @Test
    void manySimulationsAreSpreadAndNotSplit() {
        List<TunableStrategy> macd = List.of(Strategies.of("macd"));
        assertThat(SplitSearches.pays(study(macd, 4), 4, 2)).isFalse();
        assertThat(SplitSearches.pays(study(macd, 4), 4, 100)).isTrue();
        assertThat(SplitSearches.pays(study(List.of(new MaxDiff()), 1), 1, 100)).as("a small grid").isFalse();
        SearchRules early = new SearchRules(SearchRules.DEFAULT.batch(), 1000, null, null);
        assertThat(SplitSearches.pays(study(macd, 4, new SearchSettings("grid", null).withRules(early)), 4, 100)).as("each may end early").isFalse();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Engine engine() {
        return new SparkEngine("local[2]", 2, null);
    }

    private static StudyResult run(Study study, Engine engine) {
        return StudyRunner.run(study, RunOptions.of(engine));
    }

    private static List<Trials> trials(StudyResult result) {
        return result.simulations()
                .map(Completed.class::cast)
                .flatMap(simulation -> simulation.strategies().stream())
                .map(StrategyResult::trials)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Study study(List<TunableStrategy> strategies, int simulations) {
        return study(strategies, simulations, new SearchSettings("grid", null));
    }

    private static Study study(List<TunableStrategy> strategies, int simulations, SearchSettings search) {
        return Study.builder()
                .add(RandomBars.walk(new SplittableRandom(15), 400).withSymbol("ETHUSD"))
                .strategies(strategies)
                .search(search)
                .walkForward(new WalkForward(simulations, 100, 1, 0))
                .seed(7)
                .build();
    }
}
